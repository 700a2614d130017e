"""Windows along the months, with a line at today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from policymatch.letters.paper.blocks import Span, Timeline
from policymatch.letters.render.chart_parts import Chart, Row, Tick, percent, piece
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
    first = timeline.first.toordinal()
    days = max(timeline.last.toordinal() - first + 1, 1)

    def share(ordinal: int) -> Fraction:
        return Fraction(ordinal - first, days)

    def row(span: Span) -> Row:
        one = piece(share(span.opens.toordinal()), share(span.closes.toordinal() + 1))
        return Row(span.label, span.text, span.tone, () if one is None else (one,))

    # The middle of the day.
    today = share(timeline.today.toordinal()) + Fraction(1, 2 * days)
    inside = 0 <= today <= 1
    anchor = "start" if today < Fraction(1, 10) else "end" if today > Fraction(9, 10) else "middle"
    ticks = tuple(_ticks(timeline, share, lang))
    rows = tuple(map(row, timeline.spans))
    place = percent(today) if inside else None
    return Chart(timeline.caption, timeline.alt, rows, ticks, place, say("paper-today", lang), anchor)


def _ticks(timeline: Timeline, share: Callable[[int], Fraction], lang: Lang) -> Iterator[Tick]:
    starts = list(_starts(timeline.first, timeline.last))
    months = [say(f"paper-month-{month}", lang) for month in range(1, 13)]
    for place, (start, every) in enumerate(starts):
        at = share(start.toordinal())
        year, month = say("paper-year", lang, year=start.year), months[start.month - 1]
        text, above = (year, "") if every >= 12 else (month, year)
        # The year stands at its first month, and at the first mark if the next year leaves it room.
        if start.month != 1 and (place > 0 or start.month + _YEAR_ROOM * every > 12):
            above = ""
        if at > (_LAST_TEXT if every < 12 else _LAST_YEAR):
            text = ""
        if at > _LAST_YEAR:
            above = ""
        yield Tick(percent(at), text, len(starts) > _MOST_SMALL and place % 2 == 1, above)


def _starts(first: date, last: date) -> Iterator[tuple[date, int]]:
    """Yield the first days of months to mark between two days, and how many months apart they are."""
    low, high = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    every = next(step for step in _STEPS if (high - low) // step < _MOST)
    for month in range(low // every * every, high + 1, every):
        start = date(max(month // 12, 1), month % 12 + 1, 1)
        if first <= start <= last:
            yield start, every
