"""Lists of firms in files: rosters and coverage tables; who moved since an earlier list."""

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from policymatch.cli import app

FILES = Path(__file__).parents[1] / "rosters" / "files"
COVER = Path(__file__).parents[1] / "coverage" / "files"
ON = ("--as-of", "2026-03-16")


def show(firms: Path, *more: object) -> Result:
    rules = ("--rules", str(FILES / "rules"))
    words = ["roster", "show", "test-city/listing", str(firms), *rules, *ON, *map(str, more)]
    return CliRunner().invoke(app, words)


def test_who_moved_since_an_earlier_list(tmp_path: Path) -> None:
    earlier = tmp_path / "march.json"
    assert show(FILES / "before.jsonl", "-o", earlier).exit_code == 0
    told = show(FILES / "now.jsonl", "--before", earlier).stdout
    assert (
        "入库：乙公司，不在库 → 成长\n    上年营业收入不低于2,000万元〔第四条〕：✗ 1,500万元 → ✓ 4,800万元"
        in told
    )
    assert "出库：戊公司，成长 → 不在库" in told
    assert "原来在库，这次没有这家企业：己公司，原为成长" in told


def test_lists_of_two_languages_are_not_compared(tmp_path: Path) -> None:
    earlier = tmp_path / "march.json"
    assert show(FILES / "before.jsonl", "-o", earlier, "--lang", "en").exit_code == 0
    assert show(FILES / "now.jsonl", "--before", earlier).exit_code == 2


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("mine", "utf-8")
    assert show(FILES / "now.jsonl", "-o", file).exit_code == 1
    assert file.read_text("utf-8") == "mine"
    assert show(FILES / "now.jsonl", "-o", file, "--force").exit_code == 0
    assert "甲公司" in file.read_text("utf-8-sig")


@pytest.mark.parametrize("wrong", [("--format", "csv"), ("-o", "list.txt"), ("--tier", "重大")])
def test_wrong_usage_is_refused(wrong: tuple[str, ...]) -> None:
    assert show(FILES / "now.jsonl", *wrong).exit_code == 2


def test_cells_are_inert_and_broken_profiles_hide_nobody(tmp_path: Path) -> None:
    firms = tmp_path / "firms.jsonl"
    lines = [
        '{"企业名称": "=HYPERLINK(1)", "数据年度": 2025, "营业收入": "3000万元", "员工人数": "9人"}',
        '{"企业名称": "坏公司", "营业收人": "1万元"}',
        '{"企业名称": "好公司", "数据年度": 2025, "营业收入": "3000万元", "员工人数": "9人"}',
    ]
    firms.write_text("\n".join(lines), "utf-8")
    file = tmp_path / "list.csv"
    result = show(firms, "-o", file)
    assert result.exit_code == 1
    assert "营业收人" in result.stderr
    with file.open(encoding="utf-8-sig") as found:
        rows = list(csv.reader(found))
    assert [row[0] for row in rows[1:]] == ["'=HYPERLINK(1)", "好公司"]


def test_lists_for_spreadsheets_and_machines(tmp_path: Path) -> None:
    book, table = tmp_path / "list.xlsx", tmp_path / "list.parquet"
    for file in (book, table):
        assert show(FILES / "now.jsonl", "-o", file, "--no-why", "--jobs", "1").exit_code == 0
    rows = pq.read_table(table).to_pylist()
    assert [(row["firm"], row["tier"]) for row in rows[:2]] == [("甲公司", "重点"), ("乙公司", "成长")]
    assert rows[2]["undecided"] == "可能属于重点"
    sheet = load_workbook(book).worksheets[-1]
    assert [cell.value for cell in sheet["A"]][1:3] == ["甲公司", "乙公司"]


def test_no_more_than_asked_for_are_shown() -> None:
    told = show(FILES / "now.jsonl", "--top", "1").stdout
    assert "■ 成长（2 家）" in told
    assert "丙公司\n" not in told
    assert "……另有 1 家" in told


def test_a_coverage_table_and_its_detail(tmp_path: Path) -> None:
    table, detail = tmp_path / "table.csv", tmp_path / "detail.csv"
    firms, applied = str(COVER / "firms.jsonl"), str(COVER / "applied.csv")
    words = ["coverage", firms, applied, "--rules", str(COVER / "rules"), *ON]
    result = CliRunner().invoke(app, [*words, "-o", str(table), "--detail", str(detail)])
    assert result.exit_code == 0, result.output
    with table.open(encoding="utf-8-sig") as found:
        total = list(csv.DictReader(found))[-1]
    assert (total["够条件"], total["已申报"], total["应享未享"]) == ("8", "5", "5")
    assert total["少拿的资金支持至多（元）"] == "1000000.00"
    with detail.open(encoding="utf-8-sig") as found:
        kinds = [row["类别"] for row in csv.DictReader(found)]
    assert kinds.count("应享未享") == 5
    for file in (tmp_path / "detail.xlsx", tmp_path / "detail.parquet"):
        assert CliRunner().invoke(app, [*words, "--detail", str(file)]).exit_code == 0
    cases = pq.read_table(tmp_path / "detail.parquet").to_pylist()
    assert [case["kind"] for case in cases] == kinds
    assert CliRunner().invoke(app, [*words, "--detail", str(tmp_path / "detail.json")]).exit_code == 2
