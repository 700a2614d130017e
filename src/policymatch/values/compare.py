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


def compare(op: Comparison, left: Span[P], right: Span[P]) -> Truth:
    """Return whether `left op right` for whichever points the two really are."""
    match op:
        case Comparison.LT:
            return _less(left, right)
        case Comparison.GT:
            return _less(right, left)
        case Comparison.GE:
            return _less(left, right).negated
        case Comparison.LE:
            return _less(right, left).negated
        case Comparison.EQ:
            return _equal(left, right)
        case Comparison.NE:
            return _equal(left, right).negated


def _less(left: Span[P], right: Span[P]) -> Truth:
    if _all_below(left, right):
        return Truth.TRUE
    # Not less, whatever they are: the lowest left is at or above the highest right.
    if left.low is not None and right.high is not None and left.low >= right.high:
        return Truth.FALSE
    return Truth.UNKNOWN


def _all_below(left: Span[P], right: Span[P]) -> bool:
    if left.high is None or right.low is None:
        return False
    touching = left.high == right.low and (left.high_open or right.low_open)
    return left.high < right.low or touching


def _equal(left: Span[P], right: Span[P]) -> Truth:
    if left.meet(right) is None:
        return Truth.FALSE
    return Truth.TRUE if left.is_exact and right.is_exact else Truth.UNKNOWN


def lies_in(inner: Span[P], outer: Span[P]) -> Truth:
    """Return whether the point that `inner` may be is one of `outer`, both ends of which count."""
    start: Span[P] = Span(outer.low, outer.low)
    end: Span[P] = Span(outer.high, outer.high)
    return all_of((compare(Comparison.GE, inner, start), compare(Comparison.LE, inner, end)))
