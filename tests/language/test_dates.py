"""Calendar arithmetic and dates that move with the day of the question."""

from datetime import date

import pytest
from tests.support.language import number, truth

from policymatch.values import Span, Truth

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


@pytest.mark.parametrize(
    ("founded", "passed", "within"),
    [
        ("2023-03-15", T, F),
        ("2023-03-16", T, T),  # on the anniversary both hold
        ("2023-03-17", F, T),
        ("2023-03", U, U),
        ("2022年", T, F),
    ],
)
def test_on_the_anniversary_both_hold(founded: str, passed: Truth, within: Truth) -> None:
    assert truth("已满(成立日期, 3年)", {"成立日期": founded}) is passed
    assert truth("未超过(成立日期, 3年)", {"成立日期": founded}) is within


def test_the_anchor_may_be_another_day() -> None:
    facts = {"成立日期": "2023-01-01"}
    assert truth("已满(成立日期, 3年, 2025-12-31)", facts) is F
    assert truth("已满(成立日期, 3年, 上年末)", facts) is F
    assert truth("已满(成立日期, 3年, 年初)", facts) is T
    assert truth("成立日期 + 3年 <= 年末", facts) is T


def test_a_month_end_that_does_not_exist_falls_on_the_last_day() -> None:
    assert truth("成立日期 + 1个月 = 2025-02-28", {"成立日期": "2025-01-31"}) is T
    assert truth("成立日期 + 12个月 = 2025-02-28", {"成立日期": "2024-02-29"}) is T
    assert truth("成立日期 + 30天 = 2025-03-02", {"成立日期": "2025-01-31"}) is T
    assert truth("成立日期 - 6个月 = 2024-08-31", {"成立日期": "2025-02-28"}) is F  # 28 August


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("月数(成立日期, 2025-03-15)", 1),
        ("月数(成立日期, 2025-03-14)", 0),
        ("月数(2025-03-15, 成立日期)", -1),
        ("天数(成立日期, 2025-03-15)", 28),
        ("天数(成立日期, 成立日期)", 0),
        ("年份(成立日期)", 2025),
        ("年份(今天) - 年份(成立日期)", 1),
    ],
)
def test_months_days_and_years_between(text: str, expected: int) -> None:
    assert number(text, {"成立日期": "2025-02-15"}) == Span(expected, expected)


def test_an_incomplete_date_makes_a_range() -> None:
    assert number("月数(成立日期, 2025-03-15)", {"成立日期": "2025-02"}) == Span(0, 1)
    assert number("年份(成立日期)", {}) == Span(None, None)


def test_a_year_word_stands_for_the_year_of_a_date() -> None:
    assert truth("成立日期 = 上年", {"成立日期": "2025-07-01"}) is T
    assert truth("成立日期 = 上年", {"成立日期": "2026-01-01"}) is F
    assert truth("年份(成立日期) = 2025年", {"成立日期": "2025-07"}) is T
    assert truth("成立日期 < 当年", {"成立日期": "2025-12-31"}) is T
    assert truth("成立日期 = 上年", {"成立日期": "2025-07-01"}, as_of=date(2027, 1, 1)) is F


def test_beyond_the_calendar_is_no_crash() -> None:
    assert truth("成立日期 + 99999年 > 今天", {"成立日期": "2025-07-01"}) is T
