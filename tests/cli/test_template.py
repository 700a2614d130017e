"""`policymatch template`: what it writes and says, and the files it leaves alone."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from policymatch.cli import app

HERE = Path(__file__).parent
RULES = str(HERE / "files" / "rules")
FIRM = str(HERE / "files" / "firm.yaml")


def template(file: Path, *options: str) -> Result:
    return CliRunner().invoke(
        app, ["template", "-o", str(file), "--rules", RULES, "--as-of", "2026-03-16", *options]
    )


def headers(file: Path, sheet: str) -> list[object]:
    return [cell.value for cell in openpyxl.load_workbook(file)[sheet][1]]


def test_one_policy_asks_less_than_all_of_them(tmp_path: Path) -> None:
    everything, one = tmp_path / "all.xlsx", tmp_path / "one.xlsx"
    assert template(everything, "--wide", "--years", "1").exit_code == 0
    result = template(one, "--wide", "--policy", "test-city/equipment")
    assert result.exit_code == 0
    assert f"已生成 {one}" in result.output
    asked, all_ = headers(one, "企业信息"), headers(everything, "企业信息")
    assert asked[:2] == all_[:2] == ["企业名称", "统一社会信用代码"]
    assert len(asked) < len(all_)
    assert "营业收入（2025年，万元）" in all_


def test_the_form_of_a_firm_names_it(tmp_path: Path) -> None:
    file = tmp_path / "firm.xlsx"
    assert template(file, "--for", FIRM, "--lang", "en").exit_code == 0
    sheet = openpyxl.load_workbook(file)["Firm"]
    assert (sheet["A1"].value, sheet["B1"].value) == ("indicator", "value")
    assert sheet["B2"].value


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_text("mine", "utf-8")
    result = template(file)
    assert result.exit_code == 1
    assert "--force" in result.output
    assert file.read_text("utf-8") == "mine"
    assert template(file, "--force").exit_code == 0
    assert file.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, lang: str) -> None:
    result = template(tmp_path / "nowhere" / "form.xlsx", "--lang", lang)
    assert result.exit_code == 1
    assert "nowhere" in result.output
