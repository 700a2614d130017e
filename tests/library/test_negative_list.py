"""The common negative list that ships: its window, its severity and its lists are parameters."""

from datetime import date
from pathlib import Path

import pytest

from policymatch import Enterprise, PolicyLibrary, Verdict
from policymatch.language import Context
from policymatch.library import shipped_rules
from policymatch.matching import FirmOn, Match

ON = date(2026, 3, 16)
RULES = """
document: {title: 措施, issuer: 市政府, level: city, region: 宿州市}
policies:
  - id: a/1
    title: 补助
    category: equip_subsidy
    cite: 第九条
    eligible: {use: NAME, with: WITH}
    benefit: {kind: award, amount: 10万元}
"""


def match(
    tmp_path: Path,
    firm: dict[str, object],
    given: str = "{}",
    closed: bool = True,
    name: str = "通用负面清单",
) -> Match:
    (tmp_path / "a.yaml").write_text(RULES.replace("NAME", name).replace("WITH", given), "utf-8")
    library = PolicyLibrary.load(shipped_rules(), tmp_path)
    made = Enterprise.from_dict({"企业名称": "甲", "清单完整": closed, **firm}, library.vocabulary)
    return Match.of(library.get("a/1"), Context(FirmOn(made, ON), library.vocabulary))


def accident(grade: str, day: str) -> dict[str, object]:
    return {"事故": [{"等级": grade, "日期": day}]}


@pytest.mark.parametrize(
    ("firm", "given", "verdict"),
    [
        ({}, "{}", Verdict.ELIGIBLE),
        (accident("较大", "2023-03-16"), "{}", Verdict.INELIGIBLE),  # the last day of three years
        (accident("较大", "2023-03-15"), "{}", Verdict.ELIGIBLE),
        (accident("一般", "2026-01-01"), "{}", Verdict.ELIGIBLE),
        (accident("一般", "2026-01-01"), "{最低等级: 一般}", Verdict.INELIGIBLE),
        (accident("重大", "2024-01-01"), "{年限: 1年}", Verdict.ELIGIBLE),
        ({"行政处罚": [{"是否情节严重": "是", "日期": "2025-06-01"}]}, "{年限: 1年}", Verdict.INELIGIBLE),
        ({"行政处罚": [{"是否情节严重": "否", "日期": "2025-06-01"}]}, "{}", Verdict.ELIGIBLE),
        ({"黑名单": ["失信被执行人"]}, "{}", Verdict.INELIGIBLE),
        ({"黑名单": ["拖欠工资"]}, "{}", Verdict.INELIGIBLE),
        ({"黑名单": ["拖欠社保"]}, "{}", Verdict.INELIGIBLE),
        ({"黑名单": ["骗取补贴"]}, "{}", Verdict.INELIGIBLE),
        ({"黑名单": ["科研失信"]}, "{}", Verdict.INELIGIBLE),
        ({"黑名单": ["涉黑涉恶"]}, "{}", Verdict.INELIGIBLE),
        ({"黑名单": ["僵尸企业"]}, "{}", Verdict.INELIGIBLE),
        ({"黑名单": ["政府采购失信"]}, "{}", Verdict.ELIGIBLE),
        ({"黑名单": ["拖欠工资"]}, "{所查名单: 严重违法失信}", Verdict.ELIGIBLE),
        ({"黑名单": ["欠税"]}, "{所查名单: 拖欠工资、欠税}", Verdict.INELIGIBLE),
        ({"经营状态": "停产停业"}, "{}", Verdict.INELIGIBLE),
        ({"经营状态": "正常经营"}, "{}", Verdict.ELIGIBLE),
        ({"产业目录": ["产业结构调整指导目录限制类"]}, "{}", Verdict.INELIGIBLE),
        ({"产业目录": ["产业结构调整指导目录淘汰类"]}, "{}", Verdict.INELIGIBLE),
        (
            {"产业目录": ["产业结构调整指导目录限制类"]},
            "{所列目录: 产业结构调整指导目录淘汰类}",
            Verdict.ELIGIBLE,
        ),
        ({"限制和禁止行业": "是"}, "{}", Verdict.INELIGIBLE),
        ({"纳税信用等级": "D级"}, "{}", Verdict.INELIGIBLE),
    ],
)
def test_window_severity_and_lists(
    tmp_path: Path, firm: dict[str, object], given: str, verdict: Verdict
) -> None:
    assert match(tmp_path, firm, given).verdict is verdict


def penalty(day: str, repaired: str | None = None, field: str = "生态环境") -> dict[str, object]:
    one = {"领域": field, "是否情节严重": "是", "日期": day}
    return {"行政处罚": [one if repaired is None else {**one, "是否已信用修复": repaired}]}


@pytest.mark.parametrize(
    ("name", "firm", "given", "verdict"),
    [
        # Credit repaired gives the right back only where the document uses this condition.
        ("近期无严重处罚", penalty("2025-06-01", "是"), "{}", Verdict.INELIGIBLE),
        ("近期无未修复的严重处罚", penalty("2025-06-01", "是"), "{}", Verdict.ELIGIBLE),
        ("近期无未修复的严重处罚", penalty("2025-06-01", "否"), "{}", Verdict.INELIGIBLE),
        ("近期无未修复的严重处罚", penalty("2025-06-01"), "{}", Verdict.UNDECIDED),
        ("近期无未修复的严重处罚", penalty("2024-06-01", "否"), "{年限: 1年}", Verdict.ELIGIBLE),
        # Any penalty of the fields asked for, however light.
        (
            "近期无行政处罚",
            {"行政处罚": [{"领域": "产品质量", "日期": "2025-03-16"}]},
            "{}",
            Verdict.INELIGIBLE,
        ),
        (
            "近期无行政处罚",
            {"行政处罚": [{"领域": "产品质量", "日期": "2025-03-15"}]},
            "{}",
            Verdict.ELIGIBLE,
        ),
        ("近期无行政处罚", penalty("2025-06-01", field="税收"), "{}", Verdict.ELIGIBLE),
        ("近期无行政处罚", penalty("2025-06-01", field="税收"), "{所查领域: 税收}", Verdict.INELIGIBLE),
        # Whole industries, where a document leaves them out. What industry a firm is in is never presumed.
        ("不属排除行业", {"行业": "K7010"}, "{}", Verdict.INELIGIBLE),
        ("不属排除行业", {"行业": "J66"}, "{}", Verdict.INELIGIBLE),
        ("不属排除行业", {"行业": "K7010"}, "{排除的行业: 金融业}", Verdict.ELIGIBLE),
        ("不属排除行业", {"行业": "C34"}, "{}", Verdict.ELIGIBLE),
        ("不属排除行业", {}, "{}", Verdict.UNDECIDED),
        ("未停产停业", {"经营状态": "吊销"}, "{}", Verdict.INELIGIBLE),
        ("未停产停业", {"经营状态": "迁出"}, "{}", Verdict.ELIGIBLE),
        # Where the general conditions are not known, whoever is on the usual list is left open, not out.
        ("未触及通用负面清单", {}, "{}", Verdict.ELIGIBLE),
        ("未触及通用负面清单", {"黑名单": ["经营异常"]}, "{}", Verdict.UNDECIDED),
    ],
)
def test_parts_that_a_document_may_ask_for_alone(
    tmp_path: Path, name: str, firm: dict[str, object], given: str, verdict: Verdict
) -> None:
    assert match(tmp_path, firm, given, name=name).verdict is verdict


def test_what_nobody_states_is_presumed_and_said_so(tmp_path: Path) -> None:
    found = match(tmp_path, {}, closed=False)
    assert found.verdict is Verdict.ELIGIBLE
    assert len(found.presumed()) == 8
