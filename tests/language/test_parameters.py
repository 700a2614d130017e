"""Figures that change by date or place, currencies through them, groups and scales of honours."""

from fractions import Fraction

import pytest
from tests.support.language import number, truth, vocabulary

from policymatch.values import NumberSpan, Span, Truth
from policymatch.values.span import Number

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


@pytest.mark.parametrize(
    ("day", "low", "high"),
    [
        ("2024-07-22", Fraction(335, 10000), Fraction(335, 10000)),
        ("2024-10-20", Fraction(335, 10000), Fraction(335, 10000)),
        ("2024-10-21", Fraction(31, 1000), Fraction(31, 1000)),
        ("2024-10", Fraction(31, 1000), Fraction(335, 10000)),  # two rates in one month
        ("2024-07", 0, None),  # the table does not reach the first days
        ("2026-01-01", 0, None),
    ],
)
def test_a_rate_is_that_of_the_day(day: str, low: Number, high: Number | None) -> None:
    expected: NumberSpan = Span(low, high)
    assert number("合计(贷款, 一年期LPR[发放日期])", {"贷款": [{"发放日期": day}]}) == expected


@pytest.mark.parametrize(
    ("index", "rate"),
    [("发放日期 - 1个月", 335), ("发放日期 - 30天", 310), ("发放日期", 310)],
)
def test_a_rate_some_months_or_days_before(index: str, rate: int) -> None:
    expected = Span(Fraction(rate, 10000), Fraction(rate, 10000))
    assert number(f"合计(贷款, 一年期LPR[{index}])", {"贷款": [{"发放日期": "2024-11-20"}]}) == expected


def test_a_years_target_and_one_the_table_does_not_have() -> None:
    assert truth("调查失业率目标[上年] = 5.5%", {}) is T
    assert truth("调查失业率目标[当年] = 5.5%", {}) is U
    assert truth("一年期LPR[2024-08-20] = 3.35%", {}) is T
    assert truth("一年期LPR[2024] = 3.35%", {}) is U  # two rates and a gap


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("安徽省宿州市", Span(Fraction(1, 10), Fraction(1, 10))),
        ("湖北省", Span(Fraction(1, 5), Fraction(1, 5))),
        (["安徽省", "湖北省"], Span(Fraction(1, 10), Fraction(1, 5))),
        ("河北省", Span(0, None)),
    ],
)
def test_a_rate_by_region(region: object, expected: NumberSpan) -> None:
    assert number("上浮比例", {"注册地": region}) == expected


def test_a_currency_goes_through_a_dated_rate() -> None:
    text = "外商投资总额 * 美元汇率[2024-08-10]"
    assert number(text, {"外商投资总额": "100万美元"}) == Span(7_100_000, 7_100_000)


def test_groups_of_regions_and_groups_without_members() -> None:
    assert truth("注册地 属于 山区县", {"注册地": "安徽省安庆市岳西县"}) is T
    assert truth("注册地 属于 山区县", {"注册地": "安徽省安庆市"}) is U
    assert truth("行业 属于 制造业不含烟草", {"行业": "C3911"}) is T
    assert truth("行业 属于 制造业不含烟草", {"行业": "C16"}) is F
    assert truth("行业 属于 制造业 除 烟草制品业、酒、饮料和精制茶制造业", {"行业": "C15"}) is F
    assert truth("行业 属于 制造业 除 烟草制品业", {"行业": "制造业"}) is U


@pytest.mark.parametrize(
    ("honour", "level", "expected"),
    [("智能工厂", "国家级", T), ("智能工厂", "省级", T), ("智能工厂", "市级", F), ("数字化车间", "省级", F)],
)
def test_a_higher_level_counts_where_the_rule_says_so(honour: str, level: str, expected: Truth) -> None:
    facts = {"资质": [{"名称": honour, "级别": level}]}
    assert truth("资质 具有 智能工厂（省级以上）", facts) is expected
    assert truth("资质 具有 智能工厂（国家级）", facts) is (T if level == "国家级" else F)


def test_a_higher_honour_on_the_ladder_counts_where_the_rule_says_so() -> None:
    giant = {"资质": ["专精特新小巨人企业"]}
    assert truth("资质 具有 专精特新中小企业（或更高）", giant) is T
    assert truth("资质 具有 专精特新中小企业", giant) is F
    assert truth("资质 具有 专精特新小巨人企业（或更高）", {"资质": ["创新型中小企业"]}) is F


def test_the_table_keeps_its_unit() -> None:
    assert vocabulary().parameters["usd_rate"].dimension == (("CNY", 1), ("USD", -1))
