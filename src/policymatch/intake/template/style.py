"""How a form looks: fonts, fills, borders, widths, and pages of A4. Only what openpyxl knows is used here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_FONT = "微软雅黑"
_DARK, _LIGHT, _INPUT, _LINE, _GREY = "1F4E79", "DDEBF7", "FFFDE7", "BFBFBF", "595959"
_A4 = 9


def header(cell: Cell) -> None:
    """Show a cell as a header."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(name=_FONT, size=11, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=_DARK)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = _border()


def title(cell: Cell) -> None:
    """Show a cell as the title of a page."""
    from openpyxl.styles import Alignment, Font

    cell.font = Font(name=_FONT, size=18, bold=True, color=_DARK)
    cell.alignment = Alignment(vertical="center")


def label(cell: Cell) -> None:
    """Show a cell as the name of what stands beside it."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(name=_FONT, size=10, bold=True)
    cell.fill = PatternFill("solid", fgColor=_LIGHT)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = _border()


def note(cell: Cell, grey: bool = True) -> None:
    """Show a cell as an explanation."""
    from openpyxl.styles import Alignment, Font

    cell.font = Font(name=_FONT, size=9 if grey else 11, color=_GREY if grey else "000000")
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    if grey:
        cell.border = _border()


def blank(cell: Cell, number_format: str, coloured: bool = True) -> None:
    """Show a cell as one to be filled in."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.number_format = number_format
    cell.font = Font(name=_FONT, size=10)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = _border()
    if coloured:
        cell.fill = PatternFill("solid", fgColor=_INPUT)


def page(sheet: Worksheet, widths: Mapping[str, int], landscape: bool, top_rows: int) -> None:
    """Set the widths of columns and pages of A4 that repeat the first rows, with page numbers below."""
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


def _border() -> object:
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color=_LINE)
    return Border(left=side, right=side, top=side, bottom=side)
