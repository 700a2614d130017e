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
    eligible: {use: 通用负面清单, with: WITH}
    benefit: {kind: award, amount: 10万元}
"""


def match(tmp_path: Path, firm: dict[str, object], given: str = "{}", closed: bool = True) -> Match:
    (tmp_path / "a.yaml").write_text(RULES.replace("WITH", given), "utf-8")
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
        ({"黑名单": ["拖欠工资"]}, "{}", Verdict.ELIGIBLE),
        ({"黑名单": ["拖欠工资"]}, "{所查名单: 拖欠工资、欠税}", Verdict.INELIGIBLE),
        ({"纳税信用等级": "D级"}, "{}", Verdict.INELIGIBLE),
    ],
)
def test_window_severity_and_lists(
    tmp_path: Path, firm: dict[str, object], given: str, verdict: Verdict
) -> None:
    assert match(tmp_path, firm, given).verdict is verdict


def test_what_nobody_states_is_presumed_and_said_so(tmp_path: Path) -> None:
    found = match(tmp_path, {}, closed=False)
    assert found.verdict is Verdict.ELIGIBLE
    assert len(found.presumed()) == 4
