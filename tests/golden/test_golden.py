"""Sixty pages built as wires and newsrooms build theirs: each part of a release under its name, nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tasks.releases.records import Release
from tests.golden.make import PAGES, as_expected, cleaned, pages

ALL = {slug: (page, url, story) for slug, page, url, story in pages()}
SITE_WORDS = (
    "Share",
    "Recent posts",
    "Recommended",
    "Another story",
    "Imprint",
    "Email alerts",
    "Terms of use",
    "SOURCE",
)


def words(release: Release, *labels: str) -> str:
    return "\n".join(release.text[one.start : one.end] for one in release.sections if one.label in labels)


@pytest.mark.parametrize("slug", ALL)
def test_page_and_expectation_are_as_reviewed(slug: str) -> None:
    page, url, _ = ALL[slug]
    assert (PAGES / f"{slug}.html").read_text("utf-8") == page, "run make golden and review the diff"
    expected = json.loads((PAGES / f"{slug}.expected.json").read_text("utf-8"))
    assert as_expected(cleaned(page, url)) == expected


@pytest.mark.parametrize("slug", ALL)
def test_each_part_stands_under_its_name(slug: str) -> None:
    page, url, story = ALL[slug]
    release = cleaned(page, url)
    body = words(release, "body", "quote", "heading", "list", "table")
    assert release.title == story["title"]
    assert release.issuer is not None
    assert story["issuer"].startswith(release.issuer)
    assert release.published_on == story["on"]
    assert release.dateline_place is not None
    assert release.dateline_place in story["place"] or story["place"] in release.dateline_place
    assert story["lead"] in body
    assert [f"- {one}" for one in story["items"]] == words(release, "list").splitlines()
    assert [" | ".join(row) for row in story["rows"]] == words(release, "table").splitlines()
    assert story["about"] in words(release, "about")
    assert story["contact"] in words(release, "contact")
    assert not [one for one in (*SITE_WORDS, "press@", story["about"]) if one in body]
    assert any(one.subject for one in release.sections if one.label == "quote")


def test_no_page_lies_about_that_no_shape_makes(project_root: Path) -> None:
    here = {path.stem for path in (project_root / "tests" / "golden" / "pages").glob("*.html")}
    assert here == set(ALL)
    assert len(here) >= 60
