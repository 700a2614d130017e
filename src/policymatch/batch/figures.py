"""Numbers and dates of a chunk as whole numbers, exact or from a low to a high, and their comparisons.

A column stores a number times a scale (fen: 100), so thresholds are scaled likewise and rounded to the side
that keeps the comparison what it is; nothing here is ever a binary fraction. What a 64-bit number cannot hold
is odd: it is left to the evaluator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch.batch.bits import Empty
from policymatch.batch.exact import plain_numbers
from policymatch.batch.planes import Bools, Plane
from policymatch.batch.reached import FEW, NARROW, enter_reached
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import Part
from policymatch.values import Comparison, Number
from policymatch.vocabulary import Field, Type

Whole = npt.NDArray[np.int64] | npt.NDArray[np.int32]
# A figure is held against a number: on which side of it is it?
Limit = tuple[Comparison, Number]
# Numbers beyond this are odd, so that the ends of the line stay apart from every number.
LIMIT = 1 << 62
_END = (1 << 63) - 1
# Arrow counts days from the beginning of 1970.
EPOCH = date(1970, 1, 1).toordinal()


class Limits:
    """Limits that one fact is held against, with the whole numbers that they come to, by scale."""

    def __init__(self, several: Sequence[Limit]) -> None:
        self.several = tuple(several)
        # The places of those that a figure must stay below, or at most reach.
        self.below = [at for at, (op, _) in enumerate(several) if op in (Comparison.LT, Comparison.LE)]
        self._bounds: dict[int, list[int]] = {}

    def bounds(self, scale: int) -> list[int]:
        """Return the bounds that a scaled figure must reach, or must not where it is to stay below."""
        found = self._bounds.get(scale)
        if found is None:
            found = self._bounds[scale] = [_least(op, Fraction(limit) * scale) for op, limit in self.several]
        return found


def _least(op: Comparison, scaled: Fraction) -> int:
    # At least a whole number, or not: figures are whole.
    return _within_limits(ceil(scaled) if op in (Comparison.GE, Comparison.LT) else floor(scaled) + 1)


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
    # Whether 32 bits hold every number (see `enter_reached`).
    narrow: bool = False

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

    def enter_sides(self, limits: Limits, planes: Plane) -> None:
        """Write for each limit the plane of the exact figures that are on that side of it."""
        bounds = limits.bounds(self.scale)
        values = self.low.astype(np.int32) if self.narrow and len(bounds) > FEW else self.low
        enter_reached(values, bounds, planes)
        for place in limits.below:
            np.invert(planes[place], planes[place])

    def _at_least(self, limit: Fraction) -> tuple[Bools, Bools]:
        bound = _within_limits(ceil(limit))
        true = self.low >= bound
        if self.exact:
            return true, true
        high: Whole = self.high
        if self.high_open is not None and limit.denominator == 1:
            high = np.where(self.high_open, high - 1, high)
        return true, high >= bound

    def _at_most(self, limit: Fraction) -> tuple[Bools, Bools]:
        bound = _within_limits(floor(limit))
        true = self.high <= bound
        if self.exact:
            return true, true
        low: Whole = self.low
        if self.low_open is not None and limit.denominator == 1:
            low = np.where(self.low_open, low + 1, low)
        return true, low <= bound


def _within_limits(bound: int) -> int:
    # No figure lies beyond, and the ends of the line do on both sides.
    return max(-LIMIT, min(LIMIT, bound))


def figures(parts: dict[Part, Any], field: Field) -> Figures:
    """Return the figures that the columns of one fact hold, by part."""
    rows = len(next(iter(parts.values())))
    plain = _plain(parts[Part.VALUE], field) if set(parts) == {Part.VALUE} else None
    if plain is not None:
        return plain
    value, low, high = (
        _column(parts[part], field) if part in parts else None for part in (Part.VALUE, Part.LOW, Part.HIGH)
    )
    if value is not None and low is None and high is None:
        return _exact(value, field)
    nothing = _Column.nothing(rows)
    value, low, high = value or nothing, low or nothing, high or nothing
    # Of a bound too, which is an end where a range has none.
    bounds = (1 if end is None else end.denominator for end in field.bounds)
    scale = lcm(value.scale, low.scale, high.scale, *bounds)
    value, low, high = (one.times(scale // one.scale) for one in (value, low, high))
    ranged = ~(low.null & high.null)
    bad = ~value.null & ranged
    odd = value.odd | low.odd | high.odd
    least, most = (None if end is None else Fraction(end) * scale for end in field.bounds)
    for one in (value, low, high):
        bad |= ~one.null & ~one.odd & _outside(one.values, least, most)
    bad |= _not_whole(value, field, scale)
    low_open = _flags(parts, Part.LOW_OPEN, rows) & ~low.null & value.null
    high_open = _flags(parts, Part.HIGH_OPEN, rows) & ~high.null & value.null
    lows = np.where(value.null, np.where(low.null, _end(least, -_END), low.values), value.values)
    highs = np.where(value.null, np.where(high.null, _end(most, _END), high.values), value.values)
    bad |= ranged & ~odd & ((lows > highs) | ((lows == highs) & (low_open | high_open)))
    return Figures(
        lows,
        highs,
        scale,
        Empty.among(value.null & ~ranged),
        bad,
        odd,
        low_open if low_open.any() else None,
        high_open if high_open.any() else None,
    )


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
    ends = (np.abs(low) == _END, np.abs(high) == _END)
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


@dataclass(frozen=True)
class _Column:
    """One column of numbers, times `scale`. Where a cell is empty or odd the number is 0."""

    values: npt.NDArray[np.int64]
    scale: int
    null: Bools
    odd: Bools

    @staticmethod
    def nothing(rows: int) -> _Column:
        return _Column(np.zeros(rows, np.int64), 1, np.ones(rows, np.bool_), np.zeros(rows, np.bool_))

    def times(self, factor: int) -> _Column:
        if factor == 1:
            return self
        wide = np.abs(self.values) > LIMIT // factor
        values = np.where(wide, 0, self.values) * np.int64(min(factor, LIMIT))
        return _Column(values, self.scale * factor, self.null, self.odd | wide)


def _plain(array: Any, field: Field) -> Figures | None:
    """Return the figures of a column of which every number fits and is one that the field may have."""
    plain = plain_numbers(array, LIMIT)
    if plain is None:
        return None
    values, lowest, highest = plain
    scale = _scale(array, field)
    least, most = (None if end is None else Fraction(end) * scale for end in field.bounds)
    if (least is not None and lowest < least) or (most is not None and highest > most):
        return None
    if field.type is Type.COUNT and scale != 1:
        return None
    narrow = lowest > -NARROW and highest < NARROW
    return Figures(values, values, scale, Empty.of(array), narrow=narrow)


def _scale(array: Any, field: Field) -> int:
    places = int(array.type.scale) if arrow().types.is_decimal(array.type) else 0
    return (100 if field.type is Type.MONEY else 1) * int(10 ** max(places, 0))


def _exact(column: _Column, field: Field) -> Figures:
    values: Whole = column.values
    lowest, highest = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    least, most = (None if end is None else Fraction(end) * column.scale for end in field.bounds)
    bad = _not_whole(column, field, column.scale)
    if (least is not None and lowest < least) or (most is not None and highest > most):
        bad |= ~column.null & ~column.odd & _outside(values, least, most)
    narrow = lowest > -NARROW and highest < NARROW
    empty = Empty.among(column.null)
    return Figures(values, values, column.scale, empty, bad, column.odd, narrow=narrow)


def _outside(values: Whole, least: Fraction | None, most: Fraction | None) -> Bools:
    outside = np.zeros(len(values), np.bool_)
    if least is not None:
        outside |= values < _within_limits(ceil(least))
    if most is not None:
        outside |= values > _within_limits(floor(most))
    return outside


def _not_whole(column: _Column, field: Field, scale: int) -> Bools:
    if field.type is not Type.COUNT or scale == 1:
        return np.zeros(len(column.values), np.bool_)
    return np.asarray(column.values % scale != 0)


def _end(bound: Fraction | None, otherwise: int) -> int:
    # The scale is a multiple of the bound's denominator, so that it is whole.
    return otherwise if bound is None else int(bound)


def _flags(parts: dict[Part, Any], part: Part, rows: int) -> Bools:
    if part not in parts:
        return np.zeros(rows, np.bool_)
    column = parts[part]
    if arrow().types.is_null(column.type):
        return np.zeros(rows, np.bool_)
    return np.asarray(column.fill_null(False))


def _column(array: Any, field: Field) -> _Column:
    pa = arrow()
    rows = len(array)
    null = np.asarray(array.is_null())
    types = pa.types
    if types.is_null(array.type):
        return _Column.nothing(rows)
    scale = _scale(array, field)
    if types.is_date32(array.type):
        days = np.asarray(array.cast(pa.int32()).fill_null(0)).astype(np.int64)
        return _Column(days, 1, null, np.zeros(rows, np.bool_))
    try:
        if types.is_decimal(array.type):
            values, odd = _of_decimals(array.cast(pa.decimal128(38, max(array.type.scale, 0))), null)
        else:
            values = np.asarray(array.cast(pa.int64()).fill_null(0))
            odd = np.abs(values) > LIMIT
    except pa.ArrowInvalid:
        return _Column(np.zeros(rows, np.int64), scale, null, ~null)
    odd = odd & ~null
    return _Column(np.where(odd, 0, values), scale, null, odd)


def _of_decimals(array: Any, null: Bools) -> tuple[npt.NDArray[np.int64], Bools]:
    """Return the digits of decimals as whole numbers, and where they do not fit."""
    halves = np.frombuffer(array.buffers()[1], np.int64)[2 * array.offset : 2 * (array.offset + len(array))]
    low, high = np.where(null, 0, halves[0::2]), np.where(null, 0, halves[1::2])
    return low, (high != low >> 63) | (np.abs(low) > LIMIT)
