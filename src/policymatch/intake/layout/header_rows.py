"""Which rows of a sheet are its header, and what stands over each column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from policymatch.intake.headers.parts import LEVEL, folded, unit_of
from policymatch.intake.layout.head import Head, is_datum, text_of, texts, year_cell
from policymatch.intake.table import Raw

Known = Callable[[str], bool]

MOST_ROWS = 3
# 单位：万元, 填报单位：…, 日期：…: what stands above a table without being its header.
ASIDE = re.compile(
    r"^[(]?(?:金额|计量|货币|数据)?(?:单位|填报|填表|制表|报送|日期|时间|统计|截至|截止|口径|说明|备注|注|表号|制定机关|批准|有效期|"
    r"文号|编制|公开|保密|附件|附表)[^:：|]{0,8}[:：]|^附[件表][0-9一二三四五六七八九十]*$"
)
# A group of columns spans fewer than this share of them; a title spans more.
_TITLE_SHARE = 0.7
_WORTH_OF_TEXT = 0.1


def find_header(head: Head, known: Known) -> tuple[int, int] | None:
    """Return the first and last place in `head.rows` of the header, or None when no row looks like one."""
    filled = head.filled
    best, top = None, 0.0
    for place, cells in enumerate(filled):
        worth = _worth(cells, known)
        if worth > top:
            best, top = place, worth
    if best is None:
        return None
    first = last = best
    while last + 1 < len(filled) and last - first + 1 < MOST_ROWS and _goes_on(head, last):
        last += 1
    while first > 0 and last - first + 1 < MOST_ROWS and _groups(head, first - 1):
        first -= 1
    return first, last


def _worth(cells: Sequence[Raw], known: Known) -> float:
    """Return how much a row looks like a header: names known count for it, values against it."""
    said = texts(cells)
    if not said:
        return 0.0
    data = sum(is_datum(cell) for cell in cells)
    names = [text for text in said if known(text)]
    if len(names) < 2 and not (len(names) == len(said) == 1 and len(cells) == 1):
        return 0.0
    return len(names) + _WORTH_OF_TEXT * (len(said) - len(names)) - data


def _goes_on(head: Head, place: int) -> bool:
    """Return whether the row after `place` belongs to the header: units, or what a merged cell covers."""
    number, _ = head.rows[place]
    following, cells = head.rows[place + 1]
    said = texts(cells)
    if not said or any(is_datum(cell) for cell in cells):
        return False
    if all(unit_of(_bare(text)) is not None for text in said):
        return True
    down = any(one.top <= number and one.bottom >= following for one in head.merged)
    wide = any(one.top <= number <= one.bottom and one.right > one.left for one in head.merged)
    # Group names over several columns, with the names of the columns below them.
    return down and wide


def _bare(text: str) -> str:
    return folded(text).strip("()")


def _groups(head: Head, place: int) -> bool:
    """Return whether a row names groups of the columns below it, rather than the whole table."""
    number, cells = head.rows[place]
    filled = head.filled[place]
    said = texts(filled)
    if not said or any(is_datum(cell) for cell in filled) or any(ASIDE.search(folded(text)) for text in said):
        return False
    if len(said) >= 2:
        return True
    column = next(at for at, cell in enumerate(cells, 1) if text_of(cell)) if texts(cells) else 1
    span = head.span(number, column)
    used = sum(bool(text_of(cell)) for cell in head.filled[place + 1])
    is_group = span > 1 or year_cell(cells[column - 1]) is not None
    return column > 1 and is_group and span < _TITLE_SHARE * max(used, 1)


def joined(head: Head, first: int, last: int) -> tuple[str, ...]:
    """Return what stands over each column, the rows of the header joined from the top."""
    rows = [list(cells) for cells in head.filled[first : last + 1]]
    free = not any(_covers(head, first, last))
    made = []
    for upper, lower in pairwise(rows):
        if free:
            _fill_right(upper, lower)
    for column in range(head.width):
        levels: list[str] = []
        for row in rows:
            text = text_of(row[column]).replace(LEVEL, "/")
            if text and (not levels or folded(text) != folded(levels[-1])):
                levels.append(text)
        made.append(LEVEL.join(levels))
    return tuple(made)


def _covers(head: Head, first: int, last: int) -> list[bool]:
    """Return whether each merged cell covers several columns of the header's rows."""
    top, bottom = head.rows[first][0], head.rows[last][0]
    return [one.right > one.left and top <= one.top <= bottom for one in head.merged]


def _fill_right(upper: list[Raw], lower: list[Raw]) -> None:
    """Without merged cells (csv) a group's name stands over its first column only."""
    for column in range(1, len(upper)):
        left_is_group = text_of(upper[column - 1]) and text_of(lower[column - 1])
        if not text_of(upper[column]) and text_of(lower[column]) and left_is_group:
            upper[column] = upper[column - 1]
