"""`policymatch ask`: a session from beginning to end, and what may go wrong with files and answers."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policymatch import Enterprise
from policymatch.cli import app

HERE = Path(__file__).parent
RULES = str(HERE / "files" / "rules")
INSURED = ("insured_count", None, None)
FIRM = (HERE / "files" / "firm.yaml").read_text("utf-8")


def ask(folder: Path, answers: str, *options: str) -> Result:
    (folder / "firm.yaml").write_text(FIRM, "utf-8")
    command = ["ask", "firm.yaml", "--rules", RULES, *options]
    return CliRunner().invoke(app, command, input=answers)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_session_is_as_it_was(folder: Path, lang: str) -> None:
    result = ask(folder, "300人\n5000\n6000万元\n", "--lang", lang)
    assert result.exit_code == 0, result.output
    golden = HERE / "golden" / f"ask.{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(result.stdout, "utf-8")
    assert result.stdout == golden.read_text("utf-8")


@pytest.mark.parametrize("form", ["table", "md", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_is_as_it_was(folder: Path, form: str, lang: str) -> None:
    result = ask(folder, "", "--list", "--format", form, "--lang", lang)
    assert result.exit_code == 0, result.output
    golden = HERE / "golden" / f"ask-list.{lang}.{form.replace('table', 'txt')}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(result.stdout, "utf-8")
    assert result.stdout == golden.read_text("utf-8")
    assert [path.name for path in folder.iterdir()] == ["firm.yaml"]


def test_the_completed_profile_holds_the_answers(folder: Path) -> None:
    assert ask(folder, "300人\nq\n").exit_code == 0
    made = Enterprise.load(folder / "firm.completed.yaml")
    asked = Enterprise.load(folder / "firm.yaml")
    assert made.facts.keys() - asked.facts.keys() == {INSURED}
    assert (folder / "firm.yaml").read_text("utf-8") == FIRM
    assert {path.name for path in folder.iterdir()} == {"firm.yaml", "firm.completed.yaml"}


@pytest.mark.parametrize("answers", ["", "q\n", "\n\n", "不知道\nQ\n"])
def test_who_answers_nothing_gets_no_file(folder: Path, answers: str) -> None:
    assert ask(folder, answers).exit_code == 0
    assert [path.name for path in folder.iterdir()] == ["firm.yaml"]


def test_a_file_that_is_there_is_not_overwritten_unless_told(folder: Path) -> None:
    there = folder / "firm.completed.yaml"
    there.write_text("mine", "utf-8")
    result = ask(folder, "300人\n")
    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert there.read_text("utf-8") == "mine"
    assert ask(folder, "300人\n", "--force").exit_code == 0
    assert "300人" in there.read_text("utf-8")


def test_the_profile_itself_is_overwritten_only_by_name(folder: Path) -> None:
    assert ask(folder, "300人\n", "-o", "firm.yaml").exit_code == 0
    assert "300人" in (folder / "firm.yaml").read_text("utf-8")


def test_a_json_file_holds_json(folder: Path) -> None:
    assert ask(folder, "300人\n", "-o", "out.json").exit_code == 0
    assert json.loads((folder / "out.json").read_text("utf-8"))["参保人数"] == "300人"


def test_a_folder_that_is_not_there_is_told_before_anything_is_asked(folder: Path) -> None:
    result = ask(folder, "300人\n", "-o", "nowhere/out.yaml")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "参保人数" not in result.stdout
