"""The one comparison of possible values: certainly true, certainly false, or not decided by what is known."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from policymatch.values.span import Span
from policymatch.values.truth import Truth, all_of

P = TypeVar("P", int | Fraction, date)


class Comparison(StrEnum):
    """The six comparisons."""

    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    EQ = "="
    NE = "!="

    @property
    def mirrored(self) -> Comparison:
        """Return the comparison that says the same with its sides exchanged."""
        return _MIRRORED.get(self, self)


_MIRRORED = {
    Comparison.LT: Comparison.GT,
    Comparison.LE: Comparison.GE,
    Comparison.GT: Comparison.LT,
    Comparison.GE: Comparison.LE,
}


_FALSE, _UNKNOWN, _TRUE = Truth
_LT, _LE, _GT, _GE, _EQ, _ = Comparison


def compare(op: Comparison, left: Span[P], right: Span[P]) -> Truth:
    """Return whether `left op right` for whichever points the two really are."""
    if op is _GE:
        return _less(left, right).negated
    if op is _LT:
        return _less(left, right)
    if op is _LE:
        return _less(right, left).negated
    if op is _GT:
        return _less(right, left)
    return _equal(left, right) if op is _EQ else _equal(left, right).negated


def _less(left: Span[P], right: Span[P]) -> Truth:
    if _all_below(left, right):
        return _TRUE
    # Not less, whatever they are: the lowest left is at or above the highest right.
    if left.low is not None and right.high is not None and left.low >= right.high:
        return _FALSE
    return _UNKNOWN


def _all_below(left: Span[P], right: Span[P]) -> bool:
    if left.high is None or right.low is None:
        return False
    touching = left.high == right.low and (left.high_open or right.low_open)
    return left.high < right.low or touching


def _equal(left: Span[P], right: Span[P]) -> Truth:
    if left.meet(right) is None:
        return _FALSE
    return _TRUE if left.is_exact and right.is_exact else _UNKNOWN


def lies_in(inner: Span[P], outer: Span[P]) -> Truth:
    """Return whether the point that `inner` may be is one of `outer`, both ends of which count."""
    start: Span[P] = Span(outer.low, outer.low)
    end: Span[P] = Span(outer.high, outer.high)
    return all_of((compare(Comparison.GE, inner, start), compare(Comparison.LE, inner, end)))
