"""Two match tables compared: who gained, who lost, through what and by which clause, counted by hand."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.batch.test_tables import POLICIES, table_of
from tests.support.policies import DOCUMENT
from typer.testing import CliRunner

from policymatch import Enterprise, PolicyLibrary, batch
from policymatch.batch import moved
from policymatch.batch.earlier import Earlier
from policymatch.cli.main import app
from policymatch.problems import InputError

Row = tuple[str, str, str, list[str]]
CODE = "91341300MA2XKHTG50"


def firm(name: str, revenue: str, staff: int | None = 60, code: str | None = None) -> Enterprise:
    told = {"企业名称": name, "营业收入[2025]": revenue, "注册地": "宿州市"}
    listed = {"项目": [{"设备投资": "700万元"}], "清单完整": ["项目"]}
    known = {} if staff is None else {"员工人数": staff}
    coded = {} if code is None else {"统一社会信用代码": code}
    return Enterprise.from_dict({**told, **listed, **known, **coded, "基准日": "2026-03-16"})


class Given:
    """Tables and rules in a folder, before and after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def made(self, side: str, some: Sequence[Enterprise], rules: str, **how: Any) -> Path:
        place = self.folder / f"rules-{side}"
        place.mkdir(exist_ok=True)
        (place / "rules.yaml").write_text(DOCUMENT + rules, "utf-8")
        table = table_of(self.folder / f"firms-{side}.parquet", *some)
        path = self.folder / f"{side}.parquet"
        batch.write_table(path, table, PolicyLibrary.load(place), undecided=True, **how)
        return path

    def command(self, *more: str) -> Any:
        return CliRunner().invoke(
            app, ["changes", *(str(self.folder / f"{one}.parquet") for one in SIDES), *more]
        )

    def explained(self, *more: str) -> Any:
        given = {f"--{of}{tail}": f"{of}-{side}" for of in ("firms", "rules") for side, tail in TAILS}
        paths = {
            option: str(self.folder / (name + (".parquet" if name.startswith("firms") else "")))
            for option, name in given.items()
        }
        return self.command(*(one for pair in paths.items() for one in pair), *more)


SIDES = ("old", "new")
TAILS = (("old", "-old"), ("new", ""))


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """Four firms and two policies, then four and two others.

    甲 has grown, 乙 has gone, 丙 is the same, 丁 has another name and does not tell its staff any more,
    戊 is new. The project policy pays 12% and not 10%.
    """
    made = Given(tmp_path)
    before = [
        firm("甲", "1900万元"),
        firm("乙", "3000万元"),
        firm("丙", "3000万元"),
        firm("丁", "100万元", code=CODE),
    ]
    after = [
        firm("戊", "100万元"),
        firm("丙", "3000万元"),
        firm("丁二", "100万元", None, CODE),
        firm("甲", "2500万元"),
    ]
    made.made("old", before, POLICIES)
    made.made("new", after, POLICIES.replace("10% *", "12% *"))
    return made


def rows(folder: Path) -> list[Row]:
    found = moved.moves(Earlier(folder / "old.parquet"), Earlier(folder / "new.parquet"))
    listed = [row for table in found.batches() for row in table.to_pylist()]
    return [
        (row["name"], row["policy_id"].removeprefix("test/"), row["move"], row["because"]) for row in listed
    ]


@pytest.mark.parametrize("block", [1, 2, 100])
def test_who_gained_and_who_lost_through_what(
    given: Given, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moved, "BLOCK", block)
    assert rows(given.folder) == [
        ("戊", "project", "gained", ["new-firm", "rule"]),
        ("丙", "project", "amount", ["rule"]),
        ("丁二", "project", "unsettled", ["firm", "rule"]),
        ("甲", "large", "gained", ["firm"]),
        ("甲", "project", "amount", ["firm", "rule"]),
        ("乙", "large", "lost", ["gone-firm"]),
        ("乙", "project", "lost", ["gone-firm", "rule"]),
    ]


def test_totals_by_policy_and_clauses(given: Given) -> None:
    shown = given.explained("--format", "json")
    assert shown.exit_code == 0, shown.output
    told = json.loads(shown.output)
    assert told["firms"] == {"both": 3, "new": 1, "gone": 1}
    large, project = sorted(told["policies"], key=lambda one: one["policy_id"])
    assert large["firms"] == {"gained": 1, "lost": 1}
    assert large["differences"]["payment"] == {"low": 0, "high": 0}
    assert project["firms"] == {"gained": 1, "lost": 1, "unsettled": 1, "amount": 2}
    # Four firms with 70万元 each; then three with 84万元.
    assert (project["before"]["payment"]["low"], project["after"]["payment"]["low"]) == (2_800_000, 2_520_000)
    by = {(row["name"], row["policy_id"]): row for row in told["moved"]}
    (cause,) = by["甲", "test/large"]["causes"]
    assert (cause["before"]["mark"], cause["after"]["mark"]) == ("✗", "✓")
    assert "1,900万元" in cause["before"]["actual"]
    assert "2,500万元" in cause["after"]["actual"]
    (fact,) = by["丁二", "test/project"]["facts"]
    assert (fact["key"], fact["before"], fact["after"]) == ("employees", "60人", "未填")
    assert by["丙", "test/project"]["facts"] == []


def test_the_screen_and_the_files(given: Given) -> None:
    shown = given.explained("--top", "2")
    assert shown.exit_code == 0, shown.output
    for part in (
        "两张表都有的企业 3 家，新增 1 家，减少 1 家",
        "新符合 1 家",
        "规则变了 5 家",
        "10%",
        "12%",
        "各家企业（7 条，列出 2 条）",
    ):
        assert part in shown.output, shown.output
    for suffix in (".csv", ".xlsx", ".parquet"):
        done = given.explained("-o", str(given.folder / f"moved{suffix}"), "--lang", "en")
        assert done.exit_code == 0, done.output
    lines = (given.folder / "moved.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 8
    assert lines[2] == "丙,,技改,another amount,700000,700000,840000,840000,the rule changed,"
    assert pq.read_table(given.folder / "moved.parquet").num_rows == 7


def test_a_name_that_looks_like_a_formula_is_inert(tmp_path: Path) -> None:
    made = Given(tmp_path)
    made.made("old", [firm("=甲", "1900万元")], POLICIES)
    made.made("new", [firm("=甲", "2500万元")], POLICIES)
    done = made.command("-o", str(tmp_path / "moved.csv"))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "moved.csv").read_text("utf-8-sig").splitlines()[1].startswith("'=甲,")


def test_another_day_is_told(tmp_path: Path) -> None:
    made, ends = Given(tmp_path), POLICIES + "\n"
    made.made("old", [firm("甲", "2500万元")], ends, as_of=date(2026, 3, 16))
    made.made("new", [firm("甲", "2500万元")], ends, as_of=date(2028, 1, 1))
    assert rows(tmp_path) == [("甲", "large", "lost", ["day"]), ("甲", "project", "lost", ["day"])]
    shown = made.explained()
    assert "2026-03-16" in shown.output
    assert "基准日变了" in shown.output


def test_nothing_moved_and_tables_without_lists(tmp_path: Path) -> None:
    made = Given(tmp_path)
    for side in SIDES:
        made.made(side, [firm("甲", "2500万元")], POLICIES)
        (tmp_path / f"{side}.firms.parquet").unlink()
    assert "没有变化" in made.command().output


def test_other_firms_or_rules_are_refused(given: Given) -> None:
    firms, rules = str(given.folder / "firms-new.parquet"), str(given.folder / "rules-new")
    for refused, code in (
        (given.explained("--firms-old", firms), "match-table-other-firms"),
        (given.command("--firms", firms, "--rules", rules), "match-table-other-rules"),
    ):
        assert isinstance(refused.exception, InputError)
        assert [one.code for one in refused.exception.problems] == [code]
