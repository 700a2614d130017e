"""税务: an old .xls, the years side by side, dashes where nothing was filed, a row of totals."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import xlwt
from scripts.city.books import grouped, wan
from scripts.city.firm import YEARS, Firm
from scripts.city.mistakes import Mistakes

from policymatch.vocabulary.codes import industries

_FIGURES = (("营业收入", "revenue"), ("应纳税所得额", "income"), ("纳税额", "tax"), ("研发费用", "research"))
_LAST = YEARS[-1]
_DASHES = ("—", "-", "/", "——")


def write(firms: list[Firm], mistakes: Mistakes, path: Path) -> dict[str, int]:
    """Write what firms declared, in 万元."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("纳税数据")
    header = ["纳税人识别号", "纳税人名称", "所属行业"]
    for name, _ in _FIGURES:
        aside = "（税务口径）" if name in ("营业收入", "研发费用") else ""
        header += [f"{year}年{name}{aside}" for year in YEARS]
    header += ["增值税纳税人类型", f"{_LAST}年季度平均从业人数（人）", f"{_LAST}年季度平均资产总额"]
    sheet.write_merge(0, 0, 0, len(header) - 1, "企业纳税申报数据（2023-2025年）")
    sheet.write(1, 0, "数据来源：国家税务总局宿州市税务局")
    sheet.write(1, len(header) - 1, "单位：万元")
    for column, text in enumerate(header):
        sheet.write(2, column, text)
    known = [firm for firm in firms if "tax" in firm.offices]
    listed = [*known, *mistakes.repeated["tax"]]
    for row, firm in enumerate(listed, 3):
        _row(sheet, row, firm, mistakes)
    foot = len(listed) + 3
    sheet.write(foot, 1, "合计")
    column = 3
    for _, attribute in _FIGURES:
        for year in YEARS:
            sheet.write(foot, column, wan(sum(getattr(firm, attribute).get(year, 0) for firm in listed)))
            column += 1
    book.save(str(path))
    return {"纳税数据": len(listed)}


def _row(sheet: xlwt.Worksheet, row: int, firm: Firm, mistakes: Mistakes) -> None:
    code = mistakes.code("tax", firm)
    if code is not None:
        sheet.write(row, 0, code)
    sheet.write(row, 1, firm.name)
    industry = str(mistakes.cell("tax", firm, "所属行业", firm.trade.code))
    sheet.write(row, 2, industries().label(industry))
    column = 3
    for name, attribute in _FIGURES:
        figures: dict[int, int] = getattr(firm, attribute)
        for year in YEARS:
            shown: object = _DASHES[firm.number % 4]
            if year in figures:
                shown = wan(figures[year])
                if firm.number % 9 == 0:
                    shown = grouped(wan(figures[year]))
            sheet.write(row, column, mistakes.cell("tax", firm, f"{name}{year}", shown))
            column += 1
    sheet.write(row, column, firm.vat)
    if _LAST in firm.revenue:
        sheet.write(row, column + 1, Decimal(firm.quarter_staff) / 4)
        sheet.write(row, column + 2, wan(firm.quarter_assets))
