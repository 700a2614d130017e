"""Parquet by pyarrow, streamed in batches: memory does not grow with the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from policymatch.extras import need
from policymatch.intake.bounds import Bounds
from policymatch.intake.raw import Cells, check_columns
from policymatch.intake.table import Merged, Raw
from policymatch.intake.trouble import first_line, refusal
from policymatch.problems import PolicyMatchError

_BATCH = 4_096


def parquet_tables(path: Path, file: str, bounds: Bounds) -> Sequence[ParquetTable]:
    """Return the one table of a Parquet file. Raises IntakeError when it is refused or damaged."""
    return [ParquetTable(path, file, bounds)]


class ParquetTable:
    """A Parquet file as a table: row 1 has the names of the columns."""

    sheet: str | None = None
    hidden = False
    merged: Sequence[Merged] = ()

    def __init__(self, path: Path, file: str, bounds: Bounds) -> None:
        self.file = file
        self._path, self._bounds = path, bounds
        with self._opened() as parquet:
            # A file may name a column that is no text at all; such a name fails here.
            self._names = [str(name) for name in parquet.schema_arrow.names]
            rows = parquet.metadata.num_rows
            groups = [parquet.metadata.row_group(n).total_byte_size for n in range(parquet.num_row_groups)]
        check_columns(len(self._names), file, None, bounds)
        if rows >= bounds.rows:
            raise refusal("intake-too-many-rows", file, limit=bounds.rows)
        if max(groups, default=0) > bounds.unpacked_bytes:
            raise refusal("intake-zip-size", file, found=max(groups), limit=bounds.unpacked_bytes)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._names)

    def _opened(self, **options: Any) -> _Guarded:
        return _Guarded(self._path, self.file, options)

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the names, then the records."""
        cells = Cells(self.file, None, self._bounds)
        yield 1, [cells.text(name, 1, n) for n, name in enumerate(self._names, 1)]
        arrow = need("pyarrow", "intake")
        with self._opened() as parquet:
            schema = parquet.schema_arrow
            # Texts stay numbered in a dictionary, so that one long text in every row takes no more than once.
            texts = [
                column.name for column in schema if column.type in (arrow.string(), arrow.large_string())
            ]
        number = 2
        with self._opened(read_dictionary=texts) as parquet:
            for batch in parquet.iter_batches(_BATCH):
                columns = [self._column(arrow, column, cells, number, n) for n, column in enumerate(batch, 1)]
                for row in zip(*columns, strict=True):
                    yield number, row
                    number += 1

    def _column(self, arrow: Any, column: Any, cells: Cells, row: int, n: int) -> Sequence[Raw]:
        if arrow.types.is_dictionary(column.type):
            known = [cells.value(value, row, n) for value in column.dictionary.to_pylist()]
            return [None if index is None else known[index] for index in column.indices.to_pylist()]
        if arrow.types.is_timestamp(column.type) and column.type.unit == "ns":
            # Python's times end at microseconds.
            column = column.cast(arrow.timestamp("us", column.type.tz), safe=False)
        return [cells.value(value, row + k, n) for k, value in enumerate(column.to_pylist())]


class _Guarded:
    """An open Parquet file; whatever pyarrow raises at a damaged one comes out as an IntakeError."""

    def __init__(self, path: Path, file: str, options: dict[str, Any]) -> None:
        self._path, self._file, self._options = path, file, options

    def __enter__(self) -> Any:
        parquet = need("pyarrow.parquet", "intake")
        try:
            self._parquet = parquet.ParquetFile(self._path, **self._options)
        except Exception as error:
            raise refusal("intake-damaged", self._file, why=first_line(error)) from None
        return self._parquet

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._parquet.close()
        if isinstance(error, Exception) and not isinstance(error, PolicyMatchError):
            raise refusal("intake-damaged", self._file, why=first_line(error)) from None
