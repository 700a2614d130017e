"""What a sheet's XML may say that openpyxl alone would read otherwise than a spreadsheet program."""

import warnings
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.intake.workbooks import MAIN, replaced, with_parts, xlsx

from policymatch.intake import ErrorCell, LostDigits, NoResult, Raw, Table, tables_of

_SHEET = "xl/worksheets/sheet1.xml"


def _sheet(folder: Path, rows: str, after: str = "", before: str = "") -> Table:
    xml = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    (table,) = tables_of(with_parts(xlsx(folder / "a.xlsx"), {_SHEET: xml.encode()}))
    return table


def _cell(folder: Path, cell: str) -> Raw:
    ((_, row),) = _sheet(folder, f'<row r="1"><c r="A1"><v>0</v></c>{cell}</row>').rows()
    return row[1]


@pytest.mark.parametrize(
    ("cell", "raw"),
    [
        ('<c r="B1"><v>341300738900512345</v></c>', LostDigits("341300738900512000")),
        ('<c r="B1"><v>3.4130073890051232E+17</v></c>', LostDigits("341300738900512000")),
        ('<c r="B1"><v>999999999999999</v></c>', 999_999_999_999_999),
        (f'<c r="B1"><v>{"9" * 400}</v></c>', LostDigits("9" * 400)),
        ('<c r="B1" t="e"><v>#N/A</v></c>', ErrorCell("#N/A")),
        ('<c r="B1" t="inlineStr"><is><t>#N/A</t></is></c>', "#N/A"),
        ('<c r="B1" t="str"><f>A1&amp;"_x000D_"</f><v>甲_x000D_</v></c>', "甲\r"),
        ('<c r="B1" t="str"><f>""</f><v></v></c>', None),
        ('<c r="B1"><f>A1*2</f><v></v></c>', NoResult("=A1*2")),
        ('<c r="B1"><f t="shared" si="0"/></c>', NoResult("=")),
        ('<c r="B1" t="d"><v>2016-03-01</v></c>', date(2016, 3, 1)),
        ('<c r="B1" t="b"><v>1</v></c>', True),
        ('<c r="B1" t="x"><v>1</v></c>', ErrorCell("1")),
        ('<c r="B1" s="0"/>', None),
    ],
)
def test_cells(cell: str, raw: Raw, tmp_path: Path) -> None:
    found = _cell(tmp_path, f'{cell}<c r="C1"><v>1</v></c>')
    assert (found, type(found)) == (raw, type(raw))


@pytest.mark.parametrize(
    ("number", "form", "raw"),
    [
        (42430, "yyyy-mm-dd", date(2016, 3, 1)),
        (42430.999999999, "yyyy-mm-dd", date(2016, 3, 2)),
        (59, "yyyy-mm-dd", date(1900, 2, 28)),
        (0.5, "h:mm", "12:00:00"),
        (1.5, "[h]:mm", "1 day, 12:00:00"),
        (-1, "yyyy-mm-dd", ErrorCell("-1")),
        (9e9, "yyyy-mm-dd", ErrorCell("#VALUE!")),
    ],
)
def test_days(number: float, form: str, raw: Raw, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [[number]])
    book = load_workbook(path)
    book.worksheets[0]["A1"].number_format = form
    book.save(path)
    (table,) = tables_of(path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ((_, (found,)),) = table.rows()
    assert (found, type(found)) == (raw, type(raw))


@pytest.mark.parametrize("extent", ["A1", "A1:B2", "A1:XFD1048576", "C3:D4"])
def test_the_stated_extent_is_not_trusted(extent: str, tmp_path: Path) -> None:
    rows = '<row r="2"><c r="B2"><v>1</v></c></row><row r="9"><c r="F9"><v>2</v></c><c r="Z9" s="0"/></row>'
    table = _sheet(tmp_path, rows, before=f'<dimension ref="{extent}"/>')
    assert list(table.rows()) == [(2, [None, 1, *[None] * 4]), (9, [*[None] * 5, 2])]


def test_what_follows_the_rows_does_no_harm(tmp_path: Path) -> None:
    """openpyxl fails at rules that it does not understand; they say nothing of the cells."""
    after = (
        '<conditionalFormatting sqref="?"/><dataValidations><dataValidation type="odd"/></dataValidations>'
    )
    table = _sheet(tmp_path, '<row r="1"><c r="A1"><v>1</v></c></row>', after)
    assert list(table.rows()) == [(1, [1])]


def test_each_formula_without_result_is_told_where_it_stands(tmp_path: Path) -> None:
    cell = '<c r="{}{}"><f>A{}</f></c>'
    rows = "".join(
        f'<row r="{n}">{"".join(cell.format(letter, n, n + 1) for letter in "BD")}</row>'
        for n in range(1, 6_000, 2)
    )
    found = list(_sheet(tmp_path, rows).rows())
    assert [number for number, _ in found] == list(range(1, 6_000, 2))
    assert all(row == [None, NoResult(f"=A{n + 1}"), None, NoResult(f"=A{n + 1}")] for n, row in found)


def test_a_sheet_of_formats_alone_has_no_rows(tmp_path: Path) -> None:
    table = _sheet(tmp_path, '<row r="1"><c r="XFD1" s="0"/></row>')
    assert (table.width, list(table.rows())) == (0, [])


def test_the_file_is_closed_when_its_tables_are_gone(tmp_path: Path) -> None:
    path = replaced(xlsx(tmp_path / "a.xlsx"), _SHEET, "<v>2350</v>", "<v>2351</v>")
    (table,) = tables_of(path)
    assert len(list(table.rows())) == 2
    assert _is_open(path)
    del table
    assert not _is_open(path)


def _is_open(path: Path) -> bool:
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("this system does not list open files")
    return any(one.exists() and one.samefile(path) for one in descriptors.iterdir())
