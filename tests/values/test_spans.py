"""Intervals: comparison and arithmetic, by hand and by laws."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.support.spans import number_spans, points_in

from policymatch.values import Comparison, Number, NumberSpan, Span, Truth, compare
from policymatch.values import arithmetic as math
from policymatch.values.dates import days_of, months_after

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


def span(
    low: Number | None, high: Number | None, low_open: bool = False, high_open: bool = False
) -> NumberSpan:
    return Span(low, high, low_open, high_open)


@pytest.mark.parametrize(
    ("left", "op", "right", "truth"),
    [
        (span(50, 99), Comparison.GE, span(50, 50), T),
        (span(50, 99), Comparison.GE, span(51, 51), U),
        (span(50, 99), Comparison.GE, span(100, 100), F),
        (span(50, 99), Comparison.GT, span(99, 99), F),
        (span(0, None), Comparison.GE, span(0, 0), T),
        (span(0, None), Comparison.LE, span(300, 300), U),
        (span(2000, None, low_open=True), Comparison.GT, span(2000, 2000), T),
        (span(2000, None), Comparison.GT, span(2000, 2000), U),
        (span(None, 5, high_open=True), Comparison.GE, span(5, 5), F),
        (span(3, 3), Comparison.EQ, span(3, 3), T),
        (span(1, 3), Comparison.EQ, span(4, 5), F),
        (span(1, 3), Comparison.EQ, span(3, 5), U),
        (span(1, 3, high_open=True), Comparison.EQ, span(3, 5), F),
        (span(3, 3), Comparison.NE, span(3, 3), F),
    ],
)
def test_comparison_by_hand(left: NumberSpan, op: Comparison, right: NumberSpan, truth: Truth) -> None:
    assert compare(op, left, right) is truth


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="must not be empty"):
        span(3, 2)
    with pytest.raises(ValueError, match="must not be empty"):
        span(3, 3, low_open=True)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (math.add(span(1, 2), span(10, None)), span(11, None)),
        (math.subtract(span(5, 6), span(1, 2)), span(3, 5)),
        (math.multiply(span(-1, 2), span(3, 4)), span(-4, 8)),
        (math.multiply(span(0, None), span(0, 0)), span(0, 0)),
        (math.multiply(span(0, None), span(2, None)), span(0, None)),
        (math.divide(span(6, 6), span(2, 3)), span(2, 3)),
        (math.divide(span(6, 6), span(0, 3)), span(None, None)),
        (math.divide(span(6, 6), span(0, 0)), span(None, None)),
        (math.divide(span(6, 6), span(0, 3, low_open=True)), span(2, None)),
        (math.divide(span(1, 1), span(3, 3)), span(Fraction(1, 3), Fraction(1, 3))),
        (math.least([span(1, 5), span(3, 4)]), span(1, 4)),
        (math.least([span(1, None), span(3, 4)]), span(1, 4)),
        (math.greatest([span(1, 5), span(3, None)]), span(3, None)),
    ],
)
def test_arithmetic_by_hand(made: NumberSpan, expected: NumberSpan) -> None:
    assert made == expected


@given(st.data(), number_spans(), number_spans(), st.sampled_from(list(Comparison)))
def test_a_decided_comparison_holds_for_every_point(
    data: st.DataObject, left: NumberSpan, right: NumberSpan, op: Comparison
) -> None:
    truth = compare(op, left, right)
    a, b = data.draw(points_in(left)), data.draw(points_in(right))
    exact = compare(op, span(a, a), span(b, b))
    assert exact.known
    assert truth in (Truth.UNKNOWN, exact)


@given(st.data(), number_spans(), number_spans())
def test_arithmetic_holds_every_point(data: st.DataObject, left: NumberSpan, right: NumberSpan) -> None:
    a, b = data.draw(points_in(left)), data.draw(points_in(right))
    assert a + b in math.add(left, right)
    assert a - b in math.subtract(left, right)
    assert a * b in math.multiply(left, right)
    assert min(a, b) in math.least([left, right])
    assert max(a, b) in math.greatest([left, right])
    assume(b != 0)
    assert Fraction(a) / b in math.divide(left, right)


@given(number_spans(), number_spans())
def test_meet_and_hull_are_what_they_say(left: NumberSpan, right: NumberSpan) -> None:
    both = left.meet(right)
    hull = left.hull(right)
    for point in (p for one in (left, right) for p in (one.low, one.high) if p is not None):
        assert point in hull or point not in left or point not in right
        if both is None:
            assert not (point in left and point in right)
        else:
            assert (point in both) == (point in left and point in right)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
    ],
)
def test_a_month_end_that_does_not_exist_falls_on_the_last_day(start: date, months: int, end: date) -> None:
    assert months_after(start, months) == end


def test_an_incomplete_date_is_its_month_or_year() -> None:
    assert days_of(2021, 6) == Span(date(2021, 6, 1), date(2021, 6, 30))
    assert days_of(2024, 2) == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert days_of(2021) == Span(date(2021, 1, 1), date(2021, 12, 31))


def test_an_end_that_there_is_not_is_not_open() -> None:
    assert Span(0, None, high_open=True) == Span(0, None)
    assert Span(None, 0, low_open=True, high_open=True) == Span(None, 0, high_open=True)
