"""The invented city: what the script says it wrote is what the workbooks hold, each time the same."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from scripts.city.offices import BOOKS
from scripts.make_city import make_city

from policymatch import Enterprise, recommend
from policymatch.enterprise.credit_code import CreditCodeError, check_credit_code

COUNT = 50


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    make_city(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def expected(city: Path) -> Any:
    return json.loads((city / "expected.json").read_text("utf-8"))


def file_of(office: str) -> str:
    return BOOKS[office][0]


def rows_in(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def test_the_same_seed_gives_the_same_bytes(city: Path, tmp_path: Path) -> None:
    make_city(tmp_path / "again", COUNT)
    make_city(tmp_path / "other", COUNT, seed=7)
    for file in city.iterdir():
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes()
        assert (tmp_path / "other" / file.name).read_bytes() != file.read_bytes()


def test_rows_are_as_many_as_counted(city: Path, expected: Any) -> None:
    rows = expected["rows"]
    assert set(rows) == {name for name, _ in BOOKS.values()}
    registry = rows_in(city / file_of("registry"), "Sheet1")
    assert sum(isinstance(row[0], int) for row in registry) == rows[file_of("registry")]["Sheet1"]
    assert rows[file_of("registry")]["Sheet1"] == COUNT + len(expected["repeated"]["registry"])
    labour = rows_in(city / file_of("labour"), "参保就业")
    assert sum(isinstance(row[0], int) for row in labour) == rows[file_of("labour")]["参保就业"]
    for sheet, count in rows[file_of("science")].items():
        assert len(rows_in(city / file_of("science"), sheet)) == count + 1
    with (city / file_of("statistics")).open(encoding="gb18030", newline="") as file:
        assert len(list(csv.reader(file))) == rows[file_of("statistics")][""] + 1


def test_firms_are_known_to_the_departments_that_are_said_to_know_them(expected: Any) -> None:
    known = [office for firm in expected["firms"] for office in firm["offices"]]
    rows = expected["rows"]
    for office, sheet in (("registry", "Sheet1"), ("tax", "纳税数据"), ("labour", "参保就业")):
        repeated = len(expected["repeated"][office])
        assert rows[file_of(office)][sheet] == known.count(office) + repeated
    assert rows[file_of("science")]["企业库"] == known.count("science")


def test_the_truth_is_a_profile_that_rules_can_be_asked_about(expected: Any) -> None:
    firms = [Enterprise.from_dict(firm["profile"]) for firm in expected["firms"]]
    assert len({firm.name for firm in firms}) == len({firm.credit_code for firm in firms}) == COUNT
    assert all(check_credit_code(firm.credit_code or "") for firm in firms)
    found = [recommend(firm, as_of=date(2026, 3, 16)) for firm in firms]
    assert len({match.policy_id for one in found for match in one.eligible}) >= 3


def test_codes_that_are_said_to_be_wrong_are_wrong(expected: Any) -> None:
    truth = {firm["profile"]["统一社会信用代码"] for firm in expected["firms"]}
    assert expected["bad_keys"]
    for bad in expected["bad_keys"]:
        assert bad["code"] in truth
        if bad["shown"] is not None:
            with pytest.raises(CreditCodeError):
                check_credit_code(bad["shown"])


def test_planted_mistakes_stand_in_the_books(city: Path, expected: Any) -> None:
    planted = expected["planted"]
    assert len({one["kind"] for one in planted}) == 9
    assert all(one["shown"] != one["truth"] for one in planted)
    names = {firm["profile"]["统一社会信用代码"]: firm["profile"]["企业名称"] for firm in expected["firms"]}
    renamed = expected["renamed"]
    by_name: dict[object, tuple[object, ...]] = {}
    for row in rows_in(city / file_of("labour"), "参保就业"):
        by_name.setdefault(row[1], row)
    columns = {"所在地区": 3, "参保人数": 4, "招用高校毕业生人数": 6}
    told = [one for one in planted if one["office"] == "labour"]
    assert {one["fact"] for one in told} == set(columns)
    for one in told:
        row = by_name[renamed.get(one["code"], names[one["code"]])]
        assert str(row[columns[one["fact"]]]).removesuffix("人") == one["shown"]
