"""What the layers above the readers make of every ugly workbook: its header, its columns, its rows."""

from pathlib import Path

import pytest
from tests.intake.header_benchmark import recogniser
from tests.intake.ugly import UGLY, Expected, Ugly

from policymatch.intake import Table, tables_of
from policymatch.intake.headers import Column, Role
from policymatch.intake.headers.parts import folded
from policymatch.intake.layout import Body, Reason, Shape
from policymatch.intake.lines import Entries
from policymatch.intake.mapping import Mapped, propose
from policymatch.vocabulary import base_vocabulary

DATA_YEAR = 2024
KEYS = {Role.CODE: "统一社会信用代码", Role.NAME: "企业名称"}
# What the corpus calls a row that is set aside.
ASIDE = {
    Reason.TITLE: "title",
    Reason.NOTE: "title",
    Reason.UNIT: "title",
    Reason.SECTION: "title",
    Reason.TOTAL: "total",
    Reason.SUBTOTAL: "total",
    Reason.FOOTNOTE: "note",
    Reason.REPEATED: "header",
    Reason.NUMBERS: "header",
    Reason.BLANK: "blank",
}
# A sheet may say the same thing twice; which of the columns counts is not the machine's to decide.
ASKS = {"same_column_twice": ["营业收入(万元)", "营业收入(万元)"]}


def table_of(ugly: Ugly, folder: Path) -> Table:
    return next(one for one in tables_of(ugly.make(folder)) if one.sheet == ugly.expected.sheet)


def meant(column: Column) -> str:
    """Return what a column means, by the key of a profile; a year other than that of the data is named."""
    if column.role in KEYS:
        return KEYS[column.role]
    if column.role is not Role.FIELD or column.field is None:
        return ""
    field = base_vocabulary().field(column.kind, column.field)
    named = field.yearly and column.year not in (None, DATA_YEAR)
    return f"{field.label}[{column.year}]" if named else field.label


def same_year(key: str) -> str:
    return key.removesuffix(f"[{DATA_YEAR}]")


def asides(body: Body, expected: Expected) -> dict[int, str]:
    return {
        line.number: "note" if line.reason is Reason.NOTE and not expected.header else ASIDE[line.reason]
        for line in body.lines()
        if line.reason is not None and line.reason is not Reason.HEADER
    }


@pytest.mark.parametrize("ugly", UGLY, ids=str)
def test_header_columns_and_rows(ugly: Ugly, tmp_path: Path) -> None:
    expected = ugly.expected
    table = table_of(ugly, tmp_path)
    mapped = propose(table, recogniser(), data_year=DATA_YEAR)
    layout = mapped.layout
    assert layout is not None
    header = layout.header
    assert tuple(range(header[0], header[1] + 1) if header is not None else ()) == expected.header
    found = {folded(one.header.replace("|", "/")): meant(one) for one in _columns(mapped)}
    wanted = {folded(header): same_year(key) for header, key in expected.columns.items()}
    assert {header: key for header, key in found.items() if header} == wanted
    assert [one.header for one in mapped.asking] == ASKS.get(ugly.name, [])
    assert mapped.doubts == ()
    # Readers may leave blank rows out; those that they give are said to be blank.
    given = {number for number, _ in table.rows()}
    aside = {number: why for number, why in expected.aside.items() if number in given}
    assert asides(Body(table, layout), expected) == aside


def _columns(mapped: Mapped) -> tuple[Column, ...]:
    is_card = mapped.layout is not None and mapped.layout.shape is Shape.CARD
    return tuple(mapped.facts.values()) if is_card else mapped.columns


@pytest.mark.parametrize("ugly", UGLY, ids=str)
def test_every_fact_of_every_firm_has_its_cell(ugly: Ugly, tmp_path: Path) -> None:
    table = table_of(ugly, tmp_path)
    mapped = propose(table, recogniser(), data_year=DATA_YEAR)
    entries = Entries(table, mapped, base_vocabulary())
    found: dict[str, set[str]] = {}
    for entry in entries.entries():
        told = {meant(cell.column): cell for cell in entry.cells if cell.raw is not None}
        found.setdefault(str(told["企业名称"].raw), set()).update(told)
    assert entries.body.counts.total() == sum(1 for _ in table.rows())
    assert set(found) == {firm["企业名称"] for firm in ugly.expected.firms}
    for firm in ugly.expected.firms:
        assert {same_year(key) for key in firm} <= found[firm["企业名称"]]
