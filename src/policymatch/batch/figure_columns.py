"""Columns of numbers and dates → figures: each number times its scale, in 64 bits.

What a 64-bit number cannot hold is odd: it is left to the evaluator. What the field cannot be is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch.batch.bits import Empty
from policymatch.batch.exact import plain_numbers
from policymatch.batch.figures import END, LIMIT, Figures, Whole, within_limits
from policymatch.batch.planes import Bools
from policymatch.batch.reached import width_for
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import Part
from policymatch.vocabulary import Field, Type


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
    lows = np.where(value.null, np.where(low.null, _end(least, -END), low.values), value.values)
    highs = np.where(value.null, np.where(high.null, _end(most, END), high.values), value.values)
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
    return Figures(values, values, scale, Empty.of(array), width=width_for(lowest, highest))


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
    empty, width = Empty.among(column.null), width_for(lowest, highest)
    return Figures(values, values, column.scale, empty, bad, column.odd, width=width)


def _outside(values: Whole, least: Fraction | None, most: Fraction | None) -> Bools:
    outside = np.zeros(len(values), np.bool_)
    if least is not None:
        outside |= values < within_limits(ceil(least))
    if most is not None:
        outside |= values > within_limits(floor(most))
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
