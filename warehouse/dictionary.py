"""The data dictionary, written from the comments of the schema: `python -m warehouse.dictionary FILE [--check]`."""

from __future__ import annotations

import sys
from pathlib import Path

from warehouse.connect import empty_book

BEGIN, END = "<!-- dictionary: made by `make docs` from the schema's comments -->", "<!-- end of dictionary -->"

_COLUMNS = """
select c.table_name, coalesce(t.comment, v.comment) as about, c.column_name, c.data_type, c.comment
from duckdb_columns() c
left join duckdb_tables() t on t.table_name = c.table_name
left join duckdb_views() v on v.view_name = c.table_name and not v.internal
where not c.internal
order by c.table_name, c.column_index
"""


def dictionary() -> str:
    """Markdown: a heading and a table of columns for each table and view."""
    connection = empty_book()
    parts: list[str] = []
    shown = None
    for table, about, column, kind, comment in connection.execute(_COLUMNS).fetchall():
        if table != shown:
            parts += ["", f"### {table}", "", f"{about}.", "", "| column | type | meaning |", "| --- | --- | --- |"]
            shown = table
        parts.append(f"| `{column}` | {kind.lower()} | {comment} |")
    connection.close()
    return "\n".join([BEGIN, *parts, "", END])


def with_dictionary(text: str) -> str:
    """A page with the dictionary between its marks brought up to date; appended where there are no marks."""
    before, mark, rest = text.partition(BEGIN)
    after = rest.partition(END)[2] if mark else "\n"
    return f"{before.rstrip()}\n\n{dictionary()}{after}"


def main(arguments: list[str]) -> int:
    """Rewrite the file, or with --check say whether it is stale."""
    path = Path(arguments[0])
    old = path.read_text(encoding="utf-8")
    new = with_dictionary(old)
    if "--check" in arguments:
        return int(old != new)
    path.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
