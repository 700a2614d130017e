"""Where the bars of a chart begin and end, as shares of its width; and the months along a timeline."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from policymatch.letters.paper.blocks import Bars, Span, Timeline


@dataclass(frozen=True)
class Month:
    """A month of a timeline and where it begins. Of the first month that may be the first day shown."""

    year: int
    month: int
    at: Fraction


@dataclass(frozen=True)
class Stretch:
    """Where the bar of a span lies; `before` and `after` tell that it goes on outside the timeline."""

    start: Fraction
    end: Fraction
    before: bool
    after: bool


@dataclass(frozen=True)
class Reach:
    """How far a bar reaches: solid to `low`, light to `high`; `open` has no upper end and fills the width."""

    low: Fraction
    high: Fraction
    open: bool


def months_of(line: Timeline) -> tuple[Month, ...]:
    """Return the months that a timeline shows, in order."""
    return tuple(Month(first.year, first.month, _at(line, max(first, line.first))) for first in _firsts(line))


def today_of(line: Timeline) -> Fraction | None:
    """Return where today lies (its middle), None when the timeline does not show it."""
    if not line.first <= line.today <= line.last:
        return None
    return (_at(line, line.today) + _at(line, line.today + timedelta(days=1))) / 2


def stretch_of(span: Span, line: Timeline) -> Stretch:
    """Return where a span lies on a timeline. Both its days count, so it ends where the next day begins."""
    start, end = _at(line, span.opens), _at(line, span.closes) + Fraction(1, _days(line))
    return Stretch(_within(start), _within(end), start < 0, end > 1)


def reaches_of(bars: Bars) -> tuple[Reach, ...]:
    """Return how far the bars of a chart reach, against the longest; one with an open end fills the width.

    When one has no end, those that end are drawn shorter than the width, so that the two are told apart.
    """
    ends = [Fraction(bar.low if bar.high is None else bar.high) for bar in bars.items]
    longest = max(ends, default=Fraction(0))
    if any(bar.high is None for bar in bars.items):
        longest = longest * Fraction(10, 9)
    scale = longest if longest > 0 else Fraction(1)
    return tuple(
        Reach(
            _within(Fraction(bar.low) / scale),
            Fraction(1) if bar.high is None else _within(end / scale),
            bar.high is None,
        )
        for bar, end in zip(bars.items, ends, strict=True)
    )


def _days(line: Timeline) -> int:
    return max(1, (line.last - line.first).days + 1)


def _at(line: Timeline, day: date) -> Fraction:
    return Fraction((day - line.first).days, _days(line))


def _within(share: Fraction) -> Fraction:
    return min(max(share, Fraction(0)), Fraction(1))


def _firsts(line: Timeline) -> Iterator[date]:
    """Yield the first day of each month shown."""
    first = line.first.replace(day=1)
    while first <= max(line.first, line.last):
        yield first
        first = first + timedelta(days=monthrange(first.year, first.month)[1])
