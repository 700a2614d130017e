"""Where charts begin and end, as shares of their width."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from policymatch.letters.paper.blocks import Bar, Bars, Span, Timeline
from policymatch.letters.render.scales import Reach, Stretch, months_of, reaches_of, stretch_of, today_of

YEAR = Timeline(
    first=date(2026, 1, 1), last=date(2026, 12, 31), today=date(2026, 7, 2), spans=(), caption="", alt="图"
)


def span(opens: date, closes: date) -> Span:
    return Span(label="", opens=opens, closes=closes, text="")


def reaches(*ends: tuple[int, int | None]) -> tuple[Reach, ...]:
    items = tuple(
        Bar(label="", low=Decimal(low), high=None if high is None else Decimal(high), text="")
        for low, high in ends
    )
    return reaches_of(Bars(items=items, caption="", alt="图"))


def test_months_begin_on_their_first_day_or_the_first_day_shown() -> None:
    line = YEAR.model_copy(update={"first": date(2026, 11, 16), "last": date(2027, 1, 14)})
    found = months_of(line)
    assert [(month.year, month.month) for month in found] == [(2026, 11), (2026, 12), (2027, 1)]
    assert [month.at for month in found] == [0, Fraction(15, 60), Fraction(46, 60)]


def test_both_days_of_a_span_count() -> None:
    assert stretch_of(span(date(2026, 1, 1), date(2026, 12, 31)), YEAR) == Stretch(
        Fraction(0), Fraction(1), False, False
    )
    one = stretch_of(span(date(2026, 1, 1), date(2026, 1, 1)), YEAR)
    assert one.end - one.start == Fraction(1, 365)


def test_a_span_goes_on_outside_what_is_shown() -> None:
    assert stretch_of(span(date(2025, 12, 31), date(2027, 1, 1)), YEAR) == Stretch(
        Fraction(0), Fraction(1), True, True
    )
    assert stretch_of(span(date(2020, 1, 1), date(2021, 1, 1)), YEAR) == Stretch(
        Fraction(0), Fraction(0), True, False
    )


def test_today_lies_in_the_middle_of_its_day_or_nowhere() -> None:
    assert today_of(YEAR) == Fraction(1, 2)
    assert today_of(YEAR.model_copy(update={"today": date(2027, 1, 1)})) is None
    assert today_of(YEAR.model_copy(update={"today": date(2025, 12, 31)})) is None


def test_the_longest_bar_fills_the_width() -> None:
    assert reaches((10, 40), (5, 20)) == (
        Reach(Fraction(1, 4), Fraction(1), False),
        Reach(Fraction(1, 8), Fraction(1, 2), False),
    )


def test_a_bar_without_end_reaches_further_than_those_that_end() -> None:
    assert reaches((9, None), (0, 90)) == (
        Reach(Fraction(9, 100), Fraction(1), True),
        Reach(Fraction(0), Fraction(9, 10), False),
    )


def test_bars_of_nothing_and_less_have_no_length() -> None:
    assert reaches((0, 0), (-5, -1)) == (Reach(Fraction(0), Fraction(0), False),) * 2
    assert reaches() == ()
