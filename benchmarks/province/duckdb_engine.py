"""DuckDB on the province: each policy a condition in SQL."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pyarrow as pa
from benchmarks.province.figures import DATES
from benchmarks.province.policies import Tree

_SIGNS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}


class DuckDB:
    """Conditions over the plain columns; one scan for the counts, one for each policy of the rows."""

    name = "DuckDB"

    def __init__(self, policies: list[Tree], threads: int = 1) -> None:
        self.conditions = [_sql(one["rule"]) for one in policies]
        self.connection: Any = importlib.import_module("duckdb").connect()
        self.connection.execute(f"SET threads = {threads}")

    def frame(self, firms: pa.Table) -> Any:
        """Take the firms in as a table of the database."""
        numbered = firms.append_column("firm", pa.array(range(firms.num_rows), pa.int32()))
        self.connection.register("given", numbered)
        self.connection.execute("CREATE OR REPLACE TABLE firms AS SELECT * FROM given")
        return None

    def counts(self, frame: Any) -> list[tuple[int, int]]:
        """Return for each policy of how many firms it is true, and of how many unknown."""
        asked = [
            f"count(*) FILTER (WHERE {one}), count(*) FILTER (WHERE ({one}) IS NULL)"
            for one in self.conditions
        ]
        row = self.connection.execute(f"SELECT {', '.join(asked)} FROM firms").fetchone()
        return list(zip(row[::2], row[1::2], strict=True))

    def write(self, frame: Any, path: Path) -> None:
        """Write the rows of firm, policy and truth, but for what is false."""
        several = [
            f"SELECT firm, {number}::USMALLINT AS policy, ({one}) AS eligible FROM firms "
            f"WHERE coalesce({one}, true)"
            for number, one in enumerate(self.conditions)
        ]
        query = " UNION ALL ".join(several)
        self.connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def _sql(tree: Tree) -> str:
    if "not" in tree:
        return f"(NOT {_sql(tree['not'])})"
    if "field" in tree:
        return f"({_criterion(tree)})"
    word, join = ("any", " OR ") if "any" in tree else ("all", " AND ")
    return f"({join.join(_sql(one) for one in tree[word])})"


def _criterion(tree: Tree) -> str:
    field, value = tree["field"], tree.get("value", ())
    match tree["op"]:
        case "yes":
            return str(field)
        case "in":
            words = ", ".join(map(repr, value))
            return f"{field} IN ({words})"
        case "under":
            return " OR ".join(f"starts_with({field}, '{one}')" for one in value)
        case "listed":
            return " OR ".join(f"list_contains({field}, '{one}')" for one in value)
    limit = f"(DATE '1970-01-01' + {value})" if field in DATES else value
    return f"{field} {_SIGNS[tree['op']]} {limit}"
