"""Sources that attack, stall and lie, beside good ones: each ends as it should, and the good ones lose nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.sources import http
from tasks.sources.archive import Journal
from tasks.sources.harvest import harvest_all
from tasks.sources.records import Harvest, Source
from tests.chaos.hostile import BEHAVIOURS, Hostile

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)

# reason of the source's reject, or the number of documents that it brings
EXPECTED: dict[str, str | int] = {
    "slow_drip": "too_slow",
    "slow_headers": "too_slow",
    "says_nothing": "too_slow",
    "never_ending": "too_large",
    "endless_headers": "unreachable",
    "gzip_bomb": "too_large",
    "deflate_bomb": "too_large",
    "brotli_bomb": "too_large",
    "zstd_bomb": "too_large",
    "gzip_file_bomb": "too_large",
    "packed_five_times": "packed",
    "lying_encoding": "encoding",
    "content_length_too_long": "unreachable",
    "content_length_negative": "unreachable",
    "cut_chunk": "unreachable",
    "reset_in_the_middle": "unreachable",
    "no_http_at_all": "unreachable",
    "redirect_loop": "redirects",
    "redirect_chain": "redirects",
    "redirect_to_metadata": "refused",
    "redirect_to_private": "refused",
    "redirect_to_mapped": "refused",
    "redirect_to_nat64": "refused",
    "redirect_to_odd_literal": "refused",
    "redirect_to_file": "refused",
    "redirect_to_nonsense": "unreachable",
    "busy_429_seconds": "busy",
    "busy_503_date": "busy",
    "busy_503_nonsense": "busy",
    "gone": "gone",
    "not_found": "not_found",
    "forbidden": "forbidden",
    "always_304": "status",
    "html_instead": "html",
    "login_page": "html",
    "access_denied": "html",
    "empty": "empty",
    "feed_without_entries": 0,
    "huge": "too_large",
    "very_many_items": 500,
    "billion_laughs": 1,
    "quadratic_entities": 1,
    "external_entity": 1,
    "file_links": 1,
    "a_path_as_body": "no_feed",
    "nul_bytes": 3,
    "dates_in_1970_and_2099": 2,
    "one_guid_for_all": 5,
    "deep_nesting": 1,
    "deep_json": "no_feed",
    "one_bad_item": 5,
    "lying_charset": 1,
    "codec_that_is_no_charset": 1,
    "header_injection": 1,
    "good": 10,
}


@pytest.fixture(scope="module")
def server() -> Iterator[Hostile]:
    made = Hostile()
    yield made
    made.close()


def sources_of(server: Hostile) -> list[Source]:
    """One source a behaviour; the host that asks for quiet goes by another name, so that only it is left alone."""
    host = f"127.0.0.1:{server.port}"
    behaved = [
        Source(
            name,
            "feed",
            f"http://{'127.0.0.2' if name.startswith('busy_429') else host}/{name}",
            pages="never",
            max_entries=500,
        )
        for name in BEHAVIOURS
        if name != "busy_429_seconds"
    ]
    quiet = Source("busy_429_seconds", "feed", f"http://localhost:{server.port}/busy_429_seconds", pages="never")
    goods = [Source(f"good {n}", "feed", f"http://{host}/good?{n}", pages="never") for n in range(10)]
    return [*goods[:5], *behaved, quiet, *goods[5:]]


@pytest.fixture(scope="module")
def harvests(server: Hostile, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Harvest]:
    patch = pytest.MonkeyPatch()
    patch.setattr(http.Client.__init__, "__kwdefaults__", {**http.Client.__init__.__kwdefaults__, "max_seconds": 4.0})
    journal = Journal(tmp_path_factory.mktemp("raw"), "hostile.warc.gz")
    allowed = ("127.0.0.1", "localhost")
    found = harvest_all(sources_of(server), {}, {}, now=NOW, keep=journal.keep, allowed_hosts=allowed)
    journal.close()
    patch.undo()
    return {harvest.source.name: harvest for harvest in found}


def test_every_behaviour_is_expected() -> None:
    assert set(EXPECTED) == set(BEHAVIOURS)
    assert len(EXPECTED) >= 40


@pytest.mark.parametrize("name", EXPECTED)
def test_behaviour(harvests: dict[str, Harvest], name: str) -> None:
    harvest, expected = harvests[name], EXPECTED[name]
    own = harvest.attempts[0]
    if isinstance(expected, str):
        assert [reject.reason for reject in harvest.rejects] == [expected], harvest.rejects
        assert own.outcome in ("failed", "refused")
        assert not harvest.documents
        assert own.detail
    else:
        assert len(harvest.documents) == expected, (harvest.rejects, own)
        assert own.outcome == ("new" if expected else "known")


def test_good_sources_lose_nothing(harvests: dict[str, Harvest]) -> None:
    assert [len(harvests[f"good {n}"].documents) for n in range(10)] == [10] * 10


def test_every_item_has_one_outcome(harvests: dict[str, Harvest]) -> None:
    for harvest in harvests.values():
        own = harvest.attempts[0]
        if own.item_count is not None:
            told = (own.new_count, own.changed_count, own.known_count, own.aside_count)
            assert own.item_count == sum(count or 0 for count in told), harvest.source.name
    assert harvests["very_many_items"].attempts[0].item_count == 100_000


def test_nothing_of_this_machine_is_read(harvests: dict[str, Harvest]) -> None:
    for harvest in harvests.values():
        for document in harvest.documents:
            assert b"root:" not in document.content
            assert not (document.url or "").startswith("file:")


def test_wrong_dates_are_no_dates_and_charsets_are_what_they_are(harvests: dict[str, Harvest]) -> None:
    assert [one.feed_published for one in harvests["dates_in_1970_and_2099"].documents] == [None, None]
    assert harvests["lying_charset"].documents[0].feed_title == "Zürich € 0"


def test_what_ends_and_what_is_to_wait_for_is_remembered(harvests: dict[str, Harvest]) -> None:
    gone, busy = harvests["gone"], harvests["busy_503_date"]
    assert gone.state
    assert gone.state.retired_at
    assert [notice.kind for notice in gone.notices] == ["gone"]
    assert busy.state
    assert busy.state.retry_at
    assert harvests["one_guid_for_all"].state
    assert harvests["one_guid_for_all"].state.identity == "link"
    assert [notice.kind for notice in harvests["one_guid_for_all"].notices] == ["identity"]


MEASURED = """
import resource, sys
from tests.chaos import test_hostile as t
from tasks.sources import http
from pathlib import Path
http.Client.__init__.__kwdefaults__["max_seconds"] = 4.0
journal = t.Journal(Path(sys.argv[1]), "m.warc.gz")
server = type("Port", (), {"port": int(sys.argv[2])})
t.harvest_all(t.sources_of(server), {}, {}, now=t.NOW, keep=journal.keep, allowed_hosts=("127.0.0.1", "localhost"))
# ru_maxrss begins with what the parent had at the fork; the kernel's high-water mark does not.
own = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(own // 1024, child // 1024)
"""


def test_memory_stays_bounded(server: Hostile, project_root: Path, tmp_path: Path) -> None:
    """Peaks of the process and of its largest child together: as if both came at once."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path), str(server.port)],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=True,
        timeout=200,
    )
    own, child = map(int, done.stdout.split())
    print(f"peak memory: {own} MB, largest child {child} MB")
    assert own + child < 400
