"""Windows along the months, with a line at today."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from policymatch.letters.paper.blocks import Span, Timeline
from policymatch.letters.render.chart_parts import Chart, Row, Tick, percent, piece
from policymatch.letters.render.scales import months_of, stretch_of, today_of
from policymatch.messages import Lang, say

# More ticks than these have no room on a page, and on a telephone.
_MOST, _MOST_SMALL = 14, 7
# How many months may lie between two ticks.
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000)
# Text of a tick begins at its place: further right it would leave the track.
_LAST_TEXT, _LAST_YEAR = Fraction(93, 100), Fraction(88, 100)
# How many marks the text of a year is wide, on a telephone.
_YEAR_ROOM = 2


def timeline_chart(timeline: Timeline, lang: Lang) -> Chart:
    """Return the chart of a Timeline block; what lies outside of its days is cut off."""

    def row(span: Span) -> Row:
        stretch = stretch_of(span, timeline)
        one = piece(stretch.start, stretch.end)
        return Row(span.label, span.text, span.tone, () if one is None else (one,))

    today = today_of(timeline)
    place, anchor = None, "middle"
    if today is not None:
        place = percent(today)
        anchor = "start" if today < Fraction(1, 10) else "end" if today > Fraction(9, 10) else "middle"
    rows, ticks = tuple(map(row, timeline.spans)), tuple(_ticks(timeline, lang))
    return Chart(timeline.caption, timeline.alt, rows, ticks, place, say("paper-today", lang), anchor)


def _ticks(timeline: Timeline, lang: Lang) -> Iterator[Tick]:
    months = months_of(timeline)
    every = next(step for step in _STEPS if len(months) <= step * _MOST)
    marked = [month for month in months if (month.month - 1 + month.year * 12) % every == 0]
    for place, month in enumerate(marked):
        year, name = say("paper-year", lang, year=month.year), say(f"paper-month-{month.month}", lang)
        text, above = (year, "") if every >= 12 else (name, year)
        # The year stands at its first month, and at the first mark if the next year leaves it room.
        if month.month != 1 and (place > 0 or month.month + _YEAR_ROOM * every > 12):
            above = ""
        if month.at > (_LAST_TEXT if every < 12 else _LAST_YEAR):
            text = ""
        if month.at > _LAST_YEAR:
            above = ""
        yield Tick(percent(month.at), text, len(marked) > _MOST_SMALL and place % 2 == 1, above)
