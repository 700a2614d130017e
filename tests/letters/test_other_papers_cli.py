"""`policymatch visit`, `card` and `briefing`: golden Markdown, every format, nothing overwritten unasked.

UPDATE_GOLDEN=1 writes the golden files anew; then read the diff.
"""

import json
import os
from pathlib import Path
from zipfile import is_zipfile

import pytest
from typer.testing import CliRunner

from policymatch.cli import app

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
RULES = ["--rules", str(ROOT / "tests/cli/files/rules"), "--as-of", "2026-03-16"]
VISIT = ["visit", str(ROOT / "tests/cli/files/firm.yaml"), *RULES]
CARD = ["card", "test-city/equipment", *RULES]
BRIEFING = ["briefing", str(ROOT / "tests/cli/files/peers"), *RULES]
COMMANDS = {
    "visit.zh.md": VISIT,
    "visit.en.md": [*VISIT, "--lang", "en"],
    "card.zh.md": CARD,
    "card.en.md": [*CARD, "--lang", "en"],
    "briefing.zh.md": BRIEFING,
    "briefing.en.md": [*BRIEFING, "--lang", "en"],
    "briefing-redacted.zh.md": [*BRIEFING, "test-city/equipment", "test-city/research", "--redact"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_printed_is_what_was_agreed(name: str) -> None:
    result = CliRunner().invoke(app, COMMANDS[name])
    assert result.exit_code == 0, result.output
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(result.stdout, "utf-8")
    assert result.stdout == golden.read_text("utf-8")


@pytest.mark.parametrize("command", [VISIT, CARD, BRIEFING], ids=lambda one: one[0])
@pytest.mark.parametrize(
    ("ending", "starts"), [("pdf", b"%PDF"), ("html", b"<!DOCTYPE html>"), ("md", b"# "), ("docx", b"PK")]
)
def test_the_format_is_that_of_the_ending(
    command: list[str], ending: str, starts: bytes, tmp_path: Path
) -> None:
    file = tmp_path / f"paper.{ending}"
    result = CliRunner().invoke(app, [*command, "-o", str(file)])
    assert result.exit_code == 0, result.output
    assert file.read_bytes().lower().startswith(starts.lower())
    assert is_zipfile(file) == (ending == "docx")
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("command", [VISIT, CARD, BRIEFING], ids=lambda one: one[0])
def test_json_is_what_the_paper_says(command: list[str]) -> None:
    result = CliRunner().invoke(app, [*command, "--format", "json"])
    assert json.loads(result.stdout)["kind"] == command[0]


def test_nothing_is_overwritten_unless_it_is_said(tmp_path: Path) -> None:
    file = tmp_path / "visit.md"
    file.write_text("kept", "utf-8")
    refused = CliRunner().invoke(app, [*VISIT, "-o", str(file)])
    assert refused.exit_code == 1
    assert file.read_text("utf-8") == "kept"
    assert CliRunner().invoke(app, [*VISIT, "-o", str(file), "--force"]).exit_code == 0
    assert file.read_text("utf-8").startswith("# 企业走访单")


def test_where_it_cannot_go_is_said_before_anything_is_worked_out(tmp_path: Path) -> None:
    # The profile does not exist either: that is not yet asked.
    nowhere = ["visit", str(tmp_path / "none.yaml")]
    for output, code, told in (
        (["-o", str(tmp_path / "no" / "a.pdf")], 1, "文件夹不存在"),
        (["-o", str(tmp_path)], 2, "没有格式"),
        (["-o", str(tmp_path / "a.pfd")], 2, "pdf"),
        (["--format", "pdf"], 2, "-o"),
    ):
        result = CliRunner().invoke(app, [*nowhere, *output])
        assert result.exit_code == code
        assert told in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_profile_that_cannot_be_read_is_told_and_hides_nobody(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text("企业名称: 甲公司\n注册地: 宿州市\n", "utf-8")
    (tmp_path / "bad.yaml").write_text("企业名称: 乙公司\n研发投人: 3万元\n", "utf-8")
    result = CliRunner().invoke(app, ["briefing", str(tmp_path), *RULES, "--format", "json"])
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["firms"] == ["甲公司"]
    assert len(told["unreadable"]) == 1
    assert "bad.yaml" in told["unreadable"][0]
    assert "bad.yaml" in result.stderr
