"""What is wrong with a table, and exactly where; what other programs may write is read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.firms.tables import CODE, firm, plain, written

from policymatch import Enterprise, base_vocabulary, firms
from policymatch.enterprise import Known
from policymatch.values import Choice, Codes, Listing, Span, Value
from policymatch.vocabulary import Field, Type
from policymatch.vocabulary.model import Scope


def test_a_sound_table(tmp_path: Path) -> None:
    assert firms.checked(written(tmp_path)) == (2, [])


CELLS: list[tuple[str, Any, str]] = [
    ("credit_code", "91341300MA2XKHTG51", "credit-code-check"),
    ("credit_code", "9134", "credit-code-length"),
    ("region", "999999", "unknown-code"),
    ("industry", "Z99", "unknown-code"),
    ("ownership", "privat", "unknown-value"),
    ("employees", -1, "too-low"),
    ("employees", Decimal("1.5"), "not-whole"),
    ("registered_capital", 10**35, "number-too-long"),
    ("debt_ratio", Decimal("-0.1"), "too-low"),
    ("ownership.any_of", [], "empty-choice"),
    ("lists", ["甲", None], "unknown-in-list"),
    ("business_scope", "a\x01b", "control-character"),
    ("rest", "{", "json-syntax"),
    ("rest", '{"revenu": 1}', "unknown-field"),
    ("rest", "[1]", "json-syntax"),
]


@pytest.mark.parametrize(("column", "cell", "code"), CELLS)
def test_the_row_and_the_column_are_named(column: str, cell: Any, code: str, tmp_path: Path) -> None:
    if isinstance(cell, int) and cell > 2**63:
        cell = Decimal(cell)
    type_ = pa.list_(pa.string()) if isinstance(cell, list) else None
    path = plain(tmp_path, {"name": ["甲", "乙", "丙"], column: pa.array([None, cell, None], type_)})
    (problem,) = firms.check(path)
    assert (problem.code, problem.place.file, problem.place.line) == (code, str(path), 2)
    assert (problem.place.path or "").startswith(column.partition(".")[0])
    assert firms.checked(path)[0] == 2


def test_ends_the_wrong_way_round(tmp_path: Path) -> None:
    path = plain(tmp_path, {"employees.low": [60], "employees.high": [50]})
    (problem,) = firms.check(path)
    assert problem.line("zh").startswith(f"{path}:1: [range-reversed] employees: ")


@pytest.mark.parametrize(
    ("written", "near"),
    [("revenu[2024]", "revenue"), ("营业收入[2024]", "revenue"), ("employes", "employees")],
)
def test_the_nearest_column_is_offered(written: str, near: str, tmp_path: Path) -> None:
    (problem,) = firms.check(plain(tmp_path, {written: [1]}))
    assert (problem.code, problem.nearest) == ("firm-table-unknown-column", near)


READ: list[tuple[str, Any, Value]] = [
    ("registered_capital", 235, Span.exact(Fraction(235, 100))),
    ("registered_capital", Decimal("100.5"), Span.exact(Fraction(1005, 1000))),
    ("employees", 50, Span.exact(50)),
    ("employees.high", 50, Span(0, 50)),
    ("debt_ratio", Decimal("0.035"), Span.exact(Fraction(7, 200))),
    ("debt_ratio", 1, Span.exact(1)),
    ("region", "341300", Codes.exact("3413")),
    ("region", "3413", Codes.exact("3413")),
    ("region.any_of", ["341302", "340000"], Codes(frozenset(("341302", "34")))),
    ("industry", "C34", Codes.exact("C34")),
    ("ownership", "民营", Choice.exact("private")),
    ("established", date(2020, 1, 2), Span.exact(date(2020, 1, 2))),
    ("lists", [], Listing(())),
]


@pytest.mark.parametrize(("column", "cell", "value"), READ)
def test_what_other_programs_may_write(column: str, cell: Any, value: Value, tmp_path: Path) -> None:
    array = pa.array([cell], pa.list_(pa.string())) if isinstance(cell, list) else pa.array([cell])
    (read,) = firms.read(plain(tmp_path, {column: array}))
    assert read == Enterprise("甲公司", facts={(column.partition(".")[0], None, None): Known(value)})


@pytest.mark.parametrize(
    "type_", [pa.large_string(), pa.dictionary(pa.int8(), pa.string()), pa.string_view()], ids=str
)
def test_text_of_any_width(type_: pa.DataType, tmp_path: Path) -> None:
    path = plain(tmp_path, {"name": pa.array(["甲公司"]).cast(type_), "credit_code": pa.array([CODE])})
    assert list(firms.read(path)) == [Enterprise("甲公司", CODE)] == [firms.find(path, "甲")]


def test_what_is_wrong_with_one_firm_hides_no_other(tmp_path: Path) -> None:
    path = plain(tmp_path, {"name": ["甲", "乙", "丙"], "employees": [1, -1, 3]})
    found = [one for _, one in firms.profiles_in([path])]
    assert [isinstance(one, Enterprise) for one in found] == [True, False, True]


def test_lines_are_named_too(tmp_path: Path) -> None:
    path = tmp_path / "firms.jsonl"
    path.write_bytes(
        '{"name": "甲"}\n\n{"name": "乙", "员工": }\n{"name": "丙", "员工人数": -1}\n'.encode() + b"\xff\n"
    )
    told = [(one.place.line, one.code) for one in firms.check(path)]
    assert told == [(3, "json-syntax"), (4, "too-low"), (5, "file-not-utf8")]


def test_firms_that_stand_twice_in_a_folder(tmp_path: Path) -> None:
    firms.write(tmp_path / "many", [firm(), firm("乙公司")])
    (problem,) = firms.check(tmp_path / "many")
    assert problem.code == "firm-twice"


def test_a_table_of_another_vocabulary_says_so_where_its_columns_do_not_fit(tmp_path: Path) -> None:
    base = base_vocabulary()
    depth = Field("well_depth", "井深", "depth of the well", type=Type.NUMBER)
    more = replace(base, fields=Scope((*base.fields.values(), depth)))
    path = tmp_path / "firms.parquet"
    firms.write(path, [Enterprise("甲公司", facts={("well_depth", None, None): Known(Span.exact(5))})], more)
    assert firms.check(path, more) == []
    assert [one.code for one in firms.check(path, base)] == [
        "firm-table-unknown-column",
        "firm-table-vocabulary",
    ]
    # Fields that were added since trouble nobody.
    firms.write(path, [firm()], base)
    assert firms.check(path, more) == []
