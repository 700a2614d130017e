"""人社: a header of two rows with merged cells, some firms by a former name and without code, footnotes."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from scripts.city.books import row_of, save
from scripts.city.firm import YEARS, Firm
from scripts.city.mistakes import Mistakes
from scripts.city.names import COUNTIES

_LAST = YEARS[-1]
_GROUPS = (("参保情况", 5, 5), ("就业情况", 6, 7))
_NOTES = (
    "注：1.参保人数为城镇职工基本养老保险年末参保人数。",
    "2.名称为参保登记时的名称，企业更名后未变更的仍用原名。",
    "填表人：就业科        联系电话：",
)


def write(firms: list[Firm], mistakes: Mistakes, path: Path) -> dict[str, int]:
    """Write who is insured and who was hired."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "参保就业"
    sheet["A1"] = f"{_LAST}年度用人单位参保和就业情况表"
    sheet.merge_cells("A1:G1")
    sheet["A1"].font = Font(size=16, bold=True)
    row_of(sheet, 2, ["序号", "单位名称", "统一社会信用代码", "所在地区"])
    row_of(sheet, 3, [None, None, None, None, "参保人数", "新增就业人数", "招用高校毕业生人数"])
    for column in "ABCD":
        sheet.merge_cells(f"{column}2:{column}3")
    for text, first, last in _GROUPS:
        sheet.cell(2, first, text).alignment = Alignment(horizontal="center")
        if last > first:
            sheet.merge_cells(start_row=2, end_row=2, start_column=first, end_column=last)
    known = [firm for firm in firms if "labour" in firm.offices]
    listed = [*known, *mistakes.repeated["labour"]]
    for number, firm in enumerate(listed, 1):
        row_of(sheet, number + 3, _row(number, firm, mistakes))
    for row, note in enumerate(_NOTES, len(listed) + 5):
        sheet.cell(row, 1, note)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=7)
    save(book, path)
    return {sheet.title: len(listed)}


def _row(number: int, firm: Firm, mistakes: Mistakes) -> list[object]:
    insured = mistakes.cell("labour", firm, "参保人数", firm.insured)
    return [
        number,
        firm.former or firm.name,
        mistakes.code("labour", firm),
        mistakes.cell("labour", firm, "所在地区", COUNTIES[firm.county][0]),
        f"{insured}人" if firm.number % 11 == 0 else insured,
        firm.hires,
        mistakes.cell("labour", firm, "招用高校毕业生人数", firm.graduates),
    ]
