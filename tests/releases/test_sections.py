"""Lines of plain text that belong together are one part: a promise must not be cut from its year."""

from __future__ import annotations

from tasks.releases.plain import release_from_text
from tasks.releases.sections import label_sections


def test_a_wrapped_list_item_is_one_item() -> None:
    items = "- Cut waste by 30% by\n  2030", "- Source renewable\n  electricity\n  by 2028"
    text = "Our goals:\n\n" + "\n".join(items) + "\n\nIt was a good year."
    assert tuple(text[one.start : one.end] for one in label_sections(text, None) if one.label == "list") == items


def test_a_bracket_goes_on_with_the_line_above() -> None:
    text = "We will reduce our emissions from operations\n(with those of our buildings)\nby 27% by 2030."
    assert [(one.start, one.end) for one in label_sections(text, None)] == [(0, len(text))]


def test_a_picture_and_a_link_to_the_original_are_no_words_of_the_issuer() -> None:
    text = (
        "# Kilns\n\n![a kiln](https://pictures.example/kiln.png)\n\nNorrholm will build a kiln. The kiln ![small]"
        "(https://pictures.example/s.png) costs little.\n\n[Original/Source Press Release]"
        "(https://wire.example/kilns)"
    )
    labels = [one.label for one in release_from_text(text).sections]
    assert labels == ["headline", "media", "body", "syndication"]
