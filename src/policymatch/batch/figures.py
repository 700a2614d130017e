"""Numbers and dates of a chunk as whole numbers, exact or from a low to a high, and their comparisons.

A figure is a number times a scale (fen: 100), so thresholds are scaled likewise and rounded to the side that
keeps the comparison what it is; nothing here is ever a binary fraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch.batch.bits import Empty
from policymatch.batch.planes import Bools, Plane
from policymatch.batch.reached import FEW, entered
from policymatch.values import Comparison, Number

Whole = npt.NDArray[np.signedinteger[Any]]
# A figure is held against a number: on which side of it is it?
Limit = tuple[Comparison, Number]
# Numbers beyond this are odd, so that the ends of the line stay apart from every number.
LIMIT = 1 << 62
# Stands, with its sign, for an end that there is not.
END = (1 << 63) - 1
# Arrow counts days from the beginning of 1970.
EPOCH = date(1970, 1, 1).toordinal()


class Limits:
    """Limits that one fact is held against, with the whole numbers that they come to, by scale."""

    def __init__(self, several: Sequence[Limit]) -> None:
        self.several = tuple(several)
        self._below = [op in (Comparison.LT, Comparison.LE) for op, _ in several]
        self._bounds: dict[int, list[int]] = {}

    def below(self, part: slice) -> list[int]:
        """Return which of a part a figure must stay below, or at most reach."""
        return [at for at in range(part.start, part.stop) if self._below[at]]

    def bounds(self, scale: int) -> list[int]:
        """Return the bounds that a scaled figure must reach, or must not where it is to stay below."""
        found = self._bounds.get(scale)
        if found is None:
            found = self._bounds[scale] = [_least(op, Fraction(limit) * scale) for op, limit in self.several]
        return found


def _least(op: Comparison, scaled: Fraction) -> int:
    # At least a whole number, or not: figures are whole.
    return within_limits(ceil(scaled) if op in (Comparison.GE, Comparison.LT) else floor(scaled) + 1)


@dataclass(frozen=True)
class Figures:
    """What a number or date may be in each row: from `low` to `high`, times `scale`.

    Exact figures have one array for both. `low_open` and `high_open` say where an end does not belong to the
    range. Rows of which nothing is stated (`empty`), that are wrong (`bad`) or do not fit (`odd`) hold
    anything.
    """

    low: Whole
    high: Whole
    scale: int
    empty: Empty
    bad: Bools | None = None
    odd: Bools | None = None
    low_open: Bools | None = None
    high_open: Bools | None = None
    # What exact figures may be held against bounds as (see `width_for`).
    width: type[np.signedinteger[Any]] = np.int64

    @property
    def null(self) -> Bools:
        """Return for each row whether nothing is stated."""
        return self.empty.rows

    @property
    def exact(self) -> bool:
        """Return whether every figure that is stated is one number."""
        return self.low is self.high

    def compared(self, op: Comparison, limit: Number) -> tuple[Bools, Bools]:
        """Return where the figure is certainly, and where it is perhaps, on that side of `limit`."""
        scaled = Fraction(limit) * self.scale
        match op:
            case Comparison.GE:
                return self._at_least(scaled)
            case Comparison.LE:
                return self._at_most(scaled)
            case Comparison.LT:
                true, possible = self._at_least(scaled)
            case _:
                true, possible = self._at_most(scaled)
        turned = ~possible
        return turned, turned if possible is true else ~true

    def entered_sides(self, limits: Limits, planes: Plane) -> Iterator[slice]:
        """Write for each limit the plane of the exact figures that are on that side of it.

        Yield which planes are written, some at a time.
        """
        bounds = limits.bounds(self.scale)
        values = self.low.astype(self.width, copy=False) if len(bounds) > FEW else self.low
        for part in entered(values, bounds, planes):
            for place in limits.below(part):
                np.invert(planes[place], planes[place])
            yield part

    def cut(self, first: int, rows: int) -> Figures:
        """Return the figures of some rows; the number of the first must be a multiple of 64."""
        part = slice(first, first + rows)
        low = self.low[part]
        several = (self.bad, self.odd, self.low_open, self.high_open)
        bad, odd, low_open, high_open = (
            None if one is None or not one[part].any() else one[part] for one in several
        )
        empty, high = self.empty.cut(first, rows), low if self.exact else self.high[part]
        return Figures(low, high, self.scale, empty, bad, odd, low_open, high_open, self.width)

    def shortened(self) -> Figures:
        """Return the same figures in as few bits as they may be compared in."""
        if not self.exact:
            return self
        low = self.low.astype(self.width, copy=False)
        return replace(self, low=low, high=low)

    def _at_least(self, limit: Fraction) -> tuple[Bools, Bools]:
        bound = within_limits(ceil(limit))
        true = self.low >= bound
        if self.exact:
            return true, true
        high: Whole = self.high
        if self.high_open is not None and limit.denominator == 1:
            high = np.where(self.high_open, high - 1, high)
        return true, high >= bound

    def _at_most(self, limit: Fraction) -> tuple[Bools, Bools]:
        bound = within_limits(floor(limit))
        true = self.high <= bound
        if self.exact:
            return true, true
        low: Whole = self.low
        if self.low_open is not None and limit.denominator == 1:
            low = np.where(self.low_open, low + 1, low)
        return true, low <= bound


def within_limits(bound: int) -> int:
    """Return a bound that is reached by the same figures, and that 64 bits hold."""
    # No figure lies beyond, and the ends of the line do on both sides.
    return max(-LIMIT, min(LIMIT, bound))


def either(left: Figures, right: Figures) -> Figures:
    """Return what a figure may be that is one of two, of which one at least is stated (values/hull.py)."""
    scale = lcm(left.scale, right.scale)
    one, other = _rescaled(left, scale), _rescaled(right, scale)
    same = (one.low == other.low) & (one.high == other.high)
    same &= (_bools(one.low_open, one) == _bools(other.low_open, other)) & (
        _bools(one.high_open, one) == _bools(other.high_open, other)
    )
    low = np.where(one.null, other.low, np.where(other.null, one.low, np.minimum(one.low, other.low)))
    high = np.where(one.null, other.high, np.where(other.null, one.high, np.maximum(one.high, other.high)))
    # The hull of two ranges is closed; of the same range twice, or of one, it is that range.
    opens = []
    for mine, its in ((one.low_open, other.low_open), (one.high_open, other.high_open)):
        mine, its = _bools(mine, one), _bools(its, other)
        opens.append(np.where(one.null, its, np.where(other.null, mine, mine & same)))
    return Figures(
        low,
        high,
        scale,
        Empty.among(one.null & other.null),
        _bools(one.bad, one) | _bools(other.bad, other),
        (_bools(one.odd, one) & ~one.null) | (_bools(other.odd, other) & ~other.null),
        opens[0],
        opens[1],
    )


def first_of(direct: Figures, otherwise: Figures) -> Figures:
    """Return the figures of `direct`, and those of `otherwise` where it states none."""
    scale = lcm(direct.scale, otherwise.scale)
    one, other = _rescaled(direct, scale), _rescaled(otherwise, scale)

    def chosen(mine: Bools | None, its: Bools | None) -> Bools:
        return np.where(one.null, _bools(its, other), _bools(mine, one))

    return Figures(
        np.where(one.null, other.low, one.low),
        np.where(one.null, other.high, one.high),
        scale,
        Empty.among(one.null & other.null),
        _bools(one.bad, one) | _bools(other.bad, other),
        chosen(one.odd, other.odd),
        chosen(one.low_open, other.low_open),
        chosen(one.high_open, other.high_open),
    )


def _bools(found: Bools | None, of: Figures) -> Bools:
    return np.zeros(len(of.null), np.bool_) if found is None else found


def _rescaled(one: Figures, scale: int) -> Figures:
    factor = scale // one.scale
    low, high = one.low.astype(np.int64), one.high.astype(np.int64)
    if factor == 1:
        return Figures(low, high, scale, one.empty, one.bad, one.odd, one.low_open, one.high_open)
    fits = LIMIT // factor
    ends = (np.abs(low) == END, np.abs(high) == END)
    wide = ((np.abs(low) > fits) & ~ends[0]) | ((np.abs(high) > fits) & ~ends[1])
    # Where the product does not fit it is not taken.
    times = np.int64(min(factor, LIMIT))
    low, high = (
        np.where(end, side, np.where(wide, 0, side) * times)
        for side, end in zip((low, high), ends, strict=True)
    )
    return Figures(
        low, high, scale, one.empty, one.bad, _bools(one.odd, one) | wide, one.low_open, one.high_open
    )
