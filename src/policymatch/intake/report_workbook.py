"""The quality report as a workbook: one sheet for each table, to be filtered, sorted and printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policymatch.extras import need
from policymatch.intake.report import Part
from policymatch.intake.template import style
from policymatch.intake.written import inert
from policymatch.messages import Lang, say

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST = 200_000
_LONGEST = 32_000
_LONGEST_NAME = 31
_COVER_WIDTH = 100
# Widths are found from the first rows, since the sheet is written as a stream.
_LOOKED_AT = 200
_LINE, _PADDING = 14, 3
_NARROWEST, _WIDEST = 8, 36


def save_workbook(
    path: Path, parts: Sequence[Part], summary: Sequence[str], lang: Lang, title: str | None = None
) -> None:
    """Write the report, or other tables under a `title` of their own.

    Raises MissingExtraError without openpyxl.
    """
    book = need("openpyxl", "intake").Workbook(write_only=True)
    _cover(book, parts, summary, lang, title or say("intake-report-title", lang))
    for part in parts:
        if part.count:
            _table(book, part, lang)
    book.save(path)


def _cover(book: Workbook, parts: Sequence[Part], summary: Sequence[str], lang: Lang, title: str) -> None:
    sheet = book.create_sheet(title[:_LONGEST_NAME])
    style.page(sheet, {"A": _COVER_WIDTH}, landscape=False, top_rows=0)
    sheet.append([_styled(sheet, title, style.title)])
    for line in summary:
        sheet.append([_styled(sheet, inert(line), style.text)])
    sheet.append([])
    for part in parts:
        counted = f"{part.count:,}" if part.count else say("intake-part-none", lang)
        sheet.append([_styled(sheet, f"{part.title}: {counted}", style.text)])


def _table(book: Workbook, part: Part, lang: Lang) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(part.title[:_LONGEST_NAME])
    rows = islice(part.rows, _MOST)
    first = list(islice(rows, _LOOKED_AT))
    letters = [get_column_letter(at) for at in range(1, len(part.header) + 1)]
    widths = {
        letter: max(
            _NARROWEST, min(_WIDEST, max(map(style.width_of, (name, *(str(row[at]) for row in first)))))
        )
        for at, (letter, name) in enumerate(zip(letters, part.header, strict=True))
    }
    style.page(sheet, widths, landscape=True, top_rows=1)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letters[-1]}{min(part.count, _MOST) + 1}"
    sheet.append([_styled(sheet, name, style.header) for name in part.header])
    for number, row in enumerate(chain(first, rows), 2):
        height = max(
            style.height_of(str(one), width, _LINE) for one, width in zip(row, widths.values(), strict=True)
        )
        if height > _LINE + _PADDING:
            sheet.row_dimensions[number].height = height
        sheet.append([_value(sheet, one) for one in row])
    if part.count > _MOST:
        sheet.append([say("intake-part-shown", lang, limit=f"{_MOST:,}", count=f"{part.count:,}")])


def _value(sheet: Any, value: object) -> Any:
    if isinstance(value, int):
        return _styled(sheet, value, style.figure)
    return _styled(sheet, inert(value)[:_LONGEST], style.written)


def _styled(sheet: Any, value: str | int, look: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        # Never a formula, whatever it begins with.
        cell.data_type = "s"
    look(cell)
    return cell
