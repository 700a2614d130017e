"""Intervals of numbers and of dates: exact, ranged, half-open or unknown.

Numbers are whole (`int`) or rational (`Fraction`), never binary floating point, so that a threshold met to
the fen is met. An end that is None is unbounded. An end may be open ("超过2000万元", more than), which
matters at thresholds; arithmetic treats open ends as closed, which is wider and therefore sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

Number = int | Fraction

P = TypeVar("P", int | Fraction, date)


@dataclass(frozen=True, slots=True)
class Span(Generic[P]):
    """All points from `low` to `high`. Raises ValueError when no point is left."""

    low: P | None
    high: P | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        # An end that there is not is not open either, so that spans of the same points are equal.
        if self.low is None and self.low_open:
            object.__setattr__(self, "low_open", False)
        if self.high is None and self.high_open:
            object.__setattr__(self, "high_open", False)
        if self.low is None or self.high is None:
            return
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"an interval must not be empty (got {self.low} to {self.high})")

    @staticmethod
    def exact(point: P) -> Span[P]:
        """Return the span that holds `point` alone."""
        return closed(point, point)

    @property
    def is_exact(self) -> bool:
        """Return whether one point is left."""
        return self.low is not None and self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Return whether both ends are known."""
        return self.low is not None and self.high is not None

    def __contains__(self, point: P) -> bool:
        if self.low is not None and (point < self.low or (self.low_open and point == self.low)):
            return False
        return self.high is None or not (point > self.high or (self.high_open and point == self.high))

    def meet(self, other: Span[P]) -> Span[P] | None:
        """Return the points in both, or None when there are none."""
        low, low_open = self.low, self.low_open
        if low is None or (other.low is not None and other.low > low):
            low, low_open = other.low, other.low_open
        elif other.low == low:
            low_open = low_open or other.low_open
        high, high_open = self.high, self.high_open
        if high is None or (other.high is not None and other.high < high):
            high, high_open = other.high, other.high_open
        elif other.high == high:
            high_open = high_open or other.high_open
        try:
            return Span(low, high, low_open, high_open)
        except ValueError:
            return None

    def hull(self, other: Span[P]) -> Span[P]:
        """Return the smallest closed span that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return closed(low, high)


# A frozen dataclass looks each field up by name to set it; the setters themselves are twice as quick.
_new = Span.__new__
_set_low, _set_high, _set_low_open, _set_high_open = (
    Span.__dict__[name].__set__ for name in ("low", "high", "low_open", "high_open")
)


def closed(low: P | None, high: P | None) -> Span[P]:
    """Return `Span(low, high)` where it is known that `low` is not above `high`: what arithmetic makes."""
    span: Span[P] = _new(Span)
    _set_low(span, low)
    _set_high(span, high)
    _set_low_open(span, False)
    _set_high_open(span, False)
    return span


NumberSpan = Span[int | Fraction]
DateSpan = Span[date]

ANYTHING: NumberSpan = Span(None, None)
ANY_DATE: DateSpan = Span(None, None)
