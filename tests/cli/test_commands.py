"""What commands do besides printing: exit codes, wrong usage, wrong input, schemas."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.support.commands import run, run_apart
from typer.testing import CliRunner

from policymatch import Enterprise
from policymatch.cli import app
from policymatch.yamlio import read_file

HERE = Path(__file__).parent
RULES = str(HERE / "files" / "rules")
FIRM = str(HERE / "files" / "firm.yaml")


CODES: list[tuple[list[str], int, str]] = [
    (["suggest", FIRM, "--rules", RULES], 0, ""),
    (["suggest", "nowhere.yaml"], 1, "nowhere.yaml"),
    (["suggest", FIRM, "--rules", "nowhere"], 1, "没有这个文件夹：nowhere"),
    (["suggest", FIRM, "--as-of", "2026-02-30"], 2, "2026-02-30"),
    (["suggest", FIRM, "--lang", "fr"], 2, "fr"),
    (["suggest", FIRM, "--top", "0"], 2, "--top"),
    (["suggest"], 2, "PROFILE"),
    (["sugest", FIRM], 2, "sugest"),
    (["explain", FIRM, "test-city/equipmet", "--rules", RULES], 1, "您是否想写“test-city/equipment”？"),
    (
        ["explain", FIRM, "test-city/equipmet", "--rules", RULES, "--lang", "en"],
        1,
        "did you mean 'test-city/equipment'?",
    ),
    (["rules", "check", RULES], 0, ""),
    (["rules", "check", str(HERE)], 1, "[unknown-key]"),
]


@pytest.mark.parametrize(("arguments", "code", "told"), CODES)
def test_exit_codes_and_messages(arguments: list[str], code: int, told: str) -> None:
    result = run(*arguments)
    assert result.returncode == code
    assert told in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("arguments", "code", "told"), [CODES[0], CODES[2], CODES[6]])
def test_they_are_the_same_in_a_process_of_its_own(arguments: list[str], code: int, told: str) -> None:
    result = run_apart(*arguments)
    assert (result.returncode, result.stdout) == (code, run(*arguments).stdout)
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_rules_test_reports_what_differs(tmp_path: Path) -> None:
    text = (
        (HERE / "files" / "rules" / "city.yaml")
        .read_text("utf-8")
        .replace("amount: 80万元", "amount: 81万元")
    )
    (tmp_path / "city.yaml").write_text(text, "utf-8")
    result = CliRunner().invoke(app, ["rules", "test", str(tmp_path)])
    assert result.exit_code == 1
    assert "金额应为 810,000.00，实为 800,000.00" in result.stderr
    assert "测试通过 0 个，未通过 1 个" in result.stdout


def test_as_of_changes_what_is_in_force() -> None:
    result = run("suggest", FIRM, "--rules", RULES, "--as-of", "2028-01-01", "--format", "json")
    told = json.loads(result.stdout)
    assert {match["policy_id"] for match in told["matches"]} == {"test-province/permission"}
    assert {one["status"] for one in told["not_in_force"]} == {"expired", "draft"}


def test_json_has_what_the_readme_promises() -> None:
    told = json.loads(run("suggest", FIRM, "--rules", RULES, "--format", "json").stdout)
    assert {"enterprise", "as_of", "decision_id", "rules_version", "matches", "not_in_force"} <= told.keys()
    match = next(match for match in told["matches"] if match["policy_id"] == "test-city/equipment")
    wanted = "policy_id title verdict undecided_by amount nature amount_if_eligible criteria missing gaps"
    assert set(wanted.split()) | {"presumed", "flags", "window", "score"} <= match.keys()
    assert match["amount"] == {"low": 800000, "high": 5000000, "listed": {"low": 800000, "high": 800000}}
    assert match["window"] == {
        "opens": "2026-03-01",
        "closes": "2026-04-30",
        "is_open": True,
        "days_left": 45,
    }


def test_a_second_run_gives_the_same_decision_id_and_other_facts_another() -> None:
    first, second = (run("suggest", FIRM, "--rules", RULES, "--format", "json").stdout for _ in range(2))
    assert first == second
    later = run("suggest", FIRM, "--rules", RULES, "--as-of", "2026-03-17", "--format", "json").stdout
    assert json.loads(first)["decision_id"] != json.loads(later)["decision_id"]


def test_schemas_accept_the_examples() -> None:
    # That these are schemas is asked once, in tests/enterprise and tests/library: it takes seconds.
    profile = Draft202012Validator(json.loads(run("schema", "profile").stdout))
    profile.validate(read_file(HERE / "files" / "firm.yaml").data)
    rules = Draft202012Validator(json.loads(run("schema", "rules").stdout))
    rules.validate(read_file(HERE / "files" / "rules" / "city.yaml").data)
    rosters = Draft202012Validator(json.loads(run("schema", "rosters").stdout))
    listing = HERE.parent / "rosters" / "files" / "rules" / "listing.roster.yaml"
    rosters.validate(read_file(listing).data)


def test_text_of_profiles_is_never_markup(tmp_path: Path) -> None:
    path = tmp_path / "firm.yaml"
    path.write_text("企业名称: '[red]红[/red] <b>|x|'\n基准日: 2026-03-16\n", "utf-8")
    assert "[red]红[/red] <b>|x|" in run("suggest", str(path), "--rules", RULES).stdout
    assert (
        r"\[red\]红\[/red\] \<b\>\|x\|"
        in run("suggest", str(path), "--rules", RULES, "--format", "md").stdout
    )


def test_the_example_firm_shows_every_kind_of_result() -> None:
    root = HERE.parents[1]
    told = json.loads(
        run("suggest", str(root / "examples" / "suzhou-machinery.yaml"), "--format", "json").stdout
    )
    matches = told["matches"]
    assert any(match["verdict"] == "eligible" and match["amount"] for match in matches)
    assert any(match["gaps"] for match in matches)
    assert any(match["undecided_by"] == "facts" and match["missing"] for match in matches)
    assert any(match["undecided_by"] == "check" for match in matches)
    assert told["not_in_force"]
    assert Enterprise.load(root / "examples" / "suzhou-machinery.yaml").as_of is not None
