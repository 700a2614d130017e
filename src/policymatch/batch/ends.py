"""One end of a number in each row, as a whole number over another, with what 64 bits do not hold left out.

Nothing here is ever a binary fraction: every product and sum is held against the limit first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from math import gcd, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch.batch.figures import LIMIT
from policymatch.batch.planes import Bools

Numbers = npt.NDArray[np.int64]
_FEN = 100


@dataclass(frozen=True)
class End:
    """One end in each row: `above` over `below`, above zero, which is the same for all rows or one for each.

    Rows in `none` have no such end, of those in `odd` it is not told; both hold 0.
    """

    above: Numbers
    below: int | Numbers = 1
    none: Bools | None = None
    odd: Bools | None = None

    @property
    def negated(self) -> End:
        """Return the end with its sign turned."""
        return End(-self.above, self.below, self.none, self.odd)

    @property
    def fen(self) -> End:
        """Return whole fen of yuan, rounded down."""
        return self.times(_FEN, 1).floor

    @property
    def floor(self) -> End:
        """Return the whole number at or below."""
        return End(self.above // self.below, 1, self.none, self.odd)

    def times(self, above: int, below: int) -> End:
        """Return the end times a constant, which must not turn its sign."""
        if isinstance(self.below, int):
            shared = gcd(above, self.below) or 1
            made, wide = product(self.above, above // shared)
            return end(made, self.below // shared * below, self.none, self.odd, wide)
        made, wide = product(self.above, above)
        under, wider = product(self.below, below)
        return end(made, _positive(under, wider), self.none, self.odd, wide, wider)

    def taken(self, rows: npt.NDArray[np.int64]) -> End:
        """Return the end of some rows, in their order."""
        below = self.below if isinstance(self.below, int) else self.below[rows]
        none, odd = (None if one is None else one[rows] for one in (self.none, self.odd))
        return End(self.above[rows], below, none, odd)

    def odder(self, odd: Bools | None) -> End:
        """Return the end with some more rows of which it is not told."""
        return self if odd is None else end(self.above, self.below, self.none, self.odd, odd)


def end(above: Numbers, below: int | Numbers, none: Bools | None, *odd: Bools | None) -> End:
    """Return an end that holds 0 wherever it holds nothing."""
    if isinstance(below, int) and below > LIMIT:
        return End(np.zeros_like(above), 1, none, np.ones(len(above), np.bool_))
    odds = either(*odd)
    out = either(none, odds)
    return End(above if out is None else np.where(out, 0, above), below, none, odds)


def constant(rows: int, above: int, below: int = 1) -> End:
    """Return the same end for all rows."""
    if abs(above) > LIMIT:
        return End(np.zeros(rows, np.int64), 1, None, np.ones(rows, np.bool_))
    return End(np.full(rows, above, np.int64), below)


def unbounded(rows: int) -> End:
    """Return no end for all rows."""
    return End(np.zeros(rows, np.int64), 1, np.ones(rows, np.bool_))


def plus(one: End, other: End) -> End:
    """Return the sum of two ends; with what has no end it has none."""
    left, right, below, odd = common(one, other)
    above = left + right
    # Neither is beyond the limit, so that a sum that wraps around is below it on the other side.
    wide = (above > LIMIT) | (above < -LIMIT)
    return end(above, below, either(one.none, other.none), odd, wide if wide.any() else None)


def extreme(one: End, other: End, choose: Callable[..., Any], unbounded: bool) -> End:
    """Return the lower or higher (`choose`) of two ends.

    Where one has no end there is none (`unbounded`), or else it is the other.
    """
    left, right, below, odd = common(one, other)
    above = choose(left, right)
    if one.none is None and other.none is None:
        return end(above, below, None, odd)
    if unbounded:
        return end(above, below, either(one.none, other.none), odd)
    if one.none is not None:
        above = np.where(one.none, right, above)
    if other.none is not None:
        above = np.where(other.none, left, above)
    none = None if one.none is None or other.none is None else one.none & other.none
    return end(above, below, none, odd)


def chosen(rows: Bools, one: End, other: End) -> End:
    """Return the end `one` in some rows, and `other` in the rest."""
    left, right, below, wide, wider = _shared(one, other)
    mine, its = either(one.odd, wide), either(other.odd, wider)
    return end(
        np.where(rows, left, right), below, picked(rows, one.none, other.none), picked(rows, mine, its)
    )


def picked(rows: Bools, one: Bools | None, other: Bools | None) -> Bools | None:
    """Return the mask `one` in some rows, and `other` in the rest; None stands for one without any."""
    if one is other:
        return one
    return either(None if one is None else one & rows, None if other is None else other & ~rows)


def common(one: End, other: End) -> tuple[Numbers, Numbers, int | Numbers, Bools | None]:
    """Return what two ends have above a shared denominator, that, and the rows that do not fit or are odd."""
    left, right, below, wide, wider = _shared(one, other)
    return left, right, below, either(one.odd, other.odd, wide, wider)


def _shared(one: End, other: End) -> tuple[Numbers, Numbers, int | Numbers, Bools | None, Bools | None]:
    """Return two ends over a shared denominator, and the rows of each that do not fit."""
    if one.below is other.below:
        return one.above, other.above, one.below, None, None
    if isinstance(one.below, int) and isinstance(other.below, int):
        below = lcm(one.below, other.below)
        left, wide = product(one.above, below // one.below)
        right, wider = product(other.above, below // other.below)
        return left, right, below, wide, wider
    left, wide = product(one.above, other.below)
    right, wider = product(other.above, one.below)
    under, widest = product(_spread(one), other.below)
    return left, right, _positive(under, widest), either(wide, widest), either(wider, widest)


def product(values: Numbers, factor: int | Numbers) -> tuple[Numbers, Bools | None]:
    """Return the products, 0 where they do not fit, and those rows (None without any)."""
    if isinstance(factor, int):
        if abs(factor) > LIMIT:
            return np.zeros_like(values), values != 0
        if abs(factor) <= 1:
            return values * factor, None
        most: Any = LIMIT // abs(factor)
    else:
        most = LIMIT // np.maximum(np.abs(factor), 1)
    wide = np.abs(values) > most
    if not wide.any():
        return values * factor, None
    fitting: Numbers = np.where(wide, 0, values)
    return fitting * factor, wide


def either(*several: Bools | None) -> Bools | None:
    """Return the rows in one of several masks; None stands for one without any."""
    there = [one for one in several if one is not None]
    return reduce(np.logical_or, there) if there else None


def _spread(one: End) -> Numbers:
    return np.full(len(one.above), one.below, np.int64) if isinstance(one.below, int) else one.below


def _positive(below: Numbers, wide: Bools | None) -> Numbers:
    return below if wide is None else np.where(wide, 1, below)
