"""What commands print, compared with golden files. UPDATE_GOLDEN=1 writes them anew; then read the diff."""

import os
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from policymatch.cli import app

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# Relative to the checkout: a hint line names the profile, and wraps by the length of its path.
RULES = "tests/cli/files/rules"
TERMS = "tests/cli/files/terms"
FIRM = "tests/cli/files/firm.yaml"
GROWING = "tests/cli/files/growing.yaml"
CLIFF = "tests/cli/files/cliff"
# What is stated and not verified, under policies that count verified facts alone.
UNVERIFIED = "tests/cli/files/verified.yaml"
VERIFIED = ["--rules", "tests/cli/files/verified"]
NEED = "想买几台新机床，资金周转不开"
# Two states of a firm, and two of the rules with three firms: worked by hand in tests/compare.
CHANGES = ["研发费用=320万元", "营业收入=5000万元", "参保人数=120人", "资质-=高新技术企业"]
COMPARED = "tests/compare/files"
STATES = [f"{COMPARED}/old", f"{COMPARED}/new", "--firms", f"{COMPARED}/firms"]
# Three firms in a file of lines, one in a folder below, and the firm itself once more.
PEERS = ["peers", FIRM, "tests/cli/files/peers", "--rules", RULES]
# Worked by hand in tests/rosters and tests/coverage.
ROSTERS = ["--rules", "tests/rosters/files/rules"]
LISTING = ["test-city/listing", "tests/rosters/files/now.jsonl"]
COVER = "tests/coverage/files"
COVERED = ["coverage", f"{COVER}/firms.jsonl", f"{COVER}/applied.csv", "--rules", f"{COVER}/rules"]
ON = ["--as-of", "2026-03-16"]

COMMANDS = {
    "suggest.zh.txt": ["suggest", FIRM, "--rules", RULES],
    "suggest.en.txt": ["suggest", FIRM, "--rules", RULES, "--lang", "en"],
    "suggest-all.zh.txt": ["suggest", FIRM, "--rules", RULES, "--all"],
    "suggest-top.zh.txt": ["suggest", FIRM, "--rules", RULES, "--top", "2"],
    "suggest.zh.md": ["suggest", FIRM, "--rules", RULES, "--format", "md"],
    "suggest.zh.json": ["suggest", FIRM, "--rules", RULES, "--format", "json"],
    "suggest.en.json": ["suggest", FIRM, "--rules", RULES, "--format", "json", "--lang", "en", "--all"],
    "explain.zh.txt": ["explain", FIRM, "test-city/equipment", "--rules", RULES],
    "explain.en.txt": ["explain", FIRM, "test-city/equipment", "--rules", RULES, "--lang", "en"],
    "explain-near.zh.txt": ["explain", FIRM, "test-city/research", "--rules", RULES],
    "explain.zh.md": ["explain", FIRM, "test-city/scale", "--rules", RULES, "--format", "md"],
    "explain.zh.json": ["explain", FIRM, "test-city/people", "--rules", RULES, "--format", "json"],
    "search.zh.txt": ["search", NEED, "--as-of", "2026-03-16", "--top", "4"],
    "search.en.txt": ["search", NEED, "--as-of", "2026-03-16", "--top", "2", "--lang", "en"],
    "search-firm.zh.md": ["search", NEED, "--profile", FIRM, "--rules", RULES, "--format", "md"],
    "search.zh.json": ["search", NEED, "--rules", RULES, "--as-of", "2026-03-16", "--format", "json"],
    "search-late.zh.txt": ["search", "去年的奖补到现在没到账"],
    "search-none.en.json": ["search", "路灯坏了没人修", "--format", "json", "--lang", "en"],
    "suggest-need.zh.txt": ["suggest", FIRM, "--rules", RULES, "--need", NEED],
    "suggest-need.zh.json": ["suggest", FIRM, "--rules", RULES, "--need", NEED, "--format", "json"],
    "suggest-need-none.zh.txt": ["suggest", FIRM, "--rules", RULES, "--need", "路灯坏了没人修"],
    "steps.zh.txt": ["steps", FIRM, "--rules", RULES],
    "steps.en.txt": ["steps", FIRM, "--rules", RULES, "--lang", "en"],
    "steps.zh.md": ["steps", FIRM, "--rules", RULES, "--format", "md"],
    "steps.zh.json": ["steps", FIRM, "--rules", RULES, "--format", "json"],
    "steps-of.zh.txt": ["steps", FIRM, "test-city/research", "--rules", RULES],
    "steps-of-eligible.zh.txt": ["steps", FIRM, "test-city/equipment", "--rules", RULES],
    "steps-cliff.zh.txt": ["steps", GROWING, "--rules", CLIFF],
    "road.zh.txt": ["road", GROWING],
    "road.en.txt": ["road", GROWING, "--lang", "en"],
    "road.zh.md": ["road", GROWING, "--format", "md"],
    "road.zh.json": ["road", GROWING, "--format", "json"],
    "road-new-law.zh.txt": ["road", GROWING, "--as-of", "2026-04-01"],
    "suggest-terms.zh.txt": ["suggest", FIRM, "--rules", TERMS],
    "explain-terms.zh.txt": ["explain", FIRM, "terms/all", "--rules", TERMS],
    "explain-terms.en.txt": ["explain", FIRM, "terms/all", "--rules", TERMS, "--lang", "en"],
    "explain-terms.zh.json": ["explain", FIRM, "terms/all", "--rules", TERMS, "--format", "json"],
    "show-terms.zh.txt": ["rules", "show", "terms/all", "--rules", TERMS],
    "suggest-verified.zh.txt": ["suggest", UNVERIFIED, *VERIFIED],
    "explain-verified.zh.txt": ["explain", UNVERIFIED, "verified/all", *VERIFIED],
    "explain-verified.en.txt": ["explain", UNVERIFIED, "verified/some", *VERIFIED, "--lang", "en"],
    "explain-verified.zh.md": ["explain", UNVERIFIED, "verified/some", *VERIFIED, "--format", "md"],
    "explain-verified.zh.json": ["explain", UNVERIFIED, "verified/all", *VERIFIED, "--format", "json"],
    "show-verified.zh.txt": ["rules", "show", "verified/some", *VERIFIED],
    "show-verified.en.txt": ["rules", "show", "verified/all", *VERIFIED, "--lang", "en"],
    "list-checks.zh.txt": ["rules", "list", RULES, TERMS, "--checks"],
    "list-checks.en.txt": ["rules", "list", RULES, TERMS, "--checks", "--lang", "en"],
    "whatif.zh.txt": ["whatif", FIRM, *CHANGES, "--rules", RULES],
    "whatif.en.txt": ["whatif", FIRM, *CHANGES, "--rules", RULES, "--lang", "en"],
    "whatif.zh.md": ["whatif", FIRM, *CHANGES, "--rules", RULES, "--format", "md"],
    "whatif.en.json": ["whatif", FIRM, *CHANGES, "--rules", RULES, "--format", "json", "--lang", "en"],
    "peers.zh.txt": PEERS,
    "peers.en.txt": [*PEERS, "--lang", "en"],
    "peers.zh.md": [*PEERS, "--limit", "2", "--format", "md"],
    "peers.en.json": [*PEERS, "--limit", "2", "--format", "json", "--lang", "en"],
    "peers-anonymous.zh.txt": [*PEERS, "--anonymous"],
    "peers-anonymous.en.txt": [*PEERS, "--anonymous", "--lang", "en"],
    "peers-anonymous.zh.json": [*PEERS, "--anonymous", "--format", "json"],
    "peers-too-few.zh.txt": [*PEERS, "--limit", "2", "--anonymous"],
    "rosters.zh.txt": ["roster", "list", *ROSTERS],
    "roster.zh.txt": ["roster", "show", *LISTING, *ROSTERS, *ON],
    "roster.en.txt": ["roster", "show", *LISTING, *ROSTERS, *ON, "--lang", "en"],
    "roster-tier.zh.md": ["roster", "show", *LISTING, *ROSTERS, *ON, "--tier", "成长", "--format", "md"],
    "roster.zh.json": ["roster", "show", *LISTING, *ROSTERS, *ON, "--format", "json"],
    "roster-explain.zh.txt": ["roster", "explain", *LISTING, *ROSTERS, *ON, "--firm", "甲公司"],
    "roster-explain.en.json": [
        *(
            "roster",
            "explain",
            *LISTING,
            *ROSTERS,
            *ON,
            "--firm",
            "乙公司",
            "--format",
            "json",
            "--lang",
            "en",
        )
    ],
    "coverage.zh.txt": [*COVERED, *ON],
    "coverage.en.txt": [*COVERED, *ON, "--lang", "en"],
    "coverage-county.zh.md": [*COVERED, *ON, "--by", "county", "--format", "md"],
    "coverage-department.en.json": [
        *COVERED,
        *ON,
        *("--by", "department", "--format", "json", "--lang", "en"),
    ],
    "diff.zh.txt": ["diff", *STATES],
    "diff.en.txt": ["diff", *STATES, "--lang", "en"],
    "diff.zh.md": ["diff", *STATES, "--format", "md"],
    "diff.zh.json": ["diff", *STATES, "--format", "json"],
    "show.zh.txt": ["rules", "show", "test-city/equipment", "--rules", RULES],
    "show.en.txt": ["rules", "show", "test-city/scale", "--rules", RULES, "--lang", "en"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_output_is_as_it_was(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, COMMANDS[name])
    assert result.exit_code == 0, result.output
    golden = HERE / "golden" / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(result.stdout, "utf-8")
    assert result.stdout == golden.read_text("utf-8")


@pytest.mark.parametrize("name", [name for name in COMMANDS if name.endswith(".txt")])
def test_no_line_is_wider_than_eighty_columns(name: str) -> None:
    lines = (HERE / "golden" / name).read_text("utf-8").splitlines()
    assert [line for line in lines if cell_len(line) > 80] == []
