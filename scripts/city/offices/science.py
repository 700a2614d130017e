"""科技、工信: several sheets, keyed by code or by name alone; figures kept as text, days in every form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from scripts.city.books import day_text, grouped, row_of, save, wan
from scripts.city.firm import Firm
from scripts.city.mistakes import Mistakes


def write(firms: list[Firm], mistakes: Mistakes, path: Path) -> dict[str, int]:
    """Write the registers: firms, honours, projects, patents, loans."""
    known = [firm for firm in firms if "science" in firm.offices]
    book = Workbook()
    book.remove(book.worksheets[0])
    made: dict[str, tuple[list[object], list[list[object]]]] = {
        "企业库": (
            ["企业名称", "统一社会信用代码", "成立时间", "职工人数", "研发人员数", "规上企业", "产业标签"],
            [_firm(firm, mistakes) for firm in known],
        ),
        "资质名单": (
            ["序号", "企业名称", "统一社会信用代码", "资质名称", "级别", "认定日期", "有效期至"],
            [row for firm in known for row in _honours(firm, mistakes)],
        ),
        "项目清单": (
            ["企业名称", "项目名称", "类型", "总投资（万元）", "设备投资（万元）", "备案日期", "目录"],
            [row for firm in known for row in _projects(firm)],
        ),
        "专利": (
            ["统一社会信用代码", "企业名称", "有效发明专利数", "实用新型专利数"],
            [
                [mistakes.code("science", firm), firm.name, firm.inventions, firm.utility_models]
                for firm in known
                if firm.inventions or firm.utility_models
            ],
        ),
        "贷款台账": (
            ["借款企业", "银行", "用途", "本金（万元）", "年利率（%）", "发放日期", "期限（月）"],
            [row for firm in known for row in _loans(firm)],
        ),
    }
    for name, (header, rows) in made.items():
        _sheet(book, name, header, rows)
    save(book, path)
    return {name: len(rows) for name, (_, rows) in made.items()}


def _sheet(book: Any, name: str, header: list[object], rows: list[list[object]]) -> None:
    sheet = book.create_sheet(name)
    row_of(sheet, 1, header)
    for number, row in enumerate(rows, 2):
        row_of(sheet, number, [number - 1, *row] if header[0] == "序号" else row)


def _firm(firm: Firm, mistakes: Mistakes) -> list[object]:
    founded = mistakes.cell("science", firm, "成立时间", firm.founded)
    return [
        firm.name,
        mistakes.code("science", firm),
        day_text(founded, firm.number),  # type: ignore[arg-type]
        str(mistakes.cell("science", firm, "职工人数", firm.employees)),
        str(firm.researchers) if firm.researchers else "—",
        "是" if firm.is_on_register else "否",
        firm.trade.tag or "/",
    ]


def _honours(firm: Firm, mistakes: Mistakes) -> list[list[object]]:
    rows: list[list[object]] = []
    for place, honour in enumerate(firm.honours):
        issued = mistakes.cell("science", firm, "认定日期", honour.issued) if place == 0 else honour.issued
        way = firm.number + place
        expires = "/" if honour.expires is None else day_text(honour.expires, way)
        code = mistakes.code("science", firm)
        rows.append([firm.name, code, honour.name, honour.level, day_text(issued, way), expires])  # type: ignore[arg-type]
    return rows


def _projects(firm: Firm) -> list[list[object]]:
    return [
        [
            firm.name,
            one.name,
            one.type,
            grouped(wan(one.total)),
            grouped(wan(one.equipment)),
            day_text(one.filed, firm.number),
            one.catalogue or "—",
        ]
        for one in firm.projects
    ]


def _loans(firm: Firm) -> list[list[object]]:
    return [
        [
            firm.name,
            one.bank,
            one.purpose,
            wan(one.principal),
            one.rate / 100,
            day_text(one.drawn, 2),
            one.months,
        ]
        for one in firm.loans
    ]
