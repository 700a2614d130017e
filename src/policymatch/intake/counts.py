"""What became of the rows and the cells of each sheet, counted while they are read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from policymatch.intake.headers import Column, Role

# Codes of what a figure cannot be, though it can be read.
OUT_OF_RANGE = frozenset(("out-of-range", "too-low", "too-high", "not-whole"))

_KEYS = {Role.CODE: "credit-code", Role.NAME: "firm"}


@dataclass
class ColumnCount:
    """One column: how many of its cells hold a value, say nothing, cannot be read, or cannot be."""

    header: str
    at: int
    kind: str | None
    field: str | None
    filled: int = 0
    empty: int = 0
    unreadable: int = 0
    out_of_range: int = 0
    personal: int = 0
    key: str | None = None
    """What the column says of whose row it is: credit-code or firm; None where it holds facts."""

    @property
    def cells(self) -> int:
        """Return how many cells there were."""
        return self.filled + self.empty + self.unreadable + self.out_of_range + self.personal


@dataclass
class SheetCount:
    """One sheet: its rows by what became of them, and its columns."""

    file: str
    sheet: str | None
    firms: int = 0
    records: int = 0
    rejected: int = 0
    aside: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    columns: dict[str, ColumnCount] = field(default_factory=dict)

    @property
    def told(self) -> int:
        """Return how many rows are accounted for: it must be all of them."""
        return self.firms + self.records + self.rejected + sum(self.aside.values())

    def column(self, column: Column) -> ColumnCount:
        """Return the count of a column, known by its place and its header: of a long table many share one."""
        key = f"{column.at} {column.header}"
        found = self.columns.get(key)
        if found is None:
            said = column.field or column.honour
            found = ColumnCount(column.header, column.at, column.kind, said, key=_KEYS.get(column.role))
            self.columns[key] = found
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> SheetCount:
        """Return the counts that `to_dict` has written."""
        columns = {key: ColumnCount(**one) for key, one in data["columns"].items()}
        return cls(**{**data, "columns": columns})
