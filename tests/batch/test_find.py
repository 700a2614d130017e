"""Policies look for their enterprises: the verdicts and gaps of each firm by itself, most money first."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.batch.test_shipped import EXAMPLES, LIBRARY
from tests.batch.test_tables import POLICIES, firm, table_of
from tests.support.policies import DOCUMENT, library_of
from typer.testing import CliRunner

from policymatch import Enterprise, NotFoundError, PolicyLibrary, batch, recommend
from policymatch.cli.main import app
from policymatch.matching.amount import Amount


@pytest.fixture(scope="module")
def library() -> PolicyLibrary:
    return library_of(DOCUMENT + POLICIES)


def found(policies: Sequence[str], path: Path, library: PolicyLibrary) -> list[dict[str, object]]:
    with batch.seeking(policies, path, library) as seeking:
        rows: list[dict[str, object]] = seeking.table().to_pylist()
    return rows


def some(count: int) -> list[Enterprise]:
    revenues = ("1900万元", "3000万元", "100万元")
    investments = ("700万元", "900万元", "450万元")
    return [firm(at, investments[at % 3], **{"营业收入[2025]": revenues[at % 3]}) for at in range(count)]


def test_what_is_found_is_what_each_firm_is_told(tmp_path: Path) -> None:
    path = table_of(tmp_path / "firms.parquet", *EXAMPLES)
    rows = found(list(LIBRARY.policies), path, LIBRARY)
    told = {}
    for number, one in enumerate(EXAMPLES):
        for match in recommend(one, LIBRARY, one.as_of or date.today()).matches:
            if match.verdict != "ineligible" or match.is_near:
                waiting = [missing.label.zh for missing in match.missing if missing.needed_for == "verdict"]
                gaps = [gap.text.zh for gap in match.gaps]
                told[number, match.policy_id] = match.verdict, waiting if match.missing else gaps
    eligible = {pair for pair, (verdict, _) in told.items() if verdict == "eligible"}
    assert {(row["firm"], row["policy_id"]) for row in rows if row["verdict"] == "eligible"} == eligible
    others = {
        (row["firm"], row["policy_id"]): (row["verdict"], row["told"] or [])
        for row in rows
        if row["verdict"] != "eligible"
    }
    assert others == {pair: one for pair, one in told.items() if pair not in eligible}


def test_near_misses_say_by_how_much_and_money_comes_first(tmp_path: Path, library: PolicyLibrary) -> None:
    path = table_of(tmp_path / "firms.parquet", *some(6))
    rows = found(["test/large", "test/project"], path, library)
    assert [(row["firm"], row["policy_id"], row["verdict"]) for row in rows] == [
        (1, "test/project", "eligible"),
        (4, "test/project", "eligible"),
        (0, "test/project", "eligible"),
        (3, "test/project", "eligible"),
        (1, "test/large", "eligible"),
        (4, "test/large", "eligible"),
        (0, "test/large", "ineligible"),
        (2, "test/project", "ineligible"),
        (3, "test/large", "ineligible"),
        (5, "test/project", "ineligible"),
    ]
    assert rows[6]["told"] == ["上年营业收入再增加 100万元"]


def test_an_unknown_policy_is_told(tmp_path: Path, library: PolicyLibrary) -> None:
    with pytest.raises(NotFoundError, match="test/large"):
        found(["test/larg"], table_of(tmp_path / "firms.parquet"), library)


def test_the_command_lists_and_writes(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "rules.yaml").write_text(DOCUMENT + POLICIES, "utf-8")
    path = table_of(tmp_path / "firms.parquet", *some(6))
    usual = ["test/large", "test/project", str(path), "--rules", str(rules), "--jobs", "1"]
    shown = CliRunner().invoke(app, ["find", *usual, "--top", "1"])
    assert shown.exit_code == 0, shown.output
    for part in (
        "符合条件（6 家次）",
        "企业1",
        "90万元",
        "……另有 5 家次",
        "还差：上年营业收入再增加 100万元",
    ):
        assert part in shown.output
    for suffix in (".csv", ".xlsx", ".parquet"):
        target = tmp_path / f"found{suffix}"
        done = CliRunner().invoke(app, ["find", *usual, "-o", str(target), "--lang", "en"])
        assert done.exit_code == 0, done.output
        assert "10 found among 6 firms" in done.output
        assert target.stat().st_size
    listed = (tmp_path / "found.csv").read_text("utf-8-sig").splitlines()
    assert listed[1] == "企业1,,技改,eligible,900000,900000,"
    assert pq.read_table(tmp_path / "found.parquet").num_rows == 10
    wrong = CliRunner().invoke(app, ["find", *usual, "-o", str(tmp_path / "found.doc")])
    assert wrong.exit_code == 2


def test_the_command_that_matches_all(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "rules.yaml").write_text(DOCUMENT + POLICIES, "utf-8")
    path, target = table_of(tmp_path / "firms.parquet", *some(6)), tmp_path / "matches.parquet"
    options = ["-o", str(target), "--rules", str(rules), "--jobs", "1", "--undecided"]
    done = CliRunner().invoke(app, ["match", str(path), *options])
    assert done.exit_code == 0, done.output
    assert "6 家企业 × 2 项政策：6 行" in done.output
    amounts = {
        (row["firm"], row["policy_id"]): row["amount_low"] for row in pq.read_table(target).to_pylist()
    }
    loaded = PolicyLibrary.load(rules)
    for (number, policy), paid in amounts.items():
        amount = recommend(some(6)[number], loaded).match(policy).amount
        assert isinstance(amount, Amount)
        assert amount.low == paid
    bare = CliRunner().invoke(app, ["match", str(path), *options, "--no-amounts", "--as-of", "2030-01-01"])
    assert "0 行" in bare.output
