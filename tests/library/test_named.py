"""Named conditions: with parameters, in a file of their own or in the rule file, one inside another."""

from datetime import date
from pathlib import Path

from policymatch import Enterprise, PolicyLibrary, Verdict
from policymatch.language import Context
from policymatch.library import load_library
from policymatch.matching.firm import FirmOn
from policymatch.matching.match import Match

CONDITIONS = """
conditions:
  近期无逾期:
    en: no_overdue
    cite: 总则
    with: {年限: 3年, 用途范围: 技术改造、研发}
    is:
      none:
        - {if: 存在(贷款 其中 发放日期 >= 今天 - 年限 且 用途 属于 用途范围 且 是否逾期), presume: 否}
  本地守信企业:
    with: {地区: null, 年限: 1年}
    is: {all: [注册地 属于 地区, {use: 近期无逾期, with: {年限: 年限}}]}
"""
RULES = """
document: {title: 措施, issuer: 市政府, level: city, region: 宿州市}
policies:
  - id: a/1
    title: 补助
    category: equipment
    cite: 第一条
    eligible: {use: 本地守信企业, with: {地区: 宿州市}}
    benefit: {kind: award, amount: 10万元}
"""
ON = date(2026, 3, 16)


def match(tmp_path: Path, firm: dict[str, object], rules: str = RULES) -> Match:
    (tmp_path / "conditions.yaml").write_text(CONDITIONS, "utf-8")
    (tmp_path / "a.yaml").write_text(rules, "utf-8")
    library = PolicyLibrary.load(tmp_path)
    made = Enterprise.from_dict({"企业名称": "甲", "清单完整": True, **firm}, library.vocabulary)
    return Match.of(library.get("a/1"), Context(FirmOn(made, ON), library.vocabulary))


def loan(day: str, purpose: str = "研发") -> dict[str, object]:
    return {"注册地": "宿州市", "贷款": [{"发放日期": day, "用途": purpose, "是否逾期": "是"}]}


def test_parameters_are_filled_in_through_conditions_that_use_others(tmp_path: Path) -> None:
    assert match(tmp_path, loan("2025-03-15")).verdict is Verdict.ELIGIBLE
    assert match(tmp_path, loan("2025-03-16")).verdict is Verdict.INELIGIBLE
    assert match(tmp_path, {**loan("2025-03-16"), "注册地": "河北省"}).verdict is Verdict.INELIGIBLE


def test_a_value_given_where_it_is_used_comes_before_the_default(tmp_path: Path) -> None:
    longer = RULES.replace("地区: 宿州市", "地区: 宿州市, 年限: 2年")
    assert match(tmp_path, loan("2025-03-15"), longer).verdict is Verdict.INELIGIBLE


def test_a_list_may_be_a_parameter(tmp_path: Path) -> None:
    assert match(tmp_path, loan("2026-01-01", "流动资金")).verdict is Verdict.ELIGIBLE
    assert match(tmp_path, loan("2026-01-01", "技术改造")).verdict is Verdict.INELIGIBLE


def test_what_a_condition_presumes_is_presumed_where_it_is_used(tmp_path: Path) -> None:
    found = match(tmp_path, {"注册地": "宿州市", "清单完整": False})
    assert found.verdict is Verdict.ELIGIBLE
    assert found.presumed() == (
        "没有贷款（发放日期不早于申报日 − 1年，且用途属于技术改造、研发，且是否逾期：是）",
    )


def test_reasons_name_the_condition_and_cite_it(tmp_path: Path) -> None:
    (reason,) = match(tmp_path, loan("2020-01-01")).reasons()
    assert (reason.kind, reason.required) == ("all", "符合“本地守信企业（地区 = 宿州市）”")
    region, inner = reason.items
    assert (region.required, region.cite) == ("注册地属于安徽省宿州市", "第一条")
    assert inner.required == "符合“近期无逾期（年限 = 1年）”"
    assert inner.items[0].cite == "总则"


def test_a_mistake_in_a_condition_is_told_once_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "conditions.yaml").write_text(CONDITIONS.replace("是否逾期", "是否预期"), "utf-8")
    (tmp_path / "a.yaml").write_text(RULES, "utf-8")
    _, problems = load_library(tmp_path)
    assert [(Path(one.place.file or "").name, one.place.line, one.code) for one in problems] == [
        ("conditions.yaml", 9, "unknown-field")
    ]
