"""One Parquet file of a firm table, opened with care: what it says of itself is checked first.

A file may be anything that somebody calls Parquet. Sizes that no table of firms has, types that no column
has and data that cannot be decoded are problems with a place, whatever pyarrow makes of them.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policymatch.enterprise.trouble import shown
from policymatch.enterprise.words import MAX_TEXT
from policymatch.firms.arrow import arrow, compute, parquet
from policymatch.firms.columns import REST
from policymatch.firms.layout import Layout, layout_of
from policymatch.firms.legible import legible
from policymatch.firms.meta import (
    KIND_KEY,
    VERSION,
    VERSION_KEY,
    VOCABULARY_KEY,
    metadata_of,
    vocabulary_hash,
)
from policymatch.firms.stored import is_text
from policymatch.problems import Place, Problem, ProfileError
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio.read import MAX_BYTES

_UNREADABLE = "firm-table-unreadable"
MAX_ROWS = 2**31 - 1
MAX_COLUMNS = 20_000
# What a column of a group of rows may unpack to: so much, and so much more for each row.
_COLUMN_BYTES = 64 * 2**20
_ROW_BYTES = 8 * 2**10
# Of the description of the file itself.
_DESCRIPTION = 100 * 2**20
_DESCRIBED = 10 * MAX_COLUMNS * 20

READ_ROWS = 2_048
_READ_CELLS = 1_000_000
# Bytes of a column that are read ahead; without it pyarrow loads the whole of each column of a row group.
_BUFFER = 65_536


@dataclass(frozen=True)
class Opened:
    """A Parquet file that may be read: its layout, and what it says of itself."""

    path: Path
    file: Any
    layout: Layout
    metadata: dict[str, str]

    @property
    def rows(self) -> int:
        """Return how many rows the file has."""
        return int(self.file.metadata.num_rows)

    @property
    def columns(self) -> list[str]:
        """Return the names of the columns that are read."""
        return self.layout.columns

    @property
    def group_rows(self) -> list[int]:
        """Return how many rows each group of rows has."""
        metadata = self.file.metadata
        return [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)]

    def batches(self, rows: int | None = None, groups: range | None = None) -> Generator[tuple[int, Any]]:
        """Yield the rows, at most `rows` or some thousand at a time, with the number of the first (from 0).

        `groups` are the groups of rows to read, without it all. Raises ProfileError when they cannot be
        decoded.
        """
        columns = self.columns
        size = rows or max(1, min(READ_ROWS, _READ_CELLS // max(1, len(columns))))
        if groups is None:
            groups = range(self.file.metadata.num_row_groups)
        first = sum(self.group_rows[: groups.start])
        with legible(self.path, _UNREADABLE, ProfileError):
            # One group of rows after the other: lists of words cannot be read across groups.
            for group in groups:
                for batch in self.file.iter_batches(size, [group], columns, use_threads=False):
                    yield first, batch
                    first += batch.num_rows

    def group(self, index: int, columns: list[str] | None = None) -> Any:
        """Return the table of one group of rows. Raises ProfileError when it cannot be decoded."""
        with legible(self.path, _UNREADABLE, ProfileError):
            return self.file.read_row_group(index, columns=columns or self.columns, use_threads=False)


def opened(path: Path, kind: str | None, vocabulary: Vocabulary, problems: list[Problem]) -> Opened | None:
    """Open a table of firms (`kind` None) or of records; on problems add them and return None."""
    before = len(problems)
    try:
        with legible(path, _UNREADABLE, ProfileError):
            file = parquet().ParquetFile(
                path,
                thrift_string_size_limit=_DESCRIPTION,
                thrift_container_size_limit=_DESCRIBED,
                arrow_extensions_enabled=False,
                pre_buffer=False,
                buffer_size=_BUFFER,
            )
            too_large = _too_large(file.metadata)
            if too_large is not None:
                problems.append(Problem("firm-table-too-large", Place(str(path)), {"what": too_large}))
                return None
            schema = file.schema_arrow
    except ProfileError as error:
        problems += error.problems
        return None
    metadata = metadata_of(schema)
    version, said = metadata.get(VERSION_KEY), metadata.get(KIND_KEY)
    if version != VERSION:
        values = {"found": shown(version or "—"), "expected": VERSION, "key": VERSION_KEY}
        problems.append(Problem("firm-table-version", Place(str(path)), values))
    elif said != kind:
        values = {"found": shown(said or "firms"), "expected": kind or "firms"}
        problems.append(Problem("firm-table-kind", Place(str(path)), values))
    if len(problems) > before:
        return None
    layout = layout_of(schema, kind, vocabulary, path, problems)
    if len(problems) == before:
        return Opened(path, file, layout, metadata)
    if metadata.get(VOCABULARY_KEY, known := vocabulary_hash(vocabulary)) != known:
        # Fields that were added since trouble nobody; that a column is not what it was has its reason here.
        problems.append(Problem("firm-table-vocabulary", Place(str(path))))
    return None


def _too_large(metadata: Any) -> str | None:
    """Return what of a file is larger than any table of firms, or None."""
    if metadata.num_rows > MAX_ROWS:
        return f"{metadata.num_rows} > {MAX_ROWS} rows"
    if metadata.num_columns > MAX_COLUMNS:
        return f"{metadata.num_columns} > {MAX_COLUMNS} columns"
    for at in range(metadata.num_row_groups):
        group = metadata.row_group(at)
        limit = _COLUMN_BYTES + _ROW_BYTES * group.num_rows
        for index in range(group.num_columns):
            column = group.column(index)
            if column.total_uncompressed_size > limit:
                return f"{shown(column.path_in_schema)}: {column.total_uncompressed_size} > {limit} bytes"
    return None


def listed(batch: Any, name: str) -> tuple[list[Any], dict[int, Problem]]:
    """Return the cells of a column as Python values, and the problems of those that cannot be.

    A text longer than any profile has is not made into one at all.
    """
    column = batch.column(name)
    problems: dict[int, Problem] = {}
    if is_text(column.type):
        limit = MAX_BYTES if name == REST else 4 * MAX_TEXT
        pc = compute()
        lengths = pc.binary_length(column.cast(arrow().large_string()))
        if (pc.max(lengths).as_py() or 0) > limit:
            long = {at: length for at, length in enumerate(lengths.to_pylist()) if (length or 0) > limit}
            for at, length in long.items():
                problems[at] = Problem("text-too-long", values={"length": length, "limit": limit})
            column = pc.if_else(pc.greater(lengths, limit), None, column.cast(arrow().large_string()))
    try:
        return column.to_pylist(), problems
    except (ValueError, OverflowError, UnicodeError):
        pass
    cells = []
    for at in range(len(column)):
        try:
            cells.append(column[at].as_py())
        except (ValueError, OverflowError, UnicodeError) as error:
            cells.append(None)
            problems[at] = Problem("firm-table-cell", values={"what": shown(str(error))})
    return cells, problems
