"""The command intake: what it prints, what it writes, and when it asks."""

import json
from pathlib import Path

import openpyxl
import pytest
from tests.intake.ugly.model import CODES, HEADER, NAMES, ROWS
from tests.intake.workbooks import xlsx
from typer.testing import CliRunner

from policymatch.cli.main import app
from policymatch.problems import IntakeError

RUNNER = CliRunner()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    rows = (HEADER, *ROWS, (CODES[0], NAMES[0], "<b>约5</b>", "=1+1"), ("13812345678", None, 5, 6))
    return xlsx(tmp_path / "a.xlsx", rows)


def test_json_tells_what_was_taken_in(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "firms.jsonl"
    done = RUNNER.invoke(
        app, ["intake", str(book), "-o", str(out), "--data-year", "2024", "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["firms"] == 3
    assert [(one["rows"], one["firms"], one["rejected"]) for one in told["sheets"]] == [(6, 4, 1)]
    assert out.exists()


def test_it_asks_and_takes_the_corrected_mapping(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "a.xlsx", (("企业名称", "营业收入"), ("甲公司", 5)))
    out, proposed = tmp_path / "firms.jsonl", tmp_path / "mapping.proposed.yaml"
    command = ["intake", str(book), "-o", str(out)]
    done = RUNNER.invoke(app, command)
    assert done.exit_code == 1
    assert "营业收入" in done.stderr
    assert not out.exists()
    text = proposed.read_text("utf-8")
    lines = [
        line for line in text.splitlines() if not line.strip().startswith(("ask:", "confidence:", "why:"))
    ]
    decided = "\n".join(lines).replace("field: 营业收入", "field: 营业收入\n    unit: 万元\n    year: 2024")
    proposed.write_text(decided, "utf-8")
    done = RUNNER.invoke(app, [*command, "--map", str(proposed)])
    assert done.exit_code == 0, done.output
    assert "5万元" in out.read_text("utf-8")


@pytest.mark.parametrize("suffix", ["html", "xlsx"])
def test_reports_hold_no_markup_and_no_formula(suffix: str, book: Path, tmp_path: Path) -> None:
    report, rejects = tmp_path / f"report.{suffix}", tmp_path / "rejects.csv"
    command = ["intake", str(book), "-o", str(tmp_path / "firms.jsonl"), "--data-year", "2024"]
    done = RUNNER.invoke(app, [*command, "--report", str(report), "--rejects", str(rejects)])
    assert done.exit_code == 0, done.output
    if suffix == "html":
        text = report.read_text("utf-8")
        assert "&lt;b&gt;约5" in text
        assert "<b>" not in text
        assert "138****5678" in text
    else:
        cells = [
            cell for sheet in openpyxl.load_workbook(report) for row in sheet.iter_rows() for cell in row
        ]
        assert any("约5" in str(cell.value) for cell in cells)
        assert not [cell for cell in cells if cell.data_type == "f"]
    assert "13812345678" not in rejects.read_text("utf-8") + done.output


def test_redact_masks_firms_wherever_people_look(book: Path, tmp_path: Path) -> None:
    report, rejects = tmp_path / "report.html", tmp_path / "rejects.csv"
    command = ["intake", str(book), "-o", str(tmp_path / "firms.jsonl"), "--data-year", "2024", "--redact"]
    done = RUNNER.invoke(app, [*command, "--report", str(report), "--rejects", str(rejects)])
    assert done.exit_code == 0, done.output
    shown = done.output + report.read_text("utf-8") + rejects.read_text("utf-8")
    assert not [one for one in (*CODES, *NAMES) if one in shown]


def test_no_source_is_written_over(book: Path) -> None:
    before = book.read_bytes()
    done = RUNNER.invoke(app, ["intake", str(book), "-o", str(book)])
    assert isinstance(done.exception, IntakeError)
    assert book.read_bytes() == before
