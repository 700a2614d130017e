"""The one comparison that everything ordered comes down to: in which rows a whole number reaches a bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import gcd
from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch.batch.planes import Plane

# Rows are held against so many bounds together, and so many truths are told before they are packed: they stay
# in a near cache.
_TOGETHER, _TRUTHS = 16, 1 << 19
# Bounds that no number reaches, or that each does, become the last numbers that so many bits hold.
_WIDTHS = (np.int16, np.int32)
# It takes as long to shorten numbers as to compare them with so many bounds.
FEW = 4


def parts_of(count: int) -> Iterator[slice]:
    """Yield so many things, those together whose planes a near cache holds."""
    return (slice(first, min(first + _TOGETHER, count)) for first in range(0, count, _TOGETHER))


def width_for(lowest: int, highest: int) -> type[np.signedinteger[Any]]:
    """Return the type of fewest bits that numbers may have to be held against bounds."""
    for one in _WIDTHS:
        if abs(lowest) < np.iinfo(one).max > abs(highest):
            return one
    return np.int64


def enter_reached(values: npt.NDArray[Any], bounds: Sequence[int], planes: Plane) -> None:
    """Write for each bound the plane of the rows whose value is at least that bound; see `entered`."""
    for _ in entered(values, bounds, planes):
        pass


def entered(values: npt.NDArray[Any], bounds: Sequence[int], planes: Plane) -> Iterator[slice]:
    """Write the same, and yield which planes are written, some at a time: still in a near cache.

    The type of the numbers must be theirs (see `width_for`) or wider.
    """
    if values.dtype == np.int64 and len(bounds) > FEW:
        values, bounds = _shortened(values, bounds)
    limit = np.iinfo(values.dtype)
    held = np.array([max(limit.min, min(limit.max, bound)) for bound in bounds], values.dtype)[:, None]
    bits = planes.view(np.uint8)
    truths = np.empty(min(_TRUTHS, len(values) * len(held)), np.bool_)
    for part in parts_of(len(held)):
        some = held[part]
        rows = _TRUTHS // len(some) // 8 * 8
        for row in range(0, len(values), rows):
            block = values[row : row + rows]
            reached = truths[: len(some) * len(block)].reshape(len(some), len(block))
            np.greater_equal(block, some, out=reached)
            packed = np.packbits(reached, axis=1, bitorder="little")
            start = row // 8
            bits[part, start : start + packed.shape[1]] = packed
        yield part


def _shortened(values: npt.NDArray[Any], bounds: Sequence[int]) -> tuple[npt.NDArray[Any], Sequence[int]]:
    """Return numbers and bounds in fewer bits, if those suffice to tell which bounds a number reaches.

    A number reaches a multiple of n if and only if its whole part in units of n does; and how far it is above
    the highest bound, or below the lowest, does not matter.
    """
    unit = gcd(*bounds) or 1
    short = [bound // unit for bound in bounds]
    low, high = min(short, default=0) - 1, max(short, default=0)
    width = width_for(low, high)
    if width is np.int64:
        return values, bounds
    units = values // unit
    np.clip(units, low, high, out=units)
    return units.astype(width), short
