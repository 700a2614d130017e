"""Verdicts, by hand: the numbered decisions of docs/semantics.md."""

from datetime import date

import pytest
from tests.support.policies import match_of

from policymatch import UndecidedBy, Verdict

FIXED = "benefit: {kind: award, amount: 10万元}\n"
E_, U_, I_ = Verdict.ELIGIBLE, Verdict.UNDECIDED, Verdict.INELIGIBLE


def verdict(condition: str, firm: dict[str, object], as_of: date = date(2026, 3, 16)) -> Verdict:
    return match_of(f"eligible: {condition}\n{FIXED}", firm, as_of).verdict


@pytest.mark.parametrize(
    ("firm", "expected"),
    [
        ({"数据年度": 2025, "营业收入": "2000万元"}, E_),
        ({"数据年度": 2025, "营业收入": "1999万元"}, I_),
        ({"数据年度": 2025, "营业收入": "1800-2300万元"}, U_),
        ({"数据年度": 2025, "营业收入": "≥2000万元"}, E_),
        ({}, U_),
    ],
)
def test_a_missing_figure_is_neither_false_nor_zero(firm: dict[str, object], expected: Verdict) -> None:
    assert verdict("营业收入 >= 2000万元", firm) is expected


def test_at_most_is_not_met_by_what_nobody_stated() -> None:
    assert verdict("纳税额 <= 300万元", {}) is U_
    assert verdict("纳税额 >= 0元", {}) is E_  # whatever it is, it is not negative


def test_a_verdict_that_does_not_hang_on_the_missing_fact_is_given() -> None:
    rule = "{all: [注册地 属于 宿州市, 营业收入 >= 2000万元]}"
    assert verdict(rule, {"注册地": "河北省廊坊市"}) is I_
    assert verdict("{any: [注册地 属于 宿州市, 营业收入 >= 2000万元]}", {"注册地": "宿州市埇桥区"}) is E_


@pytest.mark.parametrize(
    ("region", "expected"),
    [("宿州市埇桥区", E_), ("安徽省", U_), ("河北省", I_), (["宿州市", "河北省"], U_)],
)
def test_a_coarse_region_may_lie_inside(region: object, expected: Verdict) -> None:
    assert verdict("注册地 属于 宿州市", {"注册地": region}) is expected


def test_a_bare_year_is_last_year_and_an_older_year_never_stands_in() -> None:
    firm: dict[str, object] = {"营业收入": {2024: "5000万元"}}
    assert verdict("营业收入 >= 2000万元", firm) is U_
    assert verdict("营业收入[2024] >= 2000万元", firm) is E_
    assert verdict("营业收入[前年] >= 2000万元", firm) is E_
    assert verdict("营业收入 >= 2000万元", firm, date(2025, 6, 1)) is E_


def test_a_basis_is_part_of_the_name() -> None:
    firm: dict[str, object] = {"数据年度": 2025, "研发费用（税务口径）": "600万元"}
    assert verdict("研发费用（统计口径） >= 500万元", firm) is U_
    assert verdict("研发费用（税务口径） >= 500万元", firm) is E_
    assert verdict("研发费用 >= 500万元", firm) is E_
    without = {"数据年度": 2025, "研发费用": "600万元"}
    assert verdict("研发费用（税务口径） >= 500万元", without) is U_


def test_bases_that_differ_leave_a_rule_that_names_none_open() -> None:
    firm: dict[str, object] = {
        "数据年度": 2025,
        "研发费用（税务口径）": "400万元",
        "研发费用（统计口径）": "600万元",
    }
    assert verdict("研发费用 >= 500万元", firm) is U_
    assert verdict("研发费用 >= 400万元", firm) is E_


def test_growth_needs_both_years_and_a_base_above_zero() -> None:
    rule = "同比增长率(营业收入) >= 10%"
    assert verdict(rule, {"营业收入": {2024: "100万元", 2025: "110万元"}}) is E_
    assert verdict(rule, {"营业收入": {2024: "100万元", 2025: "109万元"}}) is I_
    assert verdict(rule, {"营业收入": {2025: "110万元"}}) is U_
    assert verdict(rule, {"营业收入": {2024: 0, 2025: "110万元"}}) is U_


def test_division_by_zero_is_unknown() -> None:
    firm: dict[str, object] = {"数据年度": 2025, "研发费用": "10万元", "营业收入": 0}
    assert verdict("研发费用 / 营业收入 >= 3%", firm) is U_


@pytest.mark.parametrize(
    ("honour", "rule", "expected"),
    [
        ({}, "具有", E_),
        ({"有效期至": "2026-03-16"}, "持有有效", E_),
        ({"有效期至": "2026-03-15"}, "持有有效", I_),
        ({"有效期至": "2026-03-15"}, "具有", I_),
        ({"有效期至": "2026-03-15"}, "曾获", E_),
        ({}, "持有有效", U_),
        ({"有效期至": "2026年3月"}, "持有有效", U_),
        ({"有效期至": "2026年3月"}, "具有", E_),
    ],
)
def test_how_an_honour_is_held(honour: dict[str, object], rule: str, expected: Verdict) -> None:
    firm: dict[str, object] = {"资质": [{"名称": "高新技术企业", **honour}], "清单完整": ["资质"]}
    assert verdict(f"资质 {rule} 高新技术企业", firm) is expected


def test_an_open_list_proves_no_absence() -> None:
    rule = "资质 具有 专精特新中小企业"
    firm: dict[str, object] = {"资质": ["高新技术企业"]}
    assert verdict(rule, firm) is U_
    assert verdict(rule, {**firm, "清单完整": ["资质"]}) is I_
    assert verdict(rule, {"清单完整": ["资质"]}) is I_
    assert verdict(rule, {}) is U_


def test_an_honour_of_another_level_or_year_does_not_count() -> None:
    firm: dict[str, object] = {
        "资质": [{"名称": "绿色工厂", "级别": "省级", "认定日期": "2025-07-01"}],
        "清单完整": ["资质"],
    }
    assert verdict("资质 具有 绿色工厂（省级）", firm) is E_
    assert verdict("资质 具有 绿色工厂（国家级）", firm) is I_
    assert verdict("资质 具有 绿色工厂（省级，上年）", firm) is E_
    assert verdict("资质 具有 绿色工厂（省级，2024）", firm) is I_
    unknown: dict[str, object] = {"资质": [{"名称": "绿色工厂"}], "清单完整": ["资质"]}
    assert verdict("资质 具有 绿色工厂（省级）", unknown) is U_


def test_ordered_words_compare() -> None:
    assert verdict("划型 <= 小型", {"划型": "微型"}) is E_
    assert verdict("划型 <= 小型", {"划型": "中型"}) is I_
    assert verdict("划型 <= 小型", {"划型": ["小型", "中型"]}) is U_


@pytest.mark.parametrize(
    ("established", "expected"),
    [("2021-06-01", E_), ("2021-05-31", I_), ("2021年6月", E_), ("2021年", U_), ("2020年", I_)],
)
def test_an_incomplete_date_is_all_its_days(established: str, expected: Verdict) -> None:
    assert verdict("成立日期 >= 2021年6月", {"成立日期": established}) is expected


def test_at_least_some_of_several() -> None:
    rule = "{at_least: {count: 2, of: [员工人数 >= 50人, 发明专利数 >= 3件, 规上企业]}}"
    assert verdict(rule, {"员工人数": 60, "发明专利数": 3}) is E_
    assert verdict(rule, {"员工人数": 60}) is U_
    assert verdict(rule, {"员工人数": 40, "发明专利数": 2}) is I_


# -- presumptions and why a verdict is undecided ---------------------------------------------------------

PRESUMED = f"""
eligible:
  none: [{{if: 黑名单 包含 严重违法失信, presume: 否}}]
{FIXED}"""


def test_what_is_presumed_is_listed() -> None:
    match = match_of(PRESUMED, {})
    assert match.verdict is E_
    assert match.presumed() == ("黑名单不包含严重违法失信",)
    assert [flag.code for flag in match.flags] == ["presumed"]


def test_a_presumption_yields_to_what_is_stated() -> None:
    match = match_of(PRESUMED, {"黑名单": ["严重违法失信"]})
    assert match.verdict is I_
    assert match.presumed() == ()
    stated = match_of(PRESUMED, {"黑名单": [], "清单完整": ["黑名单"]})
    assert stated.verdict is E_
    assert stated.presumed() == ()


def test_undecided_says_why() -> None:
    facts = match_of(f"eligible: {{all: [营业收入 >= 1万元, {{check: 属于重点产业链}}]}}\n{FIXED}", {})
    assert facts.undecided_by is UndecidedBy.FACTS
    firm = {"数据年度": 2025, "营业收入": "5万元"}
    check = match_of(f"eligible: {{all: [营业收入 >= 1万元, {{check: 属于重点产业链}}]}}\n{FIXED}", firm)
    assert check.undecided_by is UndecidedBy.CHECK
    never = match_of(f"eligible: {{none: [{{check: 存在重大风险}}]}}\n{FIXED}", firm)
    assert (never.verdict, never.undecided_by) == (U_, UndecidedBy.CHECK)
    left_open = match_of(f"eligible: {{all: [{{open: 规模标准未列}}, {{check: 甲}}]}}\n{FIXED}", firm)
    assert left_open.undecided_by is UndecidedBy.DEFINITION
    fails = match_of(f"eligible: {{all: [营业收入 >= 6万元, {{check: 甲}}]}}\n{FIXED}", firm)
    assert fails.verdict is I_


# -- policies per record -----------------------------------------------------------------------------------

PER_PROJECT = """
for: 项目
eligible:
  all: [注册地 属于 宿州市, 项目.设备投资 >= 500万元]
benefit: {kind: subsidy, amount: 10% * 项目.设备投资, cap: {record: 300万元, firm_year: 500万元}}
"""
HERE: dict[str, object] = {"注册地": "宿州市埇桥区"}


@pytest.mark.parametrize(
    ("firm", "expected"),
    [
        ({**HERE, "项目": [{"设备投资": "800万元"}]}, E_),
        ({**HERE, "项目": [{"设备投资": "400万元"}]}, U_),
        ({**HERE, "项目": [{"设备投资": "400万元"}], "清单完整": ["项目"]}, I_),
        ({**HERE, "项目": [{"设备投资": "400-600万元"}], "清单完整": ["项目"]}, U_),
        ({**HERE, "项目": [], "清单完整": ["项目"]}, I_),
        (HERE, U_),
        ({"注册地": "河北省"}, I_),
        ({"注册地": "河北省", "项目": [{"设备投资": "800万元"}]}, I_),
    ],
)
def test_a_policy_per_record(firm: dict[str, object], expected: Verdict) -> None:
    assert match_of(PER_PROJECT, firm).verdict is expected
