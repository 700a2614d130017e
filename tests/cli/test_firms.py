"""`policymatch firms …`, and one firm of many wherever a command takes a profile."""

from pathlib import Path

import pytest
from tests.firms.tables import CODE, firm, plain, written
from typer.testing import CliRunner, Result

from policymatch import firms
from policymatch.cli import app

RULES = ["--rules", "tests/cli/files/rules"]


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_there_and_back(tmp_path: Path) -> None:
    table = written(tmp_path)
    for before, after in (("firms.parquet", "a"), ("a", "b.jsonl"), ("b.jsonl", "c.parquet")):
        assert run("firms", "convert", tmp_path / before, tmp_path / after).exit_code == 0
    assert (tmp_path / "c.parquet").read_bytes() != b""
    assert list(firms.read(tmp_path / "c.parquet")) == list(firms.read(table))


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    table = written(tmp_path)
    (tmp_path / "out.jsonl").write_text("kept", "utf-8")
    told = run("firms", "convert", table, tmp_path / "out.jsonl")
    assert (told.exit_code, "--force" in told.output) == (1, True)
    assert (tmp_path / "out.jsonl").read_text("utf-8") == "kept"
    assert run("firms", "convert", table, tmp_path / "out.jsonl", "--force").exit_code == 0


def test_nothing_is_written_of_what_is_partly_wrong(tmp_path: Path) -> None:
    table = plain(tmp_path, {"name": ["甲", "乙"], "employees": [1, -1]})
    told = run("firms", "convert", table, tmp_path / "out", "--lang", "en")
    assert told.exit_code == 1
    assert f"{table}:2: [too-low] employees: " in told.output
    assert not (tmp_path / "out").exists()


def test_check(tmp_path: Path) -> None:
    assert run("firms", "check", written(tmp_path)).output == "没有错误：2 家企业\n"
    told = run("firms", "check", written(tmp_path, firm(), firm("乙公司")), "--lang", "en")
    assert told.exit_code == 1
    assert "[firm-twice]" in told.output
    assert told.output.endswith("problems: 1\n")


@pytest.mark.parametrize("name", ["firms.parquet", "firms.jsonl"])
def test_show(name: str, tmp_path: Path) -> None:
    written(tmp_path)
    firms.write(tmp_path / "firms.jsonl", firms.read(tmp_path / "firms.parquet"))
    told = run("firms", "show", tmp_path / name).output
    assert "2 家企业" in told
    assert "项目：3 条" in told
    assert "revenue[2024]" in told
    assert run("firms", "show", tmp_path / name, "恒拓").output == firm().to_yaml()


def test_one_firm_of_a_table_is_matched_as_its_profile_is(tmp_path: Path) -> None:
    table, profile = written(tmp_path), tmp_path / "firm.yaml"
    profile.write_text(firm().to_yaml(), "utf-8")
    expected = run("suggest", profile, *RULES, "--format", "json")
    assert expected.exit_code == 0
    assert run("suggest", f"{table}#恒拓", *RULES, "--format", "json").output == expected.output
    assert run("suggest", table, "--firm", CODE, *RULES, "--format", "json").output == expected.output
    assert f"{table.name}#{CODE}" in run("suggest", table, "--firm", CODE, *RULES).output.replace("\n", "")


def test_an_interview_about_a_firm_of_a_table_goes_to_a_file_of_its_own(tmp_path: Path) -> None:
    table = written(tmp_path)
    (tmp_path / f"{CODE}.completed.yaml").write_text("", "utf-8")
    told = run("ask", f"{table}#恒拓", *RULES)
    assert told.exit_code == 1
    assert f"{CODE}.completed.yaml" in told.output.replace("\n", "")
