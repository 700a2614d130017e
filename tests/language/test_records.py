"""Counting and summing records behind 其中: by hand, closed and open, with records half known."""

import pytest
from tests.support.language import number, truth

from policymatch.values import ANYTHING, Span, Truth

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE

LOANS = {
    "贷款": [
        {"用途": "技术改造", "本金": "1000万元", "年利率": "4%"},
        {"用途": "流动资金", "本金": "500万元", "年利率": "5%"},
        {"用途": "研发", "本金": "200万元", "年利率": "3%"},
    ]
}
PEOPLE = {
    "人才": [
        {"学历": "博士", "社保月数": "12个月"},
        {"学历": "博士", "社保月数": "11个月"},
        {"学历": "硕士", "社保月数": "30个月"},
        {"学历": "博士"},
    ]
}


def test_a_sum_of_a_formula_over_the_records_that_count() -> None:
    text = "合计(贷款 其中 用途 属于 技术改造、流动资金, 本金 * 年利率)"
    assert number(text, LOANS) == Span(650_000, 650_000)  # 40万 + 25万


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数量(贷款)", 3),
        ("数量(贷款 其中 本金 >= 500万元)", 2),
        ("最大(贷款, 本金)", 10_000_000),
        ("最小(贷款, 本金)", 2_000_000),
        ("平均(贷款 其中 本金 >= 500万元, 本金)", 7_500_000),
        ("合计(贷款, min(本金, 400万元))", 10_000_000),
        ("sum(loan where purpose in (tech_renovation, working_capital), principal)", 15_000_000),
    ],
)
def test_what_is_made_of_complete_records(text: str, expected: int) -> None:
    assert number(text, LOANS) == Span(expected, expected)


def test_a_record_that_may_count_makes_a_range() -> None:
    text = "人数(人才 其中 学历 = 博士 且 社保月数 >= 12个月)"
    assert number(text, PEOPLE) == Span(1, 2)
    assert truth(f"{text} >= 1人", PEOPLE) is T
    assert truth(f"{text} >= 2人", PEOPLE) is U
    assert truth(f"{text} >= 3人", PEOPLE) is F


def test_an_open_list_may_hold_more() -> None:
    assert number("数量(贷款)", LOANS, closed=False) == Span(3, None)
    assert truth("数量(贷款) >= 4", LOANS, closed=False) is U
    assert truth("数量(贷款) < 3", LOANS, closed=False) is F
    assert number("合计(贷款, 本金)", LOANS, closed=False) == Span(17_000_000, None)


def test_an_open_list_to_which_nothing_could_count_is_as_good_as_closed() -> None:
    facts = {**LOANS, "员工人数": "10人"}
    assert number("数量(贷款 其中 企业.员工人数 >= 50人)", facts, closed=False) == Span(0, 0)


def test_of_no_records_there_is_none_and_a_highest_of_zero_but_no_mean() -> None:
    none: dict[str, object] = {"贷款": []}
    assert number("数量(贷款)", none) == Span(0, 0)
    assert number("合计(贷款, 本金)", none) == Span(0, 0)
    assert number("最大(贷款, 本金)", none) == Span(0, 0)
    assert number("最小(贷款, 本金)", none) == ANYTHING
    assert number("平均(贷款, 本金)", none) == ANYTHING


def test_a_list_that_is_absent_is_unknown() -> None:
    assert truth("存在(贷款)", {}, closed=False) is U
    assert truth("存在(贷款 其中 用途 = 研发)", LOANS) is T
    assert truth("非 存在(贷款 其中 用途 = 创业)", LOANS) is T


def test_inside_bare_names_are_the_records_and_the_firms_stand_behind_it() -> None:
    facts = {**LOANS, "数据年度": 2025, "营业收入": "600万元"}
    assert number("数量(贷款 其中 本金 > 企业.营业收入)", facts) == Span(1, 1)


def test_a_stage_reached_is_any_record_at_that_stage_or_later() -> None:
    reached = "存在(上市进展 其中 阶段 不低于 受理)"
    assert truth(reached, {"上市进展": [{"阶段": "股改"}, {"阶段": "受理"}]}) is T
    assert truth(reached, {"上市进展": [{"阶段": "注册"}]}) is T
    assert truth(reached, {"上市进展": [{"阶段": "辅导备案"}]}) is F
    assert truth(reached, {"上市进展": [{"板块": "北交所"}]}) is U


def test_honours_are_named_in_their_records() -> None:
    facts = {
        "资质": [
            {"名称": "高新技术企业", "认定日期": "2025-11-06", "认定方式": "首次认定"},
            {"名称": "创新型中小企业", "认定日期": "2025-12"},
        ]
    }
    assert truth("存在(资质 其中 名称 = 高企 且 认定日期 = 上年 且 认定方式 = 首次认定)", facts) is T
    assert truth("存在(资质 其中 名称 = 高企 且 认定日期 = 前年)", facts) is F
    assert truth("数量(资质 其中 认定日期 = 上年) = 2", facts) is T
