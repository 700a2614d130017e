"""Where the pieces of charts stand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policymatch.letters.paper.blocks import Bar, Bars, Span, Timeline
from policymatch.letters.render.chart_bars import bars_chart
from policymatch.letters.render.chart_parts import Piece
from policymatch.letters.render.chart_timeline import timeline_chart

_days = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def bars(*pairs: tuple[str, str | None]) -> list[tuple[Piece, ...]]:
    items = [
        Bar(label="甲", low=Decimal(low), high=None if high is None else Decimal(high), text="")
        for low, high in pairs
    ]
    return [row.pieces for row in bars_chart(Bars(items=tuple(items), caption="", alt="图")).rows]


def timeline(first: date, last: date, *spans: tuple[date, date], today: date = date(2026, 3, 16)) -> Timeline:
    made = tuple(Span(label="", opens=opens, closes=closes, text="") for opens, closes in spans)
    return Timeline(first=first, last=last, today=today, spans=made, caption="", alt="图")


def test_bars_are_solid_up_to_what_is_sure() -> None:
    assert bars(("50", "50"), ("0", "100"), ("25", "75")) == [
        (Piece("0%", "50%"),),
        (Piece("0%", "100%", faint=True),),
        (Piece("0%", "25%"), Piece("25%", "75%", faint=True)),
    ]


def test_a_bar_without_end_reaches_further_than_all_others() -> None:
    closed, opened = bars(("100", "100"), ("0", None))
    assert closed[-1].end != "100%"
    assert opened == (Piece("0%", "100%", faint=True, open=True),)


def test_nothing_is_drawn_as_nothing_and_the_least_is_seen() -> None:
    assert bars(("0", "0")) == [()]
    assert bars(("0.01", "0.01"), ("1e30", "1e30")) == [(Piece("0%", "0.4%"),), (Piece("0%", "100%"),)]
    assert bars(("-5", "-1"), ("1", "1"))[0] == ()


def test_spans_hold_their_last_day_and_are_cut_off_at_the_ends() -> None:
    chart = timeline_chart(
        timeline(
            date(2026, 3, 1),
            date(2026, 3, 10),
            (date(2026, 3, 1), date(2026, 3, 1)),
            (date(2025, 1, 1), date(2026, 3, 5)),
            (date(2026, 3, 10), date(2027, 1, 1)),
            (date(2026, 4, 1), date(2026, 4, 2)),
        ),
        "zh",
    )
    assert [row.pieces for row in chart.rows] == [
        (Piece("0%", "10%"),),
        (Piece("0%", "50%"),),
        (Piece("90%", "100%"),),
        (),
    ]


def test_months_of_a_year_with_the_year_at_its_first_month() -> None:
    chart = timeline_chart(timeline(date(2026, 3, 1), date(2027, 2, 28)), "zh")
    assert [tick.text for tick in chart.ticks][:3] == ["3月", "4月", "5月"]
    assert [tick.above for tick in chart.ticks if tick.above] == ["2026年", "2027年"]
    assert [tick.text for tick in chart.ticks if not tick.minor][:3] == ["3月", "5月", "7月"]
    english = timeline_chart(timeline(date(2026, 3, 1), date(2027, 2, 28)), "en")
    assert english.ticks[0].text == "Mar"


def test_first_year_is_left_out_where_the_next_begins_at_once() -> None:
    chart = timeline_chart(timeline(date(2026, 12, 1), date(2027, 11, 30)), "zh")
    assert [tick.above for tick in chart.ticks if tick.above] == ["2027年"]


@pytest.mark.parametrize(("today", "place"), [(date(2026, 3, 16), "50%"), (date(2026, 4, 1), None)])
def test_line_at_today(today: date, place: str | None) -> None:
    chart = timeline_chart(timeline(date(2026, 3, 1), date(2026, 3, 31), today=today), "zh")
    assert chart.today == place


@given(_days, _days, _days, _days, _days)
def test_any_days(first: date, last: date, opens: date, closes: date, today: date) -> None:
    chart = timeline_chart(timeline(first, last, (opens, closes), today=today), "zh")
    assert len(chart.ticks) <= 15
    for piece in chart.rows[0].pieces:
        assert Fraction(piece.start[:-1]) < Fraction(piece.end[:-1]) <= 100
    if first <= opens <= closes <= last:
        assert chart.rows[0].pieces
