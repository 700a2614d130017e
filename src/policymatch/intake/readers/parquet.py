"""Parquet by pyarrow, streamed in batches: memory does not grow with the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from policymatch.extras import need
from policymatch.intake.bounds import Bounds
from policymatch.intake.raw import Cells, check_columns
from policymatch.intake.table import Merged, Raw
from policymatch.intake.trouble import damage_told, refusal

_BATCH = 1_024
# Characters of a batch, if every record had the longest texts.
_CHARACTERS = 16_000_000
# Bytes of a column that are read ahead; without it pyarrow loads the whole of each column of a row group.
_BUFFER = 65_536


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

    @contextmanager
    def _opened(self, texts: Sequence[str] = ()) -> Iterator[Any]:
        parquet = need("pyarrow.parquet", "intake")
        options = {"read_dictionary": texts, "pre_buffer": False, "buffer_size": _BUFFER}
        with damage_told(self.file), parquet.ParquetFile(self._path, **options) as opened:
            yield opened

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the names, then the records."""
        cells = Cells(self.file, None, self._bounds)
        yield 1, [cells.text(name, 1, n) for n, name in enumerate(self._names, 1)]
        number, size = 2, self._batch(cells)
        with self._opened() as parquet:
            # One thread: several would each hold pages of their own.
            for batch in parquet.iter_batches(size, use_threads=False):
                columns = [self._column(column, cells, number, n) for n, column in enumerate(batch, 1)]
                for row in zip(*columns, strict=True):
                    yield number, row
                    number += 1

    def _batch(self, cells: Cells) -> int:
        """Return how many records to take at a time.

        A text may stand in the file once and be in every record. Those are looked at as they stand: they come
        with the first record of each group.
        """
        types = need("pyarrow", "intake").types
        tests = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
        with self._opened() as parquet:
            schema = parquet.schema_arrow
        texts = [column.name for column in schema if any(test(column.type) for test in tests)]
        longest = [0] * len(schema)
        number = 2
        with self._opened(texts) as parquet:
            for group in range(parquet.num_row_groups):
                for batch in parquet.iter_batches(1, row_groups=[group], use_threads=False):
                    for n, column in enumerate(batch):
                        if types.is_dictionary(column.type):
                            found = [cells.value(one, number, n + 1) for one in column.dictionary.to_pylist()]
                            longest[n] = max(longest[n], *(len(str(one)) for one in found), 0)
                    break
                number += parquet.metadata.row_group(group).num_rows
        return max(1, min(_BATCH, _CHARACTERS // max(1, sum(longest))))

    def _column(self, column: Any, cells: Cells, row: int, n: int) -> Sequence[Raw]:
        arrow = need("pyarrow", "intake")
        if arrow.types.is_dictionary(column.type):
            column = column.dictionary_decode()
        if arrow.types.is_timestamp(column.type) and column.type.unit == "ns":
            # Python's times end at microseconds.
            column = column.cast(arrow.timestamp("us", column.type.tz), safe=False)
        return [cells.value(value, row + k, n) for k, value in enumerate(column.to_pylist())]
