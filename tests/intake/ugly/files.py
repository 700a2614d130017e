"""Ugly files: old formats, odd encodings and separators, workbooks written by other programs than Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.utils.datetime import CALENDAR_MAC_1904
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
    firm,
)
from tests.intake.workbooks import changed, replaced, text, xls, xlsx

from policymatch.intake import LostDigits, Merged

_TEXT = {"A1": CODE, "B2": NAMES[0], "C3": "880.5"}
_BORN = "成立日期"
_DAYS = (date(2016, 3, 1), date(2020, 2, 29), date(2009, 12, 31))
_WITH_DAYS = tuple({**one, _BORN: str(day)} for one, day in zip(FIRMS, _DAYS, strict=True))
_DAY_COLUMNS = {**COLUMNS, _BORN: _BORN}
_DAY_ROWS = ((*HEADER, _BORN), *((*row, day) for row, day in zip(ROWS, _DAYS, strict=True)))
_STYLES = "xl/styles.xml"


def _text(
    name: str, ending: str, encoding: str, delimiter: str = ",", rows: Iterable[Iterable[object]] = ROWS
) -> Ugly:
    def make(folder: Path) -> Path:
        return text(folder / f"{name}.{ending}", (HEADER, *rows), encoding, delimiter)

    return Ugly(name, make, Expected(COLUMNS, FIRMS, _TEXT, sheet=None))


def _of(name: str, make: Callable[[Path], Path], expected: Expected) -> Ugly:
    return Ugly(name, make, expected)


def _quoted(folder: Path) -> Path:
    lines = [
        "企业名称,主营产品,营业收入(万元)",
        f'{NAMES[0]},"轴承, 齿轮\r\n减速机",2350',
        f'{NAMES[1]},"“云”软件;""桥""平台","1,880.5"',
    ]
    path = folder / "quoted.csv"
    path.write_bytes("\r\n".join(lines).encode())
    return path


def _from_spreadsheet(folder: Path) -> Path:
    rows = ((f'="{CODES[0]}"', *ROWS[0][1:]), ("9.13413E+17", *ROWS[1][1:]), (f"\t{CODES[2]}", *ROWS[2][1:]))
    return text(folder / "from_spreadsheet.csv", (HEADER, *rows))


def _old(folder: Path) -> Path:
    rows = (("企业情况表",), *_DAY_ROWS)
    return xls(folder / "old.xls", rows, (0, 0, 0, 4), day='yyyy"年"m"月"d"日"')


def _from_1904(folder: Path) -> Path:
    path = folder / "from_1904.xlsx"
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.title = "企业"
    for row in _DAY_ROWS:
        sheet.append(row)
    book.save(path)
    return path


def _east_asian(folder: Path) -> Path:
    """Days in the format 31, which only the number says to be one: 2016年3月1日."""
    return replaced(
        xlsx(folder / "east_asian.xlsx", _DAY_ROWS), _STYLES, 'numFmtId="164" font', 'numFmtId="31" font'
    )


def _other_program(folder: Path) -> Path:
    """A workbook as other libraries write it: prefixed names, cells without place, texts in the cells."""
    path = xlsx(folder / "other_program.xlsx", (HEADER,))
    cells = [
        "".join(
            f'<x:c t="inlineStr"><x:is><x:r><x:t>{cell[:2]}</x:t></x:r><x:r><x:t>{cell[2:]}</x:t></x:r>'
            "<x:rPh sb='0' eb='2'><x:t>guide</x:t></x:rPh></x:is></x:c>"
            if isinstance(cell, str)
            else f"<x:c><x:v>{cell}</x:v></x:c>"
            for cell in row
        )
        for row in (HEADER, *ROWS)
    ]
    space = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rows = "".join(f"<x:row>{row}</x:row>" for row in cells)
    sheet = f"<x:worksheet {space}><x:sheetData>{rows}</x:sheetData></x:worksheet>"
    return changed(path, lambda name, content: sheet.encode() if name.endswith("sheet1.xml") else content)


def _long_floats(folder: Path) -> Path:
    """What arithmetic leaves behind: Excel shows 880.5."""
    return replaced(
        xlsx(folder / "long_floats.xlsx", (HEADER, *ROWS)),
        "xl/worksheets/sheet1.xml",
        "<v>880.5</v>",
        "<v>880.50000000000011</v>",
    )


def _json_lines(folder: Path) -> Path:
    path = folder / "keys_missing.jsonl"
    lines = [
        f'{{"{CODE}": "{CODES[0]}", "{NAME}": "{NAMES[0]}", "营业收入(万元)": 2350}}',
        "",
        f'{{"{NAME}": "{NAMES[1]}", "{CODE}": "{CODES[1]}", "员工人数": 46, "营业收入(万元)": 880.50}}',
    ]
    path.write_text("\n".join(lines), "utf-8")
    return path


def _parquet(folder: Path) -> Path:
    path = folder / "floats.parquet"
    columns = list(zip(*ROWS, strict=True))
    table = pa.table(
        {
            CODE: pa.array(columns[0]).dictionary_encode(),
            NAME: columns[1],
            "营业收入(万元)": pa.array(columns[2], pa.float64()),
            "员工人数": pa.array([120, None, 310], pa.int32()),
            _BORN: pa.array(_DAYS),
        }
    )
    pq.write_table(table, path)
    return path


FILES: tuple[Ugly, ...] = (
    _text("gb18030", "csv", "gb18030"),
    _text("byte_order_mark", "csv", "utf-8-sig"),
    _text("utf16", "csv", "utf-16"),
    _text("utf16_without_mark", "csv", "utf-16-le"),
    _text("semicolons", "csv", "utf-8", ";"),
    _text("tabs", "txt", "gb18030", "\t"),
    _text("bars", "csv", "utf-8", "|"),
    _of(
        "quoted",
        _quoted,
        Expected(
            {NAME: NAME, "主营产品": "主营产品", "营业收入(万元)": "营业收入"},
            (
                {NAME: NAMES[0], "主营产品": "轴承, 齿轮\r\n减速机", "营业收入": "2350万元"},
                {NAME: NAMES[1], "主营产品": '“云”软件;"桥"平台', "营业收入": "1880.5万元"},
            ),
            {"B2": "轴承, 齿轮\r\n减速机", "C3": "1,880.5"},
            sheet=None,
        ),
    ),
    _of(
        "from_spreadsheet",
        _from_spreadsheet,
        Expected(
            COLUMNS,
            (FIRMS[0], {NAME: NAMES[1], "营业收入": "880.5万元", "员工人数": "46"}, FIRMS[2]),
            {"A2": CODES[0], "A3": LostDigits("9.13413E+17"), "A4": f"\t{CODES[2]}"},
            rejected={"A3": "lost-digits"},
            sheet=None,
        ),
    ),
    _of(
        "old",
        _old,
        Expected(
            _DAY_COLUMNS,
            _WITH_DAYS,
            {"A1": "企业情况表", "C4": Decimal("880.5"), "D3": 120, "E4": date(2020, 2, 29)},
            header=(2,),
            aside={1: "title"},
            merged=(Merged(1, 1, 1, 5),),
        ),
    ),
    _of("from_1904", _from_1904, Expected(_DAY_COLUMNS, _WITH_DAYS, {"E2": date(2016, 3, 1)})),
    _of("east_asian", _east_asian, Expected(_DAY_COLUMNS, _WITH_DAYS, {"E4": date(2009, 12, 31)})),
    _of("other_program", _other_program, Expected(COLUMNS, FIRMS, {"A1": CODE, "B4": NAMES[2], "C4": 15600})),
    _of("long_floats", _long_floats, Expected(COLUMNS, FIRMS, {"C3": Decimal("880.5")})),
    _of(
        "keys_missing",
        _json_lines,
        Expected(
            COLUMNS,
            (firm(0, 营业收入="2350万元"), FIRMS[1]),
            {"A1": CODE, "D1": "员工人数", "D2": None, "C4": Decimal("880.50"), "D4": 46},
            sheet=None,
        ),
    ),
    _of(
        "floats",
        _parquet,
        Expected(
            _DAY_COLUMNS,
            (_WITH_DAYS[0], firm(1, 营业收入="880.5万元", 成立日期="2020-02-29"), _WITH_DAYS[2]),
            {"A2": CODES[0], "C2": 2350, "C3": Decimal("880.5"), "D3": None, "E3": date(2020, 2, 29)},
            sheet=None,
        ),
    ),
)
