"""Every ugly workbook is read as it stands: cells, merged ranges, hidden sheets; nothing is made up."""

from pathlib import Path

import pytest
from tests.intake.ugly import UGLY, Ugly

from policymatch.enterprise.credit_code import check_credit_code
from policymatch.intake import Table, tables_of
from policymatch.intake.table import cell_name


def cells_of(table: Table) -> dict[str, object]:
    found: dict[str, object] = {}
    last = 0
    for number, row in table.rows():
        assert number > last
        assert len(row) == table.width
        last = number
        found |= {cell_name(number, column): cell for column, cell in enumerate(row, 1)}
    return found


def test_the_corpus_is_large_and_each_name_its_own() -> None:
    assert len(UGLY) >= 40
    assert len({one.name for one in UGLY}) == len(UGLY)


@pytest.mark.parametrize("ugly", UGLY, ids=str)
def test_raw_cells(ugly: Ugly, tmp_path: Path) -> None:
    expected = ugly.expected
    tables = {table.sheet: table for table in tables_of(ugly.make(tmp_path))}
    table = tables[expected.sheet]
    several = len(tables) > 1
    cells = {
        (f"{sheet}!{name}" if several else name): cell
        for sheet, one in tables.items()
        for name, cell in cells_of(one).items()
    }
    found = {name: cells.get(name) for name in expected.raw}
    assert found == expected.raw
    assert [type(cell) for cell in found.values()] == [type(cell) for cell in expected.raw.values()]
    assert sorted(table.merged, key=repr) == sorted(expected.merged, key=repr)
    assert tuple(name for name, one in tables.items() if one.hidden) == expected.hidden


@pytest.mark.parametrize("ugly", UGLY, ids=str)
def test_rows_can_be_asked_for_again(ugly: Ugly, tmp_path: Path) -> None:
    for table in tables_of(ugly.make(tmp_path)):
        assert list(table.rows()) == list(table.rows())


@pytest.mark.parametrize("ugly", UGLY, ids=str)
def test_what_is_expected_of_the_layers_above_fits_the_cells(ugly: Ugly, tmp_path: Path) -> None:
    """Headers stand in the header rows, rejected cells hold something, and the codes are ones that can be."""
    expected = ugly.expected
    table = next(one for one in tables_of(ugly.make(tmp_path)) if one.sheet == expected.sheet)
    rows = dict(table.rows())
    cells = cells_of(table)
    assert all(cells[name] is not None for name in expected.rejected)
    assert all((kind == "blank") == (number not in rows) for number, kind in expected.aside.items())
    if expected.header:
        texts = {
            str(cell).replace("\r\n", "\n") for number in expected.header for cell in rows[number] if cell
        }
        assert {part for header in expected.columns for part in header.split("/")} == texts
    for one in expected.firms:
        if "统一社会信用代码" in one:
            check_credit_code(one["统一社会信用代码"])
