"""What every reader gives: tables of raw cells, streamed, each cell just as the file has it.

Nothing is understood here: which row is the header and what a cell means is decided above. What a file cannot
say for certain comes as a value of its own kind (an error, a formula without result, a number that lost
digits), so that nothing wrong passes for a text or a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol, TypeAlias


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that holds an error (#N/A, #REF!) or something that is no value; `text` is what stands there."""

    text: str


@dataclass(frozen=True, slots=True)
class NoResult:
    """A formula that was saved without its result: the program that wrote the file did not calculate."""

    formula: str


@dataclass(frozen=True, slots=True)
class LostDigits:
    """A number of sixteen digits or more kept in binary floating point: only the first fifteen are certain.

    A credit code or an account number stored as a number ends like this. `text` is what is left of it.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Percent:
    """A number shown as a percentage: `share` is 0.35 where the cell shows 35%."""

    share: Decimal


# A float never occurs: what is binary in the file comes as the decimal number that the file's program shows.
Raw: TypeAlias = (
    str | int | Decimal | Percent | date | datetime | bool | ErrorCell | NoResult | LostDigits | None
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A range of merged cells: rows and columns from 1, both ends inside. The top left cell has the value."""

    top: int
    left: int
    bottom: int
    right: int


class Table(Protocol):
    """One sheet, one text file, or one table of a database.

    Where the columns have names of their own (Parquet, JSON lines, databases), the names come as row 1.
    """

    @property
    def file(self) -> str:
        """The file, or the database without user and password, as shown to people."""

    @property
    def sheet(self) -> str | None:
        """The sheet or the database table; None where there is only one of them."""

    @property
    def hidden(self) -> bool:
        """Whether the sheet is hidden. Its rows are given all the same, as are hidden rows and columns."""

    @property
    def merged(self) -> Sequence[Merged]:
        """The ranges of merged cells."""

    @property
    def width(self) -> int:
        """The number of the last column that holds anything."""

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the number of each row, from 1, and its cells: `width` of them, from the first column.

        Rows without any value may be left out; numbers go on counting them. The rows are streamed, and may be
        asked for again. Raises IntakeError at a row that cannot be read.
        """


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls the cell: (12, 28) → AB12."""
    letters = ""
    while column > 0:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row}"
