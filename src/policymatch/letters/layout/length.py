"""How long a paper will be, in lines of a page: near enough to tell whether a letter keeps to its pages.

No renderer is asked: a letter must be the same in every format. A character of Chinese is two columns wide.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from rich.cells import cell_len

from policymatch.letters.paper.blocks import (
    AnyBlock,
    Bars,
    Bullets,
    Callout,
    Checklist,
    Heading,
    KeyFigures,
    Line,
    Pairs,
    SignOff,
    Table,
    Text,
    Timeline,
)

# Columns of a line over the whole width of a page in letter type, and lines of such a page.
WIDE = 86
LINES_OF_A_PAGE = 40


def lines_of(blocks: Iterable[AnyBlock], wide: int = WIDE) -> float:
    """Return about how many lines of so many columns blocks take."""
    return sum(_lines(block, wide) for block in blocks)


def _lines(block: AnyBlock, wide: int) -> float:
    match block:
        case Heading():
            return 2.4
        case Text(line=line):
            return _wrapped(line, wide) + 0.4
        case Bullets(items=items) | Checklist(items=items):
            return sum(_wrapped(line, wide - 6) for line in items) + 0.5
        case Callout(lines=lines):
            return sum(_wrapped(line, wide - 4) for line in lines) + 2.5
        case Pairs(items=pairs, columns=columns):
            room = wide // columns - 14
            return sum(_wrapped(one.line, room) + _text(one.note, room) for one in pairs) / columns + 0.5
        case KeyFigures():
            return 5
        case Bars(items=bars):
            return 2 + sum(max(1.5, _text(one.label, wide // 4)) for one in bars)
        case Timeline(spans=spans):
            return 5 + sum(max(1.5, _text(one.label, wide // 4)) for one in spans)
        case SignOff():
            return 7
        case Table():
            return _table(block, wide)


def _table(table: Table, wide: int) -> float:
    total = sum(column.share for column in table.columns)
    rooms = [max(4, int(wide * column.share / total) - 3) for column in table.columns]
    rows = (
        max(
            (sum(_wrapped(line, room) for line in cell) for cell, room in zip(row, rooms, strict=True)),
            default=1,
        )
        for row in table.rows
    )
    return 2 + sum(row + 0.35 for row in rows)


def _wrapped(line: Line, wide: int) -> int:
    return _text("".join(run.text for run in line), wide)


def _text(text: str | None, wide: int) -> int:
    return 0 if not text else ceil(cell_len(text) / wide)
