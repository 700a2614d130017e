"""Figures over years: sums, means, first reached, the highest before, growth on a declared base."""

import pytest
from tests.support.language import number, truth

from policymatch.values import ANYTHING, Span, Truth

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


def firm(founded: str | None = "2010-05-01", **revenue: str) -> dict[str, object]:
    years = {int(year[1:]): value for year, value in revenue.items()}
    made: dict[str, object] = {"营业收入": years}
    return made if founded is None else {**made, "成立日期": founded}


THREE = firm(y2023="1000万元", y2024="2000万元", y2025="3000万元")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近三年合计(营业收入)", 60_000_000),
        ("近3年平均(营业收入)", 20_000_000),
        ("近两年最高(营业收入)", 30_000_000),
        ("近三年最低(营业收入)", 10_000_000),
        ("sum_of_years(revenue, 2)", 50_000_000),
        ("近二年合计(营业收入[前年])", 30_000_000),
        ("增量(营业收入)", 10_000_000),
        ("增量(营业收入, 近两年平均(营业收入[前年]))", 15_000_000),
        ("增量(营业收入, 营业收入[2023])", 20_000_000),
        ("增量(营业收入, 0元)", 30_000_000),
        ("营业收入[-3]", 10_000_000),
    ],
)
def test_figures_of_several_years(text: str, expected: int) -> None:
    assert number(text, THREE) == Span(expected, expected)


def test_a_year_not_given_is_unknown_and_never_zero() -> None:
    two = firm(y2024="2000万元", y2025="3000万元")
    assert number("近三年合计(营业收入)", two) == Span(50_000_000, None)
    assert truth("近三年合计(营业收入) >= 5000万元", two) is T
    assert truth("近三年平均(营业收入) >= 2000万元", two) is U


def test_years_before_the_firm_existed_are_left_out() -> None:
    young = firm("2024-03-01", y2024="2000万元", y2025="3000万元")
    assert number("近三年合计(营业收入)", young) == Span(50_000_000, 50_000_000)
    assert number("近三年平均(营业收入)", young) == Span(25_000_000, 25_000_000)


def test_when_the_founding_date_is_open_both_are_possible() -> None:
    maybe = firm(None, y2024="2000万元", y2025="3000万元")
    assert number("近三年合计(营业收入)", maybe) == Span(50_000_000, None)
    assert truth("近三年平均(营业收入) > 2500万元", maybe) is U


def test_growth_in_every_one_of_three_years() -> None:
    text = "近三年最低(同比增长率(营业收入)) >= 10%"
    steady = firm(y2022="800万元", y2023="1000万元", y2024="1200万元", y2025="1400万元")
    assert truth(text, steady) is T
    assert truth(text, firm(y2022="1000万元", y2023="1000万元", y2024="1200万元", y2025="1400万元")) is F
    assert truth(text, firm(y2023="1000万元", y2024="1200万元", y2025="1400万元")) is U


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        ({"y2022": "5000万元", "y2023": "8000万元", "y2024": "9999万元", "y2025": "1亿元"}, T),
        ({"y2022": "1.2亿元", "y2023": "8000万元", "y2024": "9000万元", "y2025": "1亿元"}, F),
        ({"y2022": "5000万元", "y2023": "8000万元", "y2024": "9000万元", "y2025": "9999万元"}, F),
        ({"y2022": "5000万元", "y2024": "9000万元", "y2025": "1亿元"}, U),
        ({"y2023": "1亿元", "y2025": "1亿元"}, F),
    ],
)
def test_first_reached_looks_at_every_year_since_founding(revenue: dict[str, str], expected: Truth) -> None:
    assert truth("首次达到(营业收入, 1亿元)", firm("2022-02-01", **revenue)) is expected


def test_first_reached_without_a_founding_date_is_never_certain() -> None:
    assert truth("首次达到(营业收入, 1亿元)", firm(None, y2024="1万元", y2025="1亿元")) is U
    assert truth("首次达到(营业收入, 1亿元)", firm(None, y2020="1亿元", y2025="1亿元")) is F


def test_the_highest_before() -> None:
    peak = "历史最高(营业收入)"
    whole = firm("2023-01-01", y2023="3000万元", y2024="2000万元", y2025="5000万元")
    assert number(peak, whole) == Span(30_000_000, 30_000_000)
    assert number(f"增量(营业收入, {peak})", whole) == Span(20_000_000, 20_000_000)
    assert number(peak, firm("2022-01-01", y2023="3000万元", y2024="2000万元")) == Span(30_000_000, None)
    assert number(peak, firm("2025-06-01", y2025="5000万元")) == ANYTHING


def test_growth_on_a_base_of_zero_or_less_is_unknown() -> None:
    assert truth("同比增长率(营业收入) >= 0%", firm(y2024="0元", y2025="100万元")) is U
    assert truth("同比增长率(营业收入) >= 50%", firm(y2024="1000万元", y2025="1500万元")) is T


def test_the_figure_of_the_year_in_which_something_happened() -> None:
    facts = {**THREE, "项目": [{"完工日期": "2024-06"}]}
    assert number("合计(项目, 企业.营业收入[完工日期])", facts) == Span(20_000_000, 20_000_000)
    assert number("合计(项目, 企业.营业收入[完工日期 - 1])", facts) == Span(10_000_000, 10_000_000)
    assert number("合计(项目, 企业.营业收入[完工日期])", {**THREE, "项目": [{}]}) == Span(0, None)


def test_two_words_of_one_scale_are_compared_by_their_places() -> None:
    text = "数量(担保 其中 被担保人划型 < 企业.划型)"
    clients = [{"被担保人划型": "微型"}, {"被担保人划型": "中型"}, {}]
    assert number(text, {"划型": "中型", "担保": clients}) == Span(1, 2)
    assert number(text, {"划型": "微型", "担保": clients}) == Span(0, 0)
