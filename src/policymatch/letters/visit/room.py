"""How much of a page blocks take, in lines: told beforehand, so that what is left can be ruled for notes.

An estimate that is rather too large than too small: a line that is not there harms less than a second page.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from rich.cells import cell_len

from policymatch.letters.paper.blocks import AnyBlock, Bullets, Callout, Heading, Line, Pairs, Table, Text

# Columns (a Chinese character takes two) of a full line, and lines of a page below its title, in small type.
_WIDTH = 120
PAGE = 76.0
# Lines that a letterhead takes.
HEAD = 4.0
# What stands around a block, a row and a heading.
_GAP = 0.5
_ROW = 0.5
_HEADING = 2.4
_LABEL = 12


def lines_of(blocks: Iterable[AnyBlock]) -> float:
    """Return about how many lines blocks take."""
    return sum(_height(block) + _GAP for block in blocks)


def _height(block: AnyBlock) -> float:
    match block:
        case Heading():
            return _HEADING
        case Text(line=line):
            return _lines(line, _WIDTH)
        case Bullets(items=items):
            return sum(_lines(item, _WIDTH) + _GAP for item in items)
        case Callout(lines=lines):
            return 2 + sum(_lines(line, _WIDTH) for line in lines)
        case Pairs(items=items, columns=columns):
            return sum(_lines(item.line, _WIDTH // columns - _LABEL) for item in items) * 1.1
        case Table():
            return 1 + _ROW + sum(_row(row, block) for row in block.rows)
    raise TypeError(f"a sheet of one page has no {block.kind}")


def _row(row: tuple[tuple[Line, ...], ...], table: Table) -> float:
    whole = sum(column.share for column in table.columns)
    cells = zip(row, table.columns, strict=True)
    # The padding of a cell takes two columns.
    heights = (
        sum(_lines(line, int(_WIDTH * column.share / whole) - 2) for line in cell) for cell, column in cells
    )
    return max(heights) + _ROW


def _lines(line: Line, width: int) -> int:
    return max(1, ceil(cell_len("".join(run.text for run in line)) / width))
