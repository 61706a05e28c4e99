"""A folder as a source: new and changed files, nothing outside it, nothing lost without a word."""

from __future__ import annotations

import os
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tasks.sources.catalogue import folder_source
from tasks.sources.folder import MAX_BYTES
from tasks.sources.harvest import harvest_all
from tasks.sources.records import Harvest, KnownItem, RawDocument, Source
from tests.sources.archived import archived

NOW = datetime(2025, 4, 28, tzinfo=UTC)


def read_folder(source: Source, known: dict[str, KnownItem], now: datetime) -> Harvest:
    (found,) = harvest_all([source], {}, {source.name: known}, now=now, keep=lambda _: None)
    return found


def book_of(found: Harvest) -> dict[str, KnownItem]:
    return {one.item_key: KnownItem(one.sha256, one.fingerprint) for one in found.documents}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    (made / "2025").mkdir(parents=True)
    (made / "a.txt").write_text("one", encoding="utf-8")
    (made / "2025" / "b.html").write_text("<p>two</p>", encoding="utf-8")
    return made


def test_files_below_are_read_and_known_ones_are_not_read_again(inbox: Path) -> None:
    source = folder_source(inbox)
    first = read_folder(source, {}, NOW)
    assert [one.item_key for one in first.documents] == ["2025/b.html", "a.txt"]
    known = book_of(first)
    (inbox / "a.txt").write_text("another one", encoding="utf-8")
    second = read_folder(source, known, NOW)
    assert [one.item_key for one in second.documents] == ["a.txt"]
    assert second.unchanged == 1
    assert second.documents[0].release_id == first.documents[1].release_id
    assert second.documents[0].document_id != first.documents[1].document_id


def test_a_folder_that_is_there_again_is_well_again_and_remembers_its_last_file(inbox: Path) -> None:
    source = replace(folder_source(inbox), stale_after_days=3)
    state = None
    known: dict[str, KnownItem] = {}
    away = inbox.with_name("away")
    days = []
    for day in range(4):
        if day in (1, 2):
            (inbox if day == 1 else away).rename(away if day == 1 else inbox)
        now = NOW + timedelta(days=day)
        states = {source.name: state} if state else {}
        (found,) = harvest_all([source], states, {source.name: known}, now=now, keep=lambda _: None)
        known |= book_of(found)
        state = found.state
        assert state is not None
        days.append((state.failures, state.last_new_at, state.stale_after_s))
    well = (0.0, NOW, 3 * 86_400)
    assert days == [well, (1.0, NOW, 3 * 86_400), well, well]


def test_hidden_files_and_provenance_are_no_releases(inbox: Path) -> None:
    (inbox / "a.toml").write_text('origin = "somewhere"', encoding="utf-8")
    (inbox / ".DS_Store").write_bytes(b"x")
    found = read_folder(folder_source(inbox), {}, NOW)
    assert len(found.documents) == 2
    assert not found.rejects


def test_a_link_that_leaves_the_folder_is_not_followed(inbox: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    (inbox / "link.txt").symlink_to(secret)
    found = read_folder(folder_source(inbox), {}, NOW)
    assert [(one.reason, one.ref.partition(":")[2]) for one in found.rejects] == [("outside", "link.txt")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("broken.pdf", b"%PDF-1.7 nothing else", "broken_pdf"),
        ("broken.zip", b"PK", "broken_archive"),
        ("list.json", b"[1, 2]", "no_feed"),
        ("empty.txt", b" \n", "empty"),
        ("sheet.xlsx", b"PK", "unknown_type"),
        ("huge.txt", b"x" * (MAX_BYTES + 1), "too_large"),
    ],
)
def test_what_cannot_be_read_is_set_aside_by_name(inbox: Path, name: str, content: bytes, reason: str) -> None:
    (inbox / name).write_bytes(content)
    found = read_folder(folder_source(inbox), {}, NOW)
    assert [one.reason for one in found.rejects] == [reason]
    assert str(inbox / name) in found.rejects[0].detail
    assert len(found.documents) == 2


def test_a_file_whose_size_and_time_are_as_before_is_not_opened(inbox: Path) -> None:
    source = folder_source(inbox)
    known = book_of(read_folder(source, {}, NOW))
    path = inbox / "a.txt"
    seen = path.stat()
    path.write_text("two", encoding="utf-8")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert read_folder(source, known, NOW).unchanged == 2


EML = b"""From: press@orrin.example\r\nSubject: Orrin sets goal\r\nDate: Mon, 28 Apr 2025 08:00:00 +0000
Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nplain
--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Orrin will halve its emissions.</p>\r\n--b--\r\n"""

FEED = b"""<rss version="2.0"><channel><title>N</title><item><guid>1</guid><title>A</title>
<description>Body</description></item><item><guid>2</guid><title>B</title><description>Body</description></item>
</channel></rss>"""


def test_messages_feeds_and_archives_are_read_by_their_form(inbox: Path, tmp_path: Path) -> None:
    (inbox / "mail.eml").write_bytes(EML)
    (inbox / "feed.xml").write_bytes(FEED)
    with zipfile.ZipFile(inbox / "all.zip", "w") as archive:
        archive.writestr("c.txt", "three")
        archive.writestr("../../d.html", "<p>four</p>")
        archive.writestr("e.exe", "MZ")
    page = RawDocument(
        "x", "p", "https://x.example/p", b"<p>five</p>", "text/html", NOW, headers=(("Content-Type", "text/html"),)
    )
    archived(inbox, "crawl.warc.gz", [page])
    (inbox / "crawl.warc.gz.open").unlink()
    source = folder_source(inbox)
    first = read_folder(source, {}, NOW)
    found = {one.item_key: one for one in first.documents}
    assert set(found) == {
        "2025/b.html", "a.txt", "mail.eml", "feed.xml!1", "feed.xml!2", "all.zip!c.txt", "all.zip!../../d.html",
        "crawl.warc.gz!https://x.example/p",
    }  # fmt: skip
    assert found["mail.eml"].content.strip() == b"<p>Orrin will halve its emissions.</p>"
    assert found["mail.eml"].feed_title == "Orrin sets goal"
    assert found["mail.eml"].feed_published == datetime(2025, 4, 28, 8, tzinfo=UTC)
    assert found["crawl.warc.gz!https://x.example/p"].content == b"<p>five</p>"
    assert [reject.ref.partition(":")[2] for reject in first.rejects] == ["all.zip!e.exe"]
    assert not (tmp_path.parent / "d.html").exists()
    second = read_folder(source, book_of(first), NOW)
    assert (len(second.documents), second.unchanged) == (0, 8)


MHTML = b"""From: <Saved by a browser>\r\nSubject: Orrin sets goal\r\nMIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://x.example/goal\r\n\r
<p>Orrin will halve its emis=\r\nsions.</p>\r\n--b\r\nContent-Type: image/png\r\n\r\nPNG\r\n--b--\r\n"""
JSON_FEED = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": [{"id": "1", "title": "A",
"content_text": "Orrin will halve its emissions."}]}"""


def pdf(text: str) -> bytes:
    """A page of text, as small as a PDF can be."""
    shown = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(made),
    )
    return made + end


def test_saved_pages_pdf_markdown_and_feeds_of_json_are_read(inbox: Path) -> None:
    for path in inbox.rglob("*.*"):
        path.unlink()
    said = "Orrin will halve its emissions."
    (inbox / "page.mhtml").write_bytes(MHTML)
    (inbox / "goal.pdf").write_bytes(pdf(said))
    (inbox / "goal.md").write_text(f"# Orrin sets goal\n\n{said}", encoding="utf-8")
    (inbox / "feed.json").write_bytes(JSON_FEED)
    found = read_folder(folder_source(inbox), {}, NOW)
    assert found.rejects == ()
    assert {one.item_key for one in found.documents} == {"page.mhtml", "goal.pdf", "goal.md", "feed.json!1"}
    assert all(said.encode() in one.content for one in found.documents)


def test_news_items_are_read_with_issuer_and_date(eval_data: Path, tmp_path: Path) -> None:
    folder = eval_data / "pages" / "wires" / "newsml"
    paths = [path for path in folder.rglob("*") if path.suffix in (".xml", ".newsml")]
    files = [path for path in paths if b"NewsML-G2" in path.read_bytes()]
    assert files
    found = read_folder(Source("newsml", "folder", str(folder)), {}, datetime(2026, 1, 1, tzinfo=UTC))
    assert len(found.documents) == len(files)
    assert len(found.rejects) == len(paths) - len(files)  # NewsML 1.2 is not read, and said so
    assert all(one.issuer_hint and one.feed_title and one.feed_published for one in found.documents)
    assert all(len(one.content) > 1000 for one in found.documents)
