"""Tables in memory, as a reader would give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policymatch.intake.table import Merged, Raw


@dataclass(frozen=True)
class FakeTable:
    grid: Sequence[Sequence[Raw]]
    sheet: str | None = "Sheet1"
    file: str = "企业.xlsx"
    merged: tuple[Merged, ...] = ()
    hidden: bool = False

    @property
    def width(self) -> int:
        return max((len(row) for row in self.grid), default=0)

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        for number, row in enumerate(self.grid, 1):
            yield number, [*row, *[None] * (self.width - len(row))]


def grid(text: str) -> list[list[Raw]]:
    """Return a table drawn with bars: digits are numbers, nothing is an empty cell."""
    return [
        [_cell(cell.strip()) for cell in line.strip().strip("|").split("|")]
        for line in text.strip().splitlines()
    ]


def _cell(text: str) -> Raw:
    if not text:
        return None
    plain = text.removeprefix("-")
    return int(text) if plain.isdigit() and len(plain) < 12 else text
