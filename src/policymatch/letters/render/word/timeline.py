"""A calendar of windows: months above, a bar for each window, and a line through all at today."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from datetime import date, timedelta
from itertools import groupby, pairwise

from policymatch.letters.paper.blocks import Span, Timeline
from policymatch.letters.render.word import palette, xml
from policymatch.letters.render.word.pen import Pen
from policymatch.letters.render.word.tracks import MOST_UNITS, Chart, Piece, Track
from policymatch.messages import say

_CENTER = '<w:jc w:val="center"/>'
_RIGHT = '<w:jc w:val="right"/>'
# More months than these leave no room for the name of each.
_NAMED = 15
_RULED = 24


def timeline(block: Timeline, pen: Pen) -> str:
    """Return the calendar from the month of `first` to that of `last`. A bar is exact to a quarter month."""
    scale = _Scale(block)
    chart = Chart(pen, scale.units)
    headers = [scale.years(pen)]
    if len(scale.months) <= _NAMED:
        headers.append(scale.names(pen))
    if scale.today is not None:
        headers.append(scale.mark(say("paper-today", pen.lang)))
    tracks = [Track(span.label, scale.pieces(span), span.text, span.tone) for span in block.spans]
    return pen.caption(block.caption) + chart.table(headers, tracks, block.alt)


class _Scale:
    """The units of a calendar: quarters of a month, or as many months as make a calendar of years fit."""

    def __init__(self, block: Timeline) -> None:
        count = (block.last.year - block.first.year) * 12 + block.last.month - block.first.month + 1
        step = -(-max(count, 1) // MOST_UNITS)
        parts = max(1, min(4, MOST_UNITS // max(count, 1)))
        self.months = [_month(block.first, n) for n in range(0, max(count, 1), step)]
        self._starts = [_part(month, n, parts) for month in self.months for n in range(parts)]
        self._end = _month(self.months[-1], step)
        self._parts = parts
        # Lines at the months, or at the years where the months would make a hatching of them.
        few = len(self.months) <= _RULED
        self._rules = {n * parts for n, month in enumerate(self.months) if few or month.month <= step}
        self.units = len(self._starts)
        self.today = self._at(block.today) if self._starts[0] <= block.today < self._end else None

    def _at(self, day: date) -> int:
        """Return the unit that holds a day."""
        return bisect_right(self._starts, day) - 1

    def years(self, pen: Pen) -> tuple[Piece, ...]:
        """Return a piece for each year."""
        pieces, start = [], 0
        for year, months in groupby(self.months, lambda month: month.year):
            end = start + len(list(months)) * self._parts
            room = end - start
            text = say("paper-year", pen.lang, year=year) if room >= 6 else str(year) if room >= 4 else ""
            pieces.append(Piece(start, end, text=text, edges=_RULE))
            start = end
        return tuple(pieces)

    def names(self, pen: Pen) -> tuple[Piece, ...]:
        """Return a piece for each month."""
        names = [say(f"paper-month-{month.month}", pen.lang) for month in self.months]
        return tuple(
            Piece(n * self._parts, (n + 1) * self._parts, None, name, _CENTER, _RULE)
            for n, name in enumerate(names)
        )

    def mark(self, word: str) -> tuple[Piece, ...]:
        """Return the word for today beside its line, on the side where there is room."""
        today = self.today or 0
        left = today > self.units // 2
        before = Piece(0, today, text=word if left else "", stands=_RIGHT)
        after = Piece(today, self.units, text="" if left else word, edges=_TODAY)
        return (before, after) if today else (after,)

    def pieces(self, span: Span) -> tuple[Piece, ...]:
        """Return the row of a window; what lies outside the calendar is cut off, with an arrow."""
        begins, ends = self._starts[0], self._end - timedelta(days=1)
        opens, closes = max(span.opens, begins), min(span.closes, ends)
        first = self._at(opens) if opens <= closes else 0
        last = self._at(closes) + 1 if opens <= closes else 0
        cuts = {0, self.units, first, last} | {n for n in self._rules if not first < n < last}
        if self.today is not None:
            cuts.add(self.today)
        pieces = []
        for start, end in pairwise(sorted(cuts)):
            inside = first <= start < last
            edge = _TODAY if start == self.today else _RULE if start in self._rules and not inside else ""
            earlier = inside and start == first and span.opens < begins
            later = inside and end == last and span.closes > ends
            text = "←" * earlier + "→" * later
            fill = palette.SOLID[span.tone] if inside else None
            pieces.append(Piece(start, end, fill, text, _RIGHT if later else "", edge, "FFFFFF"))
        return tuple(pieces)


_RULE = xml.side("left", 4, palette.RULE)
_TODAY = xml.side("left", 12, palette.RED)


def _month(day: date, later: int) -> date:
    """Return the first day of the month so many months later."""
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


def _part(month: date, part: int, parts: int) -> date:
    return month + timedelta(days=monthrange(month.year, month.month)[1] * part // parts)
