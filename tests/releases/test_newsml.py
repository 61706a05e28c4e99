"""A NewsML-G2 item tells its headline, its day, its issuer and its number in elements of their own, in any order."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tasks.releases.clean import clean
from tasks.sources.records import RawDocument

ITEM = """<?xml version="1.0" encoding="utf-8"?>
<newsItem standard="NewsML-G2" guid="urn:newsml:wire.example:20250304:8812" xmlns="http://iptc.org/std/nar/2006-10-01/">
  <itemMeta><provider literal="globenewswire.com"/>
    <versionCreated>2025-03-06T09:00:00+00:00</versionCreated><firstCreated>2025-03-04T08:00:00+00:00</firstCreated>
    <title role="topic">Product news Oslo, Norway</title></itemMeta>
  <contentMeta>
    <subject literal="Norrholm Steel" type="cpnat:organisation"><name>Norrholm Steel</name></subject>
    <headline>Norrholm Steel to halve the water in its works</headline></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
    <p>OSLO, March 4, 2025 (GLOBE NEWSWIRE) -- Norrholm Steel will halve the water in its works by 2032.</p>
    <p>About Norrholm Steel</p><p>Norrholm Steel makes rails.</p></body></html></inlineXML></contentSet>
</newsItem>"""


def test_the_headline_is_the_title_and_the_first_day_that_of_publication() -> None:
    release = clean(RawDocument("inbox", "a", None, ITEM.encode(), "application/xml", datetime(2025, 4, 1, tzinfo=UTC)))
    assert release.title == "Norrholm Steel to halve the water in its works"
    assert release.published_on == date(2025, 3, 4)
    assert (release.issuer, release.wire_release_id) == ("Norrholm Steel", "8812")
    labels = [(one.label, release.text[one.start : one.end].strip()) for one in release.sections]
    assert labels[:2] == [
        ("headline", "Norrholm Steel to halve the water in its works"),
        ("dateline", "OSLO, March 4, 2025 (GLOBE NEWSWIRE) --"),
    ]
    assert "about" in dict(labels)
