"""Blocks as the text of a release."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.releases.blocks import Block


def text_of_blocks(blocks: Iterable[Block]) -> str:
    """Blocks as text: an empty line between them, none between the items of a list or the rows of a table; items begin
    with a hyphen, cells stand between bars."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        joined = before is not None and before.kind == block.kind and block.kind in ("item", "row")
        parts += ["" if before is None else "\n" if joined else "\n\n", _line(block)]
        before = block
    return "".join(parts)


def _line(block: Block) -> str:
    return f"- {block.text}" if block.kind == "item" and not block.text.startswith(("- ", "• ")) else block.text
