"""What a user's SQL may be on a lake: selects from its tables.

A file is locked down by DuckDB's own settings. A lake's tables need an open Postgres and Parquet files, and these
settings stop no function of the Postgres extension, which reaches any server and, by a `commit` of its own, leaves its
read-only transaction; nor COPY into the lake's folder. So each statement is parsed first, and what it names is looked
up in a list of what is harmless.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.errors import QueryError

_TABLE_FUNCTIONS = frozenset(
    "unnest range generate_series generate_subscripts repeat json_each json_tree json_array_elements duckdb_tables"
    " duckdb_columns duckdb_views duckdb_functions duckdb_types duckdb_keywords pragma_table_info".split()
)
# What the settings hold may be a key to the lake's storage.
_FUNCTIONS_REFUSED = frozenset(["current_setting"])
_CATALOGUES, _SCHEMAS = frozenset(["", "lake"]), frozenset(["", "lake", "main", "information_schema"])


def refuse_beyond_tables(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raises QueryError for a statement that is no select, or that names a function or a place that is not listed."""
    for one in connection.extract_statements(sql):
        if one.type != duckdb.StatementType.SELECT:
            raise QueryError(f"on a lake a query is a select, not {one.type.name.lower()}: write it with select")
        parsed = json.loads(connection.execute("select json_serialize_sql(?::varchar)", [one.query]).fetchall()[0][0])
        if parsed["error"]:
            raise QueryError(
                f"on a lake a query is a plain select: {parsed.get('error_message', 'it has no such form')}"
            )
        for node in _nodes(parsed["statements"]):
            _refuse_node(node)


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for inner in tree:
            yield from _nodes(inner)


def _refuse_node(node: dict[str, Any]) -> None:
    kind = node.get("type")
    if kind == "TABLE_FUNCTION":
        # A call that takes a table function as its own argument would be a second TABLE_FUNCTION, met in its turn.
        name = node["function"].get("function_name", "").lower()
        if name not in _TABLE_FUNCTIONS:
            raise QueryError(f"the function {name} is not for queries on a lake: read its tables")
    elif kind == "BASE_TABLE":
        place = (node.get("catalog_name", "").lower(), node.get("schema_name", "").lower())
        if place[0] not in _CATALOGUES or place[1] not in _SCHEMAS or set("/.*?[") & set(node["table_name"]):
            named = ".".join(filter(None, (*place, node["table_name"])))
            raise QueryError(f"{named} is not for queries on a lake: read its tables")
    elif node.get("class") == "FUNCTION" and node.get("function_name", "").lower() in _FUNCTIONS_REFUSED:
        raise QueryError(f"the function {node['function_name']} is not for queries on a lake")
