"""Which columns the firm table has that the SQL runs over: those of a file, or one for each exact fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policymatch.firms.arrow import arrow
from policymatch.firms.columns import REST, Column, Part
from policymatch.firms.meta import records_path, records_told
from policymatch.firms.opened import Opened, opened
from policymatch.problems import Problem, ProfileError
from policymatch.vocabulary import Field, Type, Vocabulary

# The digits behind the point that the decimals of a table have where nothing else is known (firms/stored.py).
_DIGITS = 12
_EXACT = (Part.VALUE, Part.CLOSED)


@dataclass(frozen=True)
class Columns:
    """The columns of the firms (kind None) and of their records, by kind, with the digits behind the point.

    `tables` None stands for a table that has each exact fact and no other column.
    """

    tables: Mapping[str | None, Mapping[str, int]] | None = None

    def has_table(self, kind: str | None) -> bool:
        """Return whether there is a table of the records of a kind."""
        return self.tables is None or kind in self.tables

    def of_fact(self, kind: str | None, column: Column) -> str | None:
        """Return the name of the column that holds a part of a fact; None if there is none."""
        if self.tables is None:
            return column.name if column.part in _EXACT else None
        return column.name if column.name in self.tables.get(kind, {}) else None

    def digits(self, kind: str | None, name: str, field: Field) -> int:
        """Return how many digits behind the point a column of numbers has."""
        if self.tables is None:
            return _DIGITS if field.type in (Type.RATIO, Type.NUMBER) else 0
        return self.tables[kind][name]

    def has(self, kind: str | None, name: str) -> bool:
        """Return whether a table has a column that is no fact's."""
        if self.tables is None:
            return name != REST
        return name in self.tables.get(kind, {})


def columns_of(path: Path, vocabulary: Vocabulary) -> Columns:
    """Return the columns of a firm table and of the record tables beside it.

    Raises ProfileError with everything that is wrong with them, MissingExtraError without pyarrow.
    """
    problems: list[Problem] = []
    firms = opened(path, None, vocabulary, problems)
    found: dict[str | None, Mapping[str, int]] = {}
    if firms is not None:
        found[None] = _digits(firms)
        for kind in records_told(firms.metadata) or {}:
            table = opened(records_path(path, kind), kind, vocabulary, problems)
            if table is not None:
                found[kind] = _digits(table)
    if problems:
        raise ProfileError(problems)
    return Columns(found)


def _digits(table: Opened) -> dict[str, int]:
    names = {*table.columns}
    return {one.name: _scale(one.type) for one in table.file.schema_arrow if one.name in names}


def _scale(type_: Any) -> int:
    return max(type_.scale, 0) if arrow().types.is_decimal(type_) else 0
