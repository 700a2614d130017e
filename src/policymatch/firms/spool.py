"""Rows of cells → one Parquet file, in memory that does not grow with the rows.

Which columns there are, and whether their numbers are all whole, is known only when the last row has come. So
rows go to temporary files, a few thousand at a time, each with the columns that those rows need; then they
are read back one file at a time and written with the columns that all of them need.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from policymatch.firms.arrow import arrow, parquet
from policymatch.firms.columns import FIRM, REST, closed_column, column_named
from policymatch.firms.encode import Cell, Cells
from policymatch.firms.meta import UNIT_KEY
from policymatch.firms.stored import Stored, arrow_type, stored_as, unit_of
from policymatch.vocabulary import Field, Vocabulary

# A group of rows is what `find` reads of a table; its cells are what writing holds in memory.
GROUP_ROWS = 16_384
GROUP_CELLS = 2_000_000


class Spool:
    """Takes rows and writes them as a table: of the firms (`kind` None), or of the records of a kind.

    `identity` are the columns that the table has whether or not a row needs them, in their order.
    """

    def __init__(
        self, folder: Path, kind: str | None, vocabulary: Vocabulary, identity: Mapping[str, Stored]
    ) -> None:
        self._folder, self._kind, self._vocabulary = folder, kind, vocabulary
        self._identity = identity
        self._cells: dict[str, list[Cell]] = {}
        self._rows = 0
        # Every column met so far, with whether its numbers are all whole; and the files written.
        self._whole: dict[str, bool] = dict.fromkeys(identity, True)
        self._files: list[Path] = []
        self.rows = 0

    def add(self, cells: Cells) -> None:
        """Add one row."""
        columns, at = self._cells, self._rows
        for name, cell in cells.items():
            column = columns.get(name)
            if column is None:
                column = columns[name] = []
            if len(column) < at:
                column.extend([None] * (at - len(column)))
            column.append(cell)
        self._rows += 1
        self.rows += 1
        if self._rows >= GROUP_ROWS or self._rows * len(columns) >= GROUP_CELLS:
            self._flush()

    def finish(self, target: Path, metadata: Mapping[str, str]) -> None:
        """Write the table to `target`; the temporary files are gone then."""
        if self._rows:
            self._flush()
        pa, pq = arrow(), parquet()
        schema = pa.schema([self._field(name) for name in self._ordered()], metadata=dict(metadata))
        with pq.ParquetWriter(target, schema, compression="zstd") as writer:
            for file in self._files:
                with pa.OSFile(str(file), "rb") as source:
                    table = pa.ipc.open_file(source).read_all()
                writer.write_table(_as(table, schema), row_group_size=GROUP_ROWS)
                file.unlink()

    def _flush(self) -> None:
        pa = arrow()
        arrays, made = [], []
        for name, cells in self._cells.items():
            cells.extend([None] * (self._rows - len(cells)))
            stored, field = self._stored(name)
            whole = stored is not Stored.NUMBER or Decimal not in set(map(type, cells))
            self._whole[name] = self._whole.get(name, True) and whole
            type_ = arrow_type(stored, field, whole)
            made.append(pa.field(name, type_))
            arrays.append(pa.array(cells, type=type_))
        batch = pa.record_batch(arrays, schema=pa.schema(made))
        file = self._folder / f"{self._kind or ''}.{len(self._files)}.arrow"
        with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
            writer.write_batch(batch)
        self._files.append(file)
        self._cells, self._rows = {}, 0

    def _ordered(self) -> list[str]:
        """Return the columns: whose row it is, the facts as the vocabulary has them, lists, and the rest."""
        places = {key: at for at, key in enumerate(self._vocabulary.scope(self._kind))}
        lists = [name for kind in self._vocabulary.records if (name := closed_column(kind)) in self._whole]
        last = [*lists, REST] if REST in self._whole else lists
        known = {*self._identity, *last}
        facts = [column for name in self._whole if name not in known and (column := column_named(name))]
        facts.sort(key=lambda one: (places[one.fact[0]], *one.rank))
        return [*self._identity, *(one.name for one in facts), *last]

    def _stored(self, name: str) -> tuple[Stored, Field | None]:
        if name in self._identity:
            return self._identity[name], None
        if name == REST:
            return Stored.TEXT, None
        column = column_named(name)
        if column is None:
            # Whether the firm's list of records of a kind is complete.
            return Stored.TRUTH, None
        field = self._vocabulary.field(self._kind, column.fact[0])
        return stored_as(field, column.part), field

    def _field(self, name: str) -> Any:
        stored, field = self._stored(name)
        told = {} if field is None else {"label": field.label}
        if field is not None and stored is Stored.NUMBER and (unit := unit_of(field)) is not None:
            told[UNIT_KEY] = unit
        pa = arrow()
        type_ = pa.int32() if name == FIRM else arrow_type(stored, field, self._whole[name])
        return pa.field(name, type_, metadata=told)


def _as(table: Any, schema: Any) -> Any:
    """Return a table with the columns of `schema`: what it lacks is empty, whole numbers become decimals."""
    pa = arrow()
    columns = []
    for field in schema:
        at = table.schema.get_field_index(field.name)
        column = pa.nulls(table.num_rows, field.type) if at < 0 else table.column(at)
        columns.append(column if column.type == field.type else column.cast(field.type))
    return pa.table(columns, schema=schema)
