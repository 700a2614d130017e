"""What all cells of a column of a field have in common: worked out at the first of them, not at each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policymatch.enterprise import FactKey
from policymatch.intake.cells import ColumnReader
from policymatch.intake.counts import ColumnCount, SheetCount
from policymatch.intake.headers import Column
from policymatch.intake.mapping import Mapped
from policymatch.vocabulary import Field
from policymatch.vocabulary.model import REGISTERED_IN

if TYPE_CHECKING:
    from policymatch.intake.take import Reading


class Meant(NamedTuple):
    """What the cells of a column say, and where they are counted.

    `day` is that of the fact, where a header dates a fact without years: it held at the end of that year.
    """

    column: Column
    field: Field
    counted: ColumnCount
    reader: ColumnReader
    fact: FactKey
    day: str | None
    dropped: bool
    is_numeric: bool
    lacks_year: bool
    places: bool


def meant_by(column: Column, mapped: Mapped, count: SheetCount, reading: Reading) -> Meant:
    """Return what the cells of a column of a field have in common."""
    kind, key = column.kind, column.field or ""
    field = reading.vocabulary.field(kind, key)
    year = column.year if column.year is not None else mapped.origin.data_year
    dated = column.year is not None and not field.yearly
    return Meant(
        column,
        field,
        count.column(column),
        reading.reader.column(kind, key, column.unit),
        (key, year if field.yearly else None, column.basis),
        f"{column.year:04}-12-31" if dated else None,
        (kind, key) in reading.dropped,
        field.type.is_numeric,
        field.yearly and year is None,
        key == REGISTERED_IN and kind is None,
    )
