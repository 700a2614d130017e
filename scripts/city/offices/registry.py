"""市场监管: one sheet, a title and a line of notes above the header, a blank row and a footnote below."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from scripts.city.books import day_text, row_of, save, wan
from scripts.city.firm import DAY, Firm
from scripts.city.mistakes import Mistakes
from scripts.city.names import COUNTIES

from policymatch.vocabulary.codes import industries

_HEADER = [
    "序号", "统一社会信用代码", "企业名称", "行政区划", "住所", "企业类型",
    "成立日期", "注册资本（万元）", "行业", "经营范围", "登记状态",
]  # fmt: skip


def write(firms: list[Firm], mistakes: Mistakes, path: Path) -> dict[str, int]:
    """Write the register of firms. What is repeated stands at the end, where it was added later."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    sheet["A1"] = "宿州市企业登记信息表"
    sheet.merge_cells("A1:K1")
    sheet["A1"].font, sheet["A1"].alignment = Font(size=18, bold=True), Alignment(horizontal="center")
    sheet["A2"] = f"制表单位：市市场监督管理局        截至日期：{DAY.year}年{DAY.month}月{DAY.day}日"
    row_of(sheet, 3, list(_HEADER))
    listed = [*firms, *mistakes.repeated["registry"]]
    for number, firm in enumerate(listed, 1):
        row_of(sheet, number + 3, _row(number, firm, mistakes))
    foot = len(listed) + 5
    sheet.cell(foot, 1, "注：1.本表数据来源于登记注册系统；2.注册资本为认缴数。")
    sheet.freeze_panes = "A4"
    save(book, path)
    return {sheet.title: len(listed)}


def _row(number: int, firm: Firm, mistakes: Mistakes) -> list[object]:
    trade = firm.trade.code
    # Some clerks write the code, with the letter or without, others the name.
    industry = (industries().label(trade), trade, trade[1:])[firm.number % 3]
    capital: object = wan(firm.capital)
    if firm.number % 5 == 0:
        capital = str(capital)
    code = mistakes.code("registry", firm)
    return [
        number,
        code.lower() if code and firm.number % 50 == 0 else code,
        f"{firm.name} " if firm.number % 40 == 0 else firm.name,
        COUNTIES[firm.county][0],
        firm.address,
        firm.form,
        day_text(firm.founded, 0 if firm.number % 4 else 6),
        capital,
        industry,
        firm.trade.scope,
        firm.status,
    ]
