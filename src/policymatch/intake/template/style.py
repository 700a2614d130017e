"""How a form looks: fonts, fills, borders, widths, and pages of A4. Only what openpyxl knows is used here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_FONT = "微软雅黑"
_DARK, _LIGHT, _INPUT, _LINE, _GREY = "1F4E79", "DDEBF7", "FFFDE7", "BFBFBF", "595959"
_A4 = 9


def header(cell: Cell) -> None:
    """Show a cell as a header."""
    cell.font, cell.fill = _font(11, "FFFFFF", bold=True), _fill(_DARK)
    cell.alignment, cell.border = _aligned(centred=True), _border()


def title(cell: Cell) -> None:
    """Show a cell as the title of a page."""
    cell.font, cell.alignment = _font(18, _DARK, bold=True), _aligned()


def label(cell: Cell) -> None:
    """Show a cell as the name of what stands beside it."""
    cell.font, cell.fill = _font(10, bold=True), _fill(_LIGHT)
    cell.alignment, cell.border = _aligned(), _border()


def note(cell: Cell) -> None:
    """Show a cell as an explanation beside a blank."""
    cell.font, cell.alignment, cell.border = _font(9, _GREY), _aligned(), _border()


def text(cell: Cell) -> None:
    """Show a cell as a line of text to read."""
    cell.font, cell.alignment = _font(11), _aligned()


def written(cell: Cell) -> None:
    """Show a cell of a table that is only read."""
    cell.font, cell.alignment, cell.border = _font(10), _aligned(), _border()


def figure(cell: Cell) -> None:
    """Show a cell of a table that holds a whole number."""
    cell.number_format = "#,##0"
    cell.font, cell.alignment, cell.border = _font(10), _aligned(), _border()


def blank(cell: Cell, number_format: str, coloured: bool = True) -> None:
    """Show a cell as one to be filled in."""
    cell.number_format = number_format
    cell.font, cell.alignment, cell.border = _font(10), _aligned(), _border()
    if coloured:
        cell.fill = _fill(_INPUT)


def page(sheet: Worksheet, widths: Mapping[str, int], landscape: bool, top_rows: int) -> None:
    """Set the widths of columns, and pages of A4 that repeat the first rows, with their numbers below."""
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    setup = sheet.page_setup
    setup.paperSize = _A4
    setup.orientation = "landscape" if landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A  &P/&N"
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    if top_rows:
        sheet.print_title_rows = f"1:{top_rows}"
    sheet.sheet_view.showGridLines = False


def width_of(text: str) -> int:
    """Return how wide a text is in characters of the alphabet: those of Chinese take two."""
    return sum(1 if ord(one) < 0x2E80 else 2 for one in text) + 2


def height_of(text: str, width: int, line: int = 15) -> int:
    """Return how high a row must be, in points, for a text that wraps in a column of `width`."""
    return line * max(1, -(-width_of(text) // (width - 4))) + 3


# A form has thousands of cells, and a handful of styles.


@cache
def _font(size: int, color: str = "000000", bold: bool = False) -> Any:
    from openpyxl.styles import Font

    return Font(name=_FONT, size=size, bold=bold, color=color)


@cache
def _fill(color: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=color)


@cache
def _aligned(centred: bool = False) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(horizontal="center" if centred else None, vertical="center", wrap_text=True)


@cache
def _border() -> Any:
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color=_LINE)
    return Border(left=side, right=side, top=side, bottom=side)
