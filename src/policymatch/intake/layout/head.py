"""The first rows of a table: all of it that is ever held at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice

from policymatch.intake.headers.parts import folded, year_in
from policymatch.intake.table import ErrorCell, LostDigits, Merged, NoResult, Percent, Raw, Table

HEAD_ROWS = 80
_LONGEST_HEADER = 60
_CODE_LENGTH = 15


def text_of(raw: Raw) -> str:
    """Return a cell as text, its line breaks and outer spaces gone; nothing for a blank."""
    match raw:
        case None:
            return ""
        case str():
            return " ".join(raw.split())
        case ErrorCell() | LostDigits():
            return raw.text
        case NoResult():
            return raw.formula
        case Percent():
            return f"{raw.share * 100}%"
    return " ".join(str(raw).split())


def year_cell(raw: Raw) -> int | None:
    """Return the year that a cell names by itself (2024, 2024年, 2024年度), or None."""
    if not isinstance(raw, (str, int, Decimal)) or isinstance(raw, bool):
        return None
    year, _ = year_in(folded(text_of(raw)))
    return year


def is_datum(raw: Raw) -> bool:
    """Return whether a cell is surely a value and no header: a number, a day, a code, a long text."""
    if raw is None or year_cell(raw) is not None:
        return False
    if not isinstance(raw, str):
        return True
    text = folded(text_of(raw))
    if len(text) > _LONGEST_HEADER:
        return True
    plain = text.replace(",", "").replace(".", "").replace("-", "").replace("/", "").rstrip("%元万亿人年月日")
    is_code = len(text) >= _CODE_LENGTH and text.isascii() and any(letter.isdigit() for letter in text)
    return plain.isdigit() or is_code


@dataclass(frozen=True)
class Head:
    """The first rows of a table, and the merged cells that begin in them."""

    rows: tuple[tuple[int, tuple[Raw, ...]], ...]
    merged: tuple[Merged, ...] = ()
    width: int = 0

    @cached_property
    def filled(self) -> tuple[tuple[Raw, ...], ...]:
        """Return the rows with each merged cell's content in all places it covers."""
        grid = [list(cells) + [None] * (self.width - len(cells)) for _, cells in self.rows]
        index = {number: place for place, (number, _) in enumerate(self.rows)}
        for one in self.merged:
            if one.top not in index or one.left > self.width:
                continue
            content = grid[index[one.top]][one.left - 1]
            for number in range(one.top, min(one.bottom, one.top + HEAD_ROWS) + 1):
                place = index.get(number)
                if place is not None:
                    for column in range(one.left, min(one.right, self.width) + 1):
                        grid[place][column - 1] = content
        return tuple(tuple(row) for row in grid)

    def span(self, number: int, column: int) -> int:
        """Return over how many columns the cell at a row's number and a column is merged."""
        for one in self.merged:
            if one.top <= number <= one.bottom and one.left <= column <= one.right:
                return one.right - one.left + 1
        return 1


def head_of(table: Table) -> Head:
    """Return the first rows of a table."""
    rows = tuple((number, tuple(cells)) for number, cells in islice(table.rows(), HEAD_ROWS))
    last = rows[-1][0] if rows else 0
    width = max((len(cells) for _, cells in rows), default=0)
    merged: Sequence[Merged] = table.merged
    return Head(rows, tuple(one for one in merged if one.top <= last), width)


def texts(cells: Sequence[Raw]) -> list[str]:
    """Return the different texts of a row, in their order."""
    return list(dict.fromkeys(text for cell in cells if (text := text_of(cell))))
