"""`policymatch rules lint`: what it prints, and its exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policymatch.cli import app
from policymatch.lint import examine
from policymatch.problems import RulesError

HERE = Path(__file__).parent


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["rules", "lint", *arguments])
    if isinstance(result.exception, RulesError):
        raise result.exception
    return result.exit_code, result.stdout


def folder_with(case: str, tmp_path: Path) -> str:
    (tmp_path / "rules.yaml").write_bytes((HERE / case).read_bytes())
    return str(tmp_path)


def test_findings_are_told_with_counts(tmp_path: Path) -> None:
    code, output = run(folder_with("cases/implied.yaml", tmp_path))
    assert code == 1
    first, last = output.splitlines()
    assert first.startswith(f"{tmp_path}/rules.yaml:12:11: [implied] a/1: 已经要求")
    assert last == "1 项政策：1 条发现，已答复 0 条"


def test_what_is_clean_ends_well(tmp_path: Path) -> None:
    assert run(folder_with("sound/rules.yaml", tmp_path), "--lang", "en") == (
        0,
        "5 policies: 0 findings, 1 answered\n",
    )


def test_json_holds_the_same(tmp_path: Path) -> None:
    code, output = run(folder_with("cases/implied.yaml", tmp_path), "--format", "json", "--lang", "en")
    told = json.loads(output)
    assert code == 1
    assert {key: told[key] for key in ("answered", "policies")} == {"answered": 0, "policies": 1}
    (finding,) = told["findings"]
    assert finding.pop("message").startswith(
        "'operating revenue (last year) is at least CNY 10,000,000' adds nothing"
    )
    assert finding == {
        "code": "implied",
        "about": "营业收入 >= 1000万元",
        "file": f"{tmp_path}/rules.yaml",
        "line": 12,
        "column": 11,
        "policy_id": "a/1",
    }


def test_rules_that_do_not_load_are_told_as_problems(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("policies: []\n", "utf-8")
    with pytest.raises(RulesError):
        examine(tmp_path)
    with pytest.raises(RulesError):
        run(str(tmp_path))


def test_the_package_does_not_load_the_linter() -> None:
    script = (
        "import sys, policymatch; print([one for one in sys.modules if one.startswith('policymatch.lint')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
