"""Readers: one file for each format, and one way to ask for the tables of any source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from policymatch.intake.bounds import USUAL, Bounds
from policymatch.intake.files import kind_of
from policymatch.intake.readers.csv import csv_tables
from policymatch.intake.readers.jsonl import jsonl_tables
from policymatch.intake.readers.parquet import parquet_tables
from policymatch.intake.readers.sql import is_url, sql_tables
from policymatch.intake.readers.xls import xls_tables
from policymatch.intake.readers.xlsx import xlsx_tables
from policymatch.intake.table import Table
from policymatch.intake.trouble import refusal

_READERS: dict[str, Callable[[Path, str, Bounds], Sequence[Table]]] = {
    "xlsx": xlsx_tables,
    "xls": xls_tables,
    "csv": csv_tables,
    "parquet": parquet_tables,
    "jsonl": jsonl_tables,
}


def tables_of(
    source: str | Path, query: str | None = None, tables: Sequence[str] = (), bounds: Bounds = USUAL
) -> Iterator[Table]:
    """Return the tables of a file (one a sheet), or of a database given by its URL (one a table).

    `query` and `tables` are for databases only: without them every table is given. Raises IntakeError when
    the source cannot be read or is refused, MissingExtraError when the package that reads it is missing.
    """
    if isinstance(source, str) and is_url(source):
        return iter(sql_tables(source, query, tables, bounds))
    path, file = Path(source), str(source)
    if query is not None or tables:
        raise refusal("intake-query-of-file", file)
    return iter(_READERS[kind_of(path, file, bounds)](path, file, bounds))
