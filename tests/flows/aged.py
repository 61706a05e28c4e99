"""Books as an older cleaner or extractor would have left them, made from one of today by SQL."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tasks.store import publish, store_book, store_marts
from tests.flows.books import NO_FILE
from tests.flows.marked import mark_anew
from warehouse.connect import writer

RELEASES = {
    "norrholm.txt": """Norrholm sets its goals

OSLO, March 3, 2025 -- Norrholm AS today announced climate goals.

Norrholm commits to reduce its scope 1 and 2 emissions by 50% by 2031 from a 2021 base year. Norrholm will halve its
water use by 2030. Norrholm aims to reach net zero by 2045.
""",
    "verdane.html": """<html><head><title>Verdane raises its goal</title></head><body><article>
<h1>Verdane raises its goal</h1>
<p>PARIS, April 8, 2025 -- Verdane SA today announced that it will source 80% renewable electricity by 2028, instead of
60%.</p>
<p>Verdane commits to reduce hazardous waste by 25% by 2029 from a 2022 base year.</p></article></body></html>
""",
    "undated.txt": "Tolvik plans\n\nTolvik will send zero waste to landfill by 2027.\n",
    "refused.txt": "Ossian pledges\n\nLONDON, May 6, 2025 -- Ossian plc commits to cut its water use by 30% by 2030.\n",
    "silent.txt": "Quarry opens\n\nLONDON, May 7, 2025 -- Quarry plc today opened an office in Leeds.\n",
}
BINARY = bytes(range(32)) * 64

# An older extractor: other versions, a row it did not see, a year and a unit it misread, a row that nobody promised.
OLD_EXTRACTOR = """
update core_target set extractor_version = '0';
update core_reading set extractor_version = '0' where extractor_version is not null;
delete from core_target where action = 'net_zero';
update core_target set target_year = 2030, target_id = md5(target_id) where target_year = 2031;
insert into core_target
select * replace (
    md5(target_id) as target_id, 7 as position, 'products' as topic, 'increase' as action, 3 as value,
    null as target_year
)
from core_target where target_year = 2028;
"""

# An older cleaner: an advertisement left in a text, a title missed, a page refused that is read today, and the reverse.
OLD_CLEANER = """
update core_release set cleaner_version = '0';
delete from core_reading where release_id in (select release_id from core_release where published_on is null);
update core_section set start_char = start_char + 4, end_char = end_char + 4
where release_id in (select release_id from core_release where title like 'Norrholm%');
update core_target set start_char = start_char + 4, end_char = end_char + 4, target_id = md5(target_id)
where release_id in (select release_id from core_release where title like 'Norrholm%');
update core_release set text = 'AD\n\n' || text, text_sha256 = 'other' where title like 'Norrholm%';
update core_release set title = null where title like 'Verdane%';
insert into raw_reject
select 'clean', source || ':' || item_key, 'undecodable', 'save it as UTF-8', 'r', now(), now()
from raw_document where item_key = 'refused.txt';
delete from core_section where release_id in (select release_id from raw_document where item_key = 'refused.txt');
delete from core_target where release_id in (select release_id from raw_document where item_key = 'refused.txt');
delete from core_release where release_id in (select release_id from raw_document where item_key = 'refused.txt');
insert into core_release by name
select release_id, document_id, source, 'Noise of 2024' as title, 'Noise will halve its water use by 2030.' as text,
    'n' as text_sha256, '0' as cleaner_version, run_id, first_seen_at
from raw_document where item_key = 'binary.txt';
insert into core_target by name
select t.* replace (
    d.release_id as release_id, md5('noise') as target_id, 'Noise will halve its water use by 2030.' as evidence,
    0 as start_char, 39 as end_char
)
from core_target t, raw_document d where d.item_key = 'binary.txt' and t.topic = 'water' order by t.target_id limit 1;
delete from raw_reject where reason = 'binary';
update core_reading set cleaner_version = '0';
"""


def write_inbox(folder: Path) -> Path:
    folder.mkdir()
    for name, text in RELEASES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "again.txt").write_text(RELEASES["norrholm.txt"], encoding="utf-8")
    (folder / "binary.txt").write_bytes(BINARY)
    return folder


def age(home: Path, sql: str) -> None:
    """Make the book an older one, with the ledger and the weekly tables that follow from it."""
    path = home / "warehouse.duckdb"
    with writer(path) as connection:
        connection.execute(sql).fetchall()
        mark_anew(connection)
    store_book.fn(path, datetime.now(UTC).date(), NO_FILE, NO_FILE)
    store_marts.fn(path)
    publish.fn(path, home / "warehouse_read.duckdb")
