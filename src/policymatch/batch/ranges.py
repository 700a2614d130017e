"""Numbers of rows, from a low to a high: the interval arithmetic of values/arithmetic.py over columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np
import numpy.typing as npt

from policymatch.batch.ends import (
    End,
    chosen,
    common,
    constant,
    either,
    end,
    extreme,
    picked,
    plus,
    product,
    unbounded,
)
from policymatch.batch.planes import Bools
from policymatch.values import Comparison


@dataclass(frozen=True)
class Range:
    """What a number may be in each row. Numbers that are exact in all rows have one end for both.

    `open` are rows of which an end may not belong to the range, which matters to a division and a comparison.
    """

    low: End
    high: End
    open: Bools | None = None

    @property
    def exact(self) -> bool:
        """Return whether every row has one number."""
        return self.low is self.high

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return len(self.low.above)

    @property
    def odd(self) -> Bools | None:
        """Return the rows of which the number is not told."""
        return self.low.odd if self.exact else either(self.low.odd, self.high.odd)

    def each(self, change: Callable[[End], End]) -> Range:
        """Return the numbers with both ends changed, closed."""
        low = change(self.low)
        return Range(low, low if self.exact else change(self.high))

    def odder(self, odd: Bools | None) -> Range:
        """Return the numbers with some more rows of which they are not told."""
        if odd is None:
            return self
        low = self.low.odder(odd)
        return Range(low, low if self.exact else self.high.odder(odd), self.open)


def exactly(rows: int, value: int | Fraction) -> Range:
    """Return one number for all rows."""
    made = constant(rows, value.numerator, value.denominator)
    return Range(made, made)


def between(rows: int, low: int | Fraction | None, high: int | Fraction | None) -> Range:
    """Return one range for all rows, without the ends that are None."""
    if low is not None and low == high:
        return exactly(rows, low)
    return Range(_one_end(rows, low), _one_end(rows, high))


def _one_end(rows: int, value: int | Fraction | None) -> End:
    return unbounded(rows) if value is None else constant(rows, value.numerator, value.denominator)


def add(left: Range, right: Range) -> Range:
    """Return left + right."""
    low = plus(left.low, right.low)
    return Range(low, low if left.exact and right.exact else plus(left.high, right.high))


def negate(one: Range) -> Range:
    """Return a range with its sign turned."""
    low = one.high.negated
    return Range(low, low if one.exact else one.low.negated, one.open)


def subtract(left: Range, right: Range) -> Range:
    """Return left - right."""
    return add(left, negate(right))


def scale(one: Range, by: Fraction) -> Range:
    """Return a range times a constant."""
    if not by:
        return exactly(one.rows, 0).odder(one.odd)
    turned = negate(one) if by < 0 else one
    return turned.each(lambda side: side.times(abs(by.numerator), by.denominator))


def divide(left: Range, right: Range) -> Range | None:
    """Return left ÷ right; None where that is not told, as of a divisor below zero."""
    under, over = right.low.below, right.high.below
    if not isinstance(left.low.below, int) or not isinstance(left.high.below, int):
        return None
    if not isinstance(under, int) or under != over:
        return None
    # By what may be zero or less, by what is below it, and by what comes near it without touching.
    low_sign, high_sign = np.sign(right.low.above), np.sign(right.high.above)
    positive = low_sign > 0 if right.low.none is None else (low_sign > 0) & ~right.low.none
    negative = high_sign < 0 if right.high.none is None else (high_sign < 0) & ~right.high.none
    low = _quotient(left.low, left.low.above < 0, right, positive)
    if left.exact and right.exact and positive.all():
        return Range(low, low).odder(either(right.odd, right.open))
    high = _quotient(left.high, left.high.above > 0, right, positive)
    return Range(low, high).odder(either(right.odd, right.open, negative))


def _quotient(of: End, grows: Bools, by: Range, told: Bools) -> End:
    """Return an end over the divisor that takes it furthest: the lowest where it `grows`, or the highest."""
    assert isinstance(of.below, int)
    assert isinstance(by.low.below, int)
    shared = gcd(of.below, by.low.below)
    above, wide = product(of.above, by.low.below // shared)
    divisor = by.low.above if by.exact else np.where(grows, by.low.above, by.high.above)
    below, wider = product(np.where(told & (divisor > 0), divisor, 1), of.below // shared)
    # Over anything at all, however much, next to nothing is left.
    least = None if by.high.none is None else by.high.none & ~grows & told
    above = above if least is None else np.where(least, 0, above)
    below = below if wider is None else np.where(wider, 1, below)
    none = either(of.none, None if told.all() else ~told)
    return end(above, below, none, of.odd, wide, wider)


def least(one: Range, other: Range) -> Range:
    """Return the smaller of two numbers."""
    low = extreme(one.low, other.low, np.minimum, unbounded=True)
    if one.exact and other.exact and low.none is None:
        return Range(low, low)
    return Range(low, extreme(one.high, other.high, np.minimum, unbounded=False))


def greatest(one: Range, other: Range) -> Range:
    """Return the larger of two numbers."""
    high = extreme(one.high, other.high, np.maximum, unbounded=True)
    if one.exact and other.exact and high.none is None:
        return Range(high, high)
    return Range(extreme(one.low, other.low, np.maximum, unbounded=False), high)


def floor(one: Range) -> Range:
    """Return the whole number at or below."""
    return one.each(lambda side: side.floor)


def hull(one: Range, other: Range) -> Range:
    """Return everything that one of two numbers allows, and what lies between."""
    low = extreme(one.low, other.low, np.minimum, unbounded=True)
    return Range(low, extreme(one.high, other.high, np.maximum, unbounded=True))


def where(rows: Bools, one: Range, other: Range) -> Range:
    """Return the numbers of `one` in some rows, and those of `other` in the rest."""
    if not rows.any():
        return other
    if rows.all():
        return one
    low = chosen(rows, one.low, other.low)
    opened = picked(rows, one.open, other.open)
    exact = one.exact and other.exact
    return Range(low, low if exact else chosen(rows, one.high, other.high), opened)


def compare(op: Comparison, left: Range, right: Range) -> tuple[Bools, Bools, Bools | None]:
    """Return where `left op right` certainly, and where it perhaps holds, and where that is not told."""
    odd = either(left.odd, right.odd, left.open, right.open)
    if op in (Comparison.GT, Comparison.LE):
        left, right = right, left
    if op in (Comparison.EQ, Comparison.NE):
        below, not_below, wide = _less(left, right)
        above, not_above, wider = _less(right, left)
        true, possible = not_below & not_above & one(left) & one(right), ~(below | above)
        odd = either(odd, wide, wider)
    else:
        true, never, wide = _less(left, right)
        possible, odd = ~never, either(odd, wide)
    if op in (Comparison.GE, Comparison.LE, Comparison.NE):
        true, possible = ~possible, ~true
    return true, possible, odd


def _less(left: Range, right: Range) -> tuple[Bools, Bools, Bools | None]:
    """Return where a number is certainly less than another, where certainly not, and what is not told."""
    x, y, _, odd = common(left.high, right.low)
    less = x < y
    never, wide = ~less, None
    if not (left.exact and right.exact):
        x, y, _, wide = common(left.low, right.high)
        never = x >= y
    for side in (left.high.none, right.low.none):
        less = less if side is None else less & ~side
    for side in (left.low.none, right.high.none):
        never = never if side is None else never & ~side
    return less, never, either(odd, wide)


def one(number: Range) -> Bools:
    """Return the rows with one number."""
    if number.exact:
        return np.ones(number.rows, np.bool_)
    x, y, _, _ = common(number.low, number.high)
    none = either(number.low.none, number.high.none)
    same: Bools = x == y
    return same if none is None else same & ~none


def within(number: Range, low: int | Fraction | None, high: int | Fraction | None) -> Range:
    """Return numbers no wider than two bounds; a number that lies outside of them stays what it is."""
    if number.exact:
        return number
    bounds = between(number.rows, low, high)
    made = Range(
        extreme(number.low, bounds.low, np.maximum, unbounded=False),
        extreme(number.high, bounds.high, np.minimum, unbounded=False),
        number.open,
    )
    x, y, _, _ = common(made.low, made.high)
    none = either(made.low.none, made.high.none)
    outside = x > y if none is None else (x > y) & ~none
    return where(outside, number, made)


def taken(number: Range, rows: npt.NDArray[np.int64]) -> Range:
    """Return the numbers of some rows, in their order."""
    low = number.low.taken(rows)
    opened = None if number.open is None else number.open[rows]
    return Range(low, low if number.exact else number.high.taken(rows), opened)


def fen(yuan: Range) -> Range:
    """Return yuan in whole fen: rounded half up, the ends of a range outward (matching/amount.py)."""
    # Half up is the whole number below one half more.
    half = yuan.low.times(200, 1)
    half = plus(half, constant(yuan.rows, 1)).times(1, 2).floor
    if yuan.exact:
        return Range(half, half)
    low, high = yuan.low.fen, yuan.high.negated.fen.negated
    return where(one(yuan), Range(half, half), Range(low, high))
