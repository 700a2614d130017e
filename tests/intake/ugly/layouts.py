"""Ugly layouts: titles, units, totals, notes, hidden and repeated things, gaps, merged cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from tests.intake.ugly.model import (
    CODE,
    CODES,
    COLUMNS,
    FIRMS,
    HEADER,
    NAME,
    NAMES,
    REVENUE,
    ROWS,
    Expected,
    Ugly,
)
from tests.intake.workbooks import Rows, xlsx, xlsx_of

from policymatch.intake import Merged


def plain(name: str, rows: Rows, expected: Expected, *merged: str) -> Ugly:
    """Make a workbook of one sheet."""
    return Ugly(name, lambda folder: xlsx(folder / f"{name}.xlsx", rows, *merged), expected)


def _hidden_rows_and_columns(folder: Path) -> Path:
    path = xlsx(folder / "hidden_rows_and_columns.xlsx", (HEADER, *ROWS))
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.worksheets[0].column_dimensions["C"].hidden = True
    book.save(path)
    return path


def _hidden_sheet(folder: Path) -> Path:
    sheets = {"企业": (HEADER, *ROWS), "下拉选项": (("大型",), ("中型",), ("小型",))}
    path = xlsx_of(folder / "hidden_sheet.xlsx", sheets)
    book = load_workbook(path)
    book["下拉选项"].sheet_state = "veryHidden"
    book.save(path)
    return path


LAYOUTS: tuple[Ugly, ...] = (
    plain(
        "title_rows_above",
        (("宿州市重点企业情况表",), ("填报单位：市经信局", None, None, "2025年3月"), (), HEADER, *ROWS),
        Expected(
            COLUMNS,
            FIRMS,
            {"A1": "宿州市重点企业情况表", "D2": "2025年3月", "A4": CODE, "C5": 2350, "C6": Decimal("880.5")},
            header=(4,),
            aside={1: "title", 2: "title", 3: "blank"},
            merged=(Merged(1, 1, 1, 4),),
        ),
        "A1:D1",
    ),
    plain(
        "unit_in_title_row",
        (
            ("企业经营情况",),
            (None, None, None, "单位：万元、人"),
            (CODE, NAME, "营业收入", "员工人数"),
            *ROWS,
        ),
        Expected(
            {CODE: CODE, NAME: NAME, "营业收入": "营业收入", "员工人数": "员工人数"},
            FIRMS,
            {"D2": "单位：万元、人", "D4": 120},
            header=(3,),
            aside={1: "title", 2: "title"},
        ),
    ),
    plain(
        "totals_rows",
        (HEADER, *ROWS[:2], ("小计", None, 3230.5, 166), ROWS[2], ("合  计", None, 18830.5, 476)),
        Expected(COLUMNS, FIRMS, {"A6": "合  计", "C6": Decimal("18830.5")}, aside={4: "total", 6: "total"}),
    ),
    plain(
        "footnotes_below",
        (
            HEADER,
            *ROWS,
            (),
            ("注：1. 营业收入为年报数；2. 员工人数为年末数。",),
            ("填表人：张三    审核人：李四",),
        ),
        Expected(
            COLUMNS,
            FIRMS,
            {"A6": "注：1. 营业收入为年报数；2. 员工人数为年末数。"},
            aside={5: "blank", 6: "note", 7: "note"},
        ),
    ),
    plain(
        "repeated_header",
        (HEADER, ROWS[0], HEADER, ROWS[1], (), HEADER, ROWS[2]),
        Expected(COLUMNS, FIRMS, {"A3": CODE, "A7": CODES[2]}, aside={3: "header", 5: "blank", 6: "header"}),
    ),
    Ugly(
        "hidden_rows_and_columns",
        _hidden_rows_and_columns,
        Expected(COLUMNS, FIRMS, {"A3": CODES[1], "C2": 2350}),
    ),
    Ugly(
        "hidden_sheet",
        _hidden_sheet,
        Expected(COLUMNS, FIRMS, {"企业!C2": 2350, "下拉选项!A1": "大型"}, hidden=("下拉选项",)),
    ),
    plain(
        "same_column_twice",
        ((*HEADER, REVENUE), *((*row, row[2]) for row in ROWS)),
        Expected(COLUMNS, FIRMS, {"C1": REVENUE, "E1": REVENUE, "E2": 2350}),
    ),
    plain(
        "empty_columns_and_rows_between",
        (
            (None, CODE, None, NAME, "营业收入(万元)", None, None, "员工人数"),
            (),
            *(
                (None, code, None, name, revenue, None, None, staff)
                for code, name, revenue, staff in ROWS[:2]
            ),
            (),
            (None, ROWS[2][0], None, ROWS[2][1], ROWS[2][2], None, None, ROWS[2][3]),
        ),
        Expected(COLUMNS, FIRMS, {"A1": None, "B3": CODES[0], "H6": 310}, aside={2: "blank", 5: "blank"}),
    ),
    plain(
        "two_tables_on_one_sheet",
        (HEADER, *ROWS[:2], (), ("规下企业",), HEADER, ROWS[2]),
        Expected(
            COLUMNS, FIRMS, {"A5": "规下企业", "B7": NAMES[2]}, aside={4: "blank", 5: "title", 6: "header"}
        ),
    ),
    plain(
        "serial_numbers_and_remarks",
        (("序号", *HEADER, "备注"), *((n, *row, "—") for n, row in enumerate(ROWS, 1))),
        Expected({"序号": "", **COLUMNS, "备注": ""}, FIRMS, {"A2": 1, "F2": "—"}),
    ),
    plain(
        "line_breaks_in_headers",
        (("统一社会\n信用代码", "企 业 名 称", "营业收入\n（万元）", "员工\r\n人数"), *ROWS),
        Expected(
            {
                "统一社会\n信用代码": CODE,
                "企 业 名 称": NAME,
                "营业收入\n（万元）": "营业收入",
                "员工\n人数": "员工人数",
            },
            FIRMS,
            {"A1": "统一社会\n信用代码", "B1": "企 业 名 称"},
        ),
    ),
    plain(
        "cells_merged_down_the_data",
        (
            ("所属县区", *HEADER),
            ("宿州市埇桥区", *ROWS[0]),
            (None, *ROWS[1]),
            ("宿州市泗县", *ROWS[2]),
        ),
        Expected(
            {"所属县区": "注册地", **COLUMNS},
            tuple(
                {**one, "注册地": place}
                for one, place in zip(FIRMS, ("宿州市埇桥区",) * 2 + ("宿州市泗县",), strict=True)
            ),
            {"A2": "宿州市埇桥区", "A3": None, "A4": "宿州市泗县"},
            merged=(Merged(2, 1, 3, 1),),
        ),
        "A2:A3",
    ),
    plain(
        "traditional_headers",
        (("統一社會信用代碼", "企業名稱", "營業收入（萬元）", "員工人數"), *ROWS),
        Expected(
            {
                "統一社會信用代碼": CODE,
                "企業名稱": NAME,
                "營業收入（萬元）": "营业收入",
                "員工人數": "员工人数",
            },
            FIRMS,
            {"C1": "營業收入（萬元）"},
        ),
    ),
)
