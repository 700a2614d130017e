"""Ugly cells: numbers as text, days in every form, mixed units, dashes, spoilt codes, errors, formulas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
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
    ROWS,
    Expected,
    Ugly,
    Why,
    firm,
)
from tests.intake.workbooks import Rows, replaced, xlsx

from policymatch.intake import ErrorCell, LostDigits, NoResult, Percent, Raw

_SHEET = "xl/worksheets/sheet1.xml"
_SHARE = "研发人员占比"


def _plain(name: str, rows: Rows, expected: Expected) -> Ugly:
    return Ugly(name, lambda folder: xlsx(folder / f"{name}.xlsx", rows), expected)


def _column(name: str, header: str, key: str, cells: dict[object, str | None], expected: Expected) -> Ugly:
    """Make a workbook of one column beside the names, a row for each way of writing."""
    rows: Rows = [(NAME, header), *((f"第{n}家公司", cell) for n, cell in enumerate(cells, 1))]
    firms = tuple(
        {NAME: f"第{n}家公司", **({} if value is None else {key: value})}
        for n, value in enumerate(cells.values(), 1)
    )
    return _plain(
        name,
        rows,
        Expected({NAME: NAME, header: key}, firms, expected.raw, rejected=expected.rejected),
    )


def _only(raw: Mapping[str, Raw], **rejected: Why) -> Expected:
    return Expected({}, (), raw, rejected=rejected)


def _formulas(folder: Path) -> Path:
    """Formulas with a result, as Excel saves them, and without, as programs often do."""
    path = xlsx(folder / "formulas.xlsx", (HEADER, *ROWS))
    path = replaced(path, _SHEET, '<c r="C2" t="n"><v>2350</v></c>', '<c r="C2"><f>1175*2</f><v>2350</v></c>')
    return replaced(path, _SHEET, '<c r="D3" t="n"><v>46</v></c>', '<c r="D3"><f>SUM(E1:E9)</f></c>')


def _errors(folder: Path) -> Path:
    path = xlsx(folder / "errors.xlsx", (HEADER, *ROWS))
    path = replaced(path, _SHEET, '<c r="C2" t="n"><v>2350</v></c>', '<c r="C2" t="e"><v>#REF!</v></c>')
    return replaced(
        path, _SHEET, '<c r="D3" t="n"><v>46</v></c>', '<c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    )


def _percents(folder: Path) -> Path:
    rows = ((CODE, NAME, f"{_SHARE}(%)"), (CODES[0], NAMES[0], 0.125), (CODES[1], NAMES[1], 35))
    path = xlsx(folder / "percents.xlsx", rows)
    book = load_workbook(path)
    book.worksheets[0]["C2"].number_format = "0.0%"
    book.save(path)
    return path


def _codes_as_numbers(folder: Path) -> Path:
    path = xlsx(folder / "codes_as_numbers.xlsx", (HEADER, *ROWS))
    book = load_workbook(path)
    book.worksheets[0]["A2"] = 341300738900512345
    book.save(path)
    return path


CELLS: tuple[Ugly, ...] = (
    _column(
        "numbers_as_text",
        "营业收入(万元)",
        "营业收入",
        {
            "2350": "2350万元",
            "2,350.50": "2350.50万元",
            " 2 350 ": "2350万元",
            "\u00a02350\u3000": "2350万元",
            "２３５０．５": "2350.5万元",
            "2，350": "2350万元",
            "+2350": "2350万元",
            "-12.5": "-12.5万元",
            "(12.5)": "-12.5万元",
            "2.35E3": "2350万元",
            "¥2,350": "2350万元",
        },
        _only({"B3": "2,350.50", "B4": " 2 350 ", "B6": "２３５０．５"}),
    ),
    _column(
        "mixed_units",
        "营业收入",
        "营业收入",
        {
            "2350万元": "2350万元",
            "0.235亿": "0.235亿元",
            "23500000元": "23500000元",
            "2350 万": "2350万元",
            "２３５０万元": "2350万元",
            "约2350万元": None,
            "2000-3000万元": "2000-3000万元",
        },
        _only({"B3": "0.235亿"}, B7="unreadable"),
    ),
    _column(
        "dashes_and_zeros",
        "员工人数",
        "员工人数",
        {
            "—": None,
            "——": None,
            "-": None,
            "/": None,
            "／": None,
            "无": None,
            "N/A": None,
            "n/a": None,
            "暂无": None,
            "不详": None,
            " ": None,
            "…": None,
            0: "0",
            "0": "0",
            "０": "0",
        },
        _only({"B2": "—", "B12": " ", "B14": 0, "B15": "0"}),
    ),
    _column(
        "days_in_every_form",
        "成立日期",
        "成立日期",
        {
            date(2016, 3, 1): "2016-03-01",
            datetime(2016, 3, 2, 8, 30): "2016-03-02",
            "2016-03-03": "2016-03-03",
            "2016/3/4": "2016-03-04",
            "2016.3.5": "2016-03-05",
            "2016年3月6日": "2016-03-06",
            "二〇一六年三月七日": "2016-03-07",
            20160308: "2016-03-08",
            "20160309": "2016-03-09",
            "2016-03-10 00:00:00": "2016-03-10",
            "2016年3月": "2016-03",
            "2016": "2016",
            "2016-13-01": None,
            "16.3.1": None,
        },
        _only(
            {"B2": date(2016, 3, 1), "B3": datetime(2016, 3, 2, 8, 30), "B9": 20160308},
            B14="unreadable",
            B15="unreadable",
        ),
    ),
    _column(
        "truth_in_every_form",
        "链上企业",
        "链上企业",
        {
            True: "是",
            False: "否",
            "是": "是",
            "否": "否",
            "√": "是",
            "×": "否",
            "有": "是",
            "Y": "是",
            "n": "否",
            "也许": None,
        },
        _only({"B2": True, "B3": False, "B6": "√"}, B11="unreadable"),
    ),
    _plain(
        "codes_with_spaces_and_apostrophes",
        (
            HEADER,
            (f"'{CODES[0]}", *ROWS[0][1:]),
            (f" {CODES[1][:8]} {CODES[1][8:]}\n", *ROWS[1][1:]),
            ("".join(chr(ord(sign) + 0xFEE0) for sign in CODES[2].lower()), *ROWS[2][1:]),
        ),
        Expected(COLUMNS, FIRMS, {"A2": f"'{CODES[0]}", "A3": f" {CODES[1][:8]} {CODES[1][8:]}\n"}),
    ),
    Ugly(
        "codes_as_numbers",
        _codes_as_numbers,
        Expected(
            COLUMNS,
            ({NAME: NAMES[0], "营业收入": "2350万元", "员工人数": "120"}, *FIRMS[1:]),
            {"A2": LostDigits("341300738900512000"), "A3": CODES[1]},
            rejected={"A2": "lost-digits"},
        ),
    ),
    Ugly(
        "formulas",
        _formulas,
        Expected(
            COLUMNS,
            (FIRMS[0], firm(1, 营业收入="880.5万元"), FIRMS[2]),
            {"C2": 2350, "D3": NoResult("=SUM(E1:E9)")},
            rejected={"D3": "no-result"},
        ),
    ),
    Ugly(
        "errors",
        _errors,
        Expected(
            COLUMNS,
            (firm(0, 员工人数="120"), firm(1, 营业收入="880.5万元"), FIRMS[2]),
            {"C2": ErrorCell("#REF!"), "D3": ErrorCell("#DIV/0!")},
            rejected={"C2": "error", "D3": "error"},
        ),
    ),
    Ugly(
        "percents",
        _percents,
        Expected(
            {CODE: CODE, NAME: NAME, f"{_SHARE}(%)": _SHARE},
            (firm(0, **{_SHARE: "12.5%"}), firm(1, **{_SHARE: "35%"})),
            {"C2": Percent(Decimal("0.125")), "C3": 35},
        ),
    ),
)
