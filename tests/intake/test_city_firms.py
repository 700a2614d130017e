"""The invented city, small: its workbooks become its firms, but for what was spoilt on purpose."""

import json
from pathlib import Path
from typing import Any

import pytest
from scripts.make_city import make_city
from tests.intake.taking import Result, take
from typer.testing import CliRunner

from policymatch import firms
from policymatch.cli.main import app
from policymatch.enterprise import Enterprise, Known
from policymatch.values import Codes, Truth

COUNT = 50


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    make_city(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def expected(city: Path) -> Any:
    return json.loads((city / "expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def taken(city: Path) -> Result:
    return take(sorted(path for path in city.iterdir() if path.suffix in (".xlsx", ".xls", ".csv")), city)


def test_no_row_is_lost(taken: Result, expected: Any) -> None:
    assert taken.taken.lost_rows == 0
    rows = sum(count for sheets in expected["rows"].values() for count in sheets.values())
    told = sum(one.firms + one.records + one.rejected for one in taken.taken.sheets)
    assert told == rows


def test_every_firm_is_there_once_under_its_code(taken: Result, expected: Any) -> None:
    wanted = {one["profile"]["统一社会信用代码"]: one["profile"]["企业名称"] for one in expected["firms"]}
    assert {one.credit_code: one.name for one in taken.firms} == wanted


def agrees(mine: Known | None, truth: Known) -> bool:
    """Return whether what was read is the truth; an industry by its name may be that of its group."""
    if mine is None:
        return False
    if isinstance(mine.value, Codes) and isinstance(truth.value, Codes):
        return truth.value.within(mine.value.prefixes) is Truth.TRUE
    return mine.value == truth.value


def test_facts_are_the_truth_but_for_what_was_planted(taken: Result, expected: Any) -> None:
    planted = {one["code"] for one in expected["planted"]}
    compared = 0
    for one in expected["firms"]:
        truth = Enterprise.from_dict(one["profile"])
        found = taken.firm(truth.credit_code or "")
        for fact, known in truth.facts.items():
            mine = found.facts.get(fact)
            if mine is None and fact[2] is None:
                # The statistics bureau's own figures are of its basis, which the truth leaves out.
                mine = found.facts.get((fact[0], fact[1], "stat"))
            if truth.credit_code not in planted:
                assert agrees(mine, known), (truth.name, fact)
                compared += 1
    assert compared > COUNT * 10


def test_what_was_planted_is_found(taken: Result, expected: Any) -> None:
    codes = {one.code for one in taken.findings}
    sure = ("insured-above-employees", "research-above-revenue", "industry-differs", "county-differs")
    wanted = {one["code"] for one in expected["planted"] if one["kind"] in sure}
    assert wanted
    assert wanted <= codes


def test_suggest_runs_on_a_firm_by_name_and_by_code(taken: Result, tmp_path: Path) -> None:
    table = tmp_path / "firms.parquet"
    firms.write(table, taken.firms)
    firm = taken.firms[0]
    runner = CliRunner()
    for sought in (firm.name, firm.credit_code):
        done = runner.invoke(
            app, ["suggest", f"{table}#{sought}", "--as-of", "2026-03-15", "--format", "json"]
        )
        assert done.exit_code == 0, done.output
        assert firm.name in done.stdout
        assert json.loads(done.stdout)["as_of"] == "2026-03-15"
