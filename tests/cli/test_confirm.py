"""`policymatch confirm`: what it writes and says, and what it refuses."""

import json
import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policymatch import Enterprise
from policymatch.cli import app

FILES = Path(__file__).parents[1] / "matching" / "files" / "confirm"
RULES = str(FILES / "rules")
FIRM = (FILES / "firm.yaml").read_text("utf-8")
HARM = "有重大环保问题"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "firm.yaml"
    made.write_text(FIRM, "utf-8")
    return made


def confirm(*arguments: object, by: str = "张三", on: str = "2026-03-01") -> Result:
    command = ["confirm", *map(str, arguments), "--by", by, "--on", on, "--rules", RULES]
    return CliRunner().invoke(app, command)


def test_the_verdict_before_and_after(file: Path) -> None:
    assert "未定" in confirm(file, "judged/firm", 1, "yes").output
    result = confirm(file, "judged/firm", HARM, "否", "--note", "看过现场")
    assert result.exit_code == 0, result.output
    assert f"“{HARM}”：张三于2026-03-01确认：否（看过现场）" in result.output
    assert "须人工判断，若符合：10万元–100万元 → 符合" in result.output.replace("\n    ", "")
    assert file.read_text("utf-8").startswith(FIRM)
    assert [one.holds for one in Enterprise.load(file).confirmations] == [True, False]


def test_json(file: Path) -> None:
    result = confirm(file, "judged/project", 1, "yes", "--record", "项目2", "--format", "json")
    made = json.loads(result.output)
    assert made["confirmation"]["record"] == "铸造车间"
    assert made["unused"] is None
    (one,) = made["verdicts"]
    assert (one["policy_id"], one["before"]["verdict"], one["after"]["verdict"]) == (
        "judged/project",
        "undecided",
        "eligible",
    )
    assert made["decision_id"]["before"] != made["decision_id"]["after"]


def test_a_definition_tells_the_policies_that_it_moves(file: Path) -> None:
    result = confirm(file, "建有研发机构", 1, "yes")
    assert "研发机构补助：" in result.output
    assert "判断1：自建或联合设立了研发机构——张三于2026-03-01确认：是" in explain(file, "judged/defined")


def explain(file: Path, policy: str, *options: str) -> str:
    result = CliRunner().invoke(app, ["explain", str(file), policy, "--rules", RULES, *options])
    return result.output.replace("\n    ", "")


def test_explain_numbers_checks_and_shows_what_is_alike(file: Path) -> None:
    text = explain(file, "judged/firm")
    assert "? 判断1：企业属于数控机床产业链" in text
    assert "相近：“数控机床制造”（经营范围" in text
    assert "判断3：产品达到国际先进水平——待人工判断" in text
    data = json.loads(explain(file, "judged/firm", "--format", "json"))
    check = next(one for one in data["criteria"] if one["kind"] == "check")
    assert (check["number"], check["confirmation"]) == (1, None)
    assert check["evidence"][0].keys() == {"text", "path", "score", "words"}


def test_what_does_not_count_is_said_in_suggest_and_explain(file: Path) -> None:
    result = confirm(file, "judged/other", 1, "yes", on="2026-04-01")
    assert "晚于查询日" in result.output
    suggest = CliRunner().invoke(app, ["suggest", str(file), "--rules", RULES])
    markdown = CliRunner().invoke(app, ["suggest", str(file), "--rules", RULES, "--format", "md"])
    for text in (suggest.output, markdown.output, explain(file, "judged/other")):
        assert "未采用的确认" in text
    assert "未采用的确认" not in explain(file, "judged/firm")


def test_another_file_is_written_and_the_profile_left(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    assert confirm(file, "judged/other", 1, "yes", "-o", other).exit_code == 0
    assert file.read_text("utf-8") == FIRM
    assert len(Enterprise.load(other).confirmations) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"firm.yaml", "other.yaml"}


def test_a_link_stays_a_link_and_a_file_keeps_its_mode(file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    assert confirm(link, "judged/other", 1, "yes").exit_code == 0
    assert link.is_symlink()
    assert len(Enterprise.load(file).confirmations) == 1
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o640


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("judged/othr", 1, "yes"), "您是否想写“judged/other”"),
        (("judged/other", 2, "yes"), "它的判断是：1. 企业属于数控机床产业链"),
        (("judged/other", "企业属于数控机床产业", "yes"), "您是否想写“企业属于数控机床产业链”"),
        (("judged/defined", 1, "yes"), "没有要由人判断的内容"),
        (("judged/other", 1, "yes", "--record", "五轴生产线"), "不是按记录给的"),
        (("judged/project", 1, "yes", "--record", "五轴产线"), "您是否想写“五轴生产线”"),
    ],
)
def test_what_is_not_there_is_refused(file: Path, arguments: tuple[object, ...], told: str) -> None:
    from policymatch.problems import NotFoundError

    result = confirm(file, *arguments)
    assert result.exit_code == 1
    assert isinstance(result.exception, NotFoundError)
    assert told in result.exception.say()
    assert file.read_text("utf-8") == FIRM


def test_records_of_one_name_are_asked_for_by_number(file: Path) -> None:
    file.write_text(FIRM.replace("铸造车间", "五轴生产线"), "utf-8")
    result = confirm(file, "judged/project", 1, "yes", "--record", "五轴生产线")
    assert result.exit_code == 1
    assert "请写序号：项目1、项目2" in str(result.exception)
    assert confirm(file, "judged/project", 1, "yes", "--record", "项目2").exit_code == 0
    assert Enterprise.load(file).confirmations[0].record == "项目2"


def test_the_opposite_on_the_same_day_is_refused(file: Path) -> None:
    assert confirm(file, "judged/other", 1, "yes").exit_code == 0
    text = file.read_text("utf-8")
    assert confirm(file, "judged/other", 1, "no").exit_code == 1
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("answer", "by", "options", "told"),
    [
        ("maybe", "张三", (), "maybe"),
        ("yes", " ", (), "--by"),
        ("yes", "张三", ("-o", "firm.json"), "--output"),
        ("yes", "张三", ("--as-of", "2026-02-30"), "--as-of"),
    ],
)
def test_wrong_usage(file: Path, answer: str, by: str, options: tuple[str, ...], told: str) -> None:
    result = confirm(file, "judged/other", 1, answer, *options, by=by)
    assert result.exit_code == 2
    assert told in result.stderr
    assert file.read_text("utf-8") == FIRM


def test_what_explain_calls_a_record_may_be_typed_back(file: Path) -> None:
    file.write_text(FIRM.replace("铸造车间", "五轴生产线"), "utf-8")
    shown = explain(file, "judged/project")
    assert "【项目1·五轴生产线】" in shown
    assert "【项目2·五轴生产线】" in shown
    for name in ("项目2·五轴生产线", "project 2 · 五轴生产线", "项目2"):
        result = confirm(
            file, "judged/project", 1, "yes", "--record", name, "-o", file.with_name("other.yaml")
        )
        assert result.exit_code == 0, result.output
        assert Enterprise.load(file.with_name("other.yaml")).confirmations[0].record == "项目2"


def test_evidence_says_where_it_stands_as_people_count_and_its_data_as_data(file: Path) -> None:
    profile = "企业名称: 甲\n注册地: 宿州市\n项目: [{名称: 食堂}, {名称: 技改指南项目, 类型: 技改指南}]\n"
    file.write_text(profile, "utf-8")
    assert "（项目2的名称，" in explain(file, "judged/project")
    assert "(name of project 2, " in explain(file, "judged/project", "--lang", "en")
    data = json.loads(explain(file, "judged/project", "--format", "json"))
    paths = [one["path"] for criterion in data["criteria"] for one in criterion.get("evidence", ())]
    assert "项目[1].名称" in paths


def test_a_verdict_that_stays_is_said_to_stay(file: Path) -> None:
    result = confirm(file, "judged/firm", 1, "yes")
    assert "产业链补助：结论不变，未定：其余都符合，须人工判断" in result.output.replace("\n    ", "")
