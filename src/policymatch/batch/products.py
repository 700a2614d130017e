"""The product of two numbers of rows, each from a low to a high (values/arithmetic.py)."""

from __future__ import annotations

from functools import reduce

import numpy as np
import numpy.typing as npt

from policymatch.batch.ends import End, common, either, end, product
from policymatch.batch.ranges import Range


def multiply(left: Range, right: Range) -> Range | None:
    """Return left × right; None where that is not told."""
    if left.exact and right.exact:
        made = _times(left.low, right.low)
        return None if made is None else Range(made, made)
    products = [_outward(one, sign, other, turn) for one, sign in _ends(left) for other, turn in _ends(right)]
    there = [one for one in products if one is not None]
    if len(there) < len(products):
        return None
    low, high = (reduce(lambda one, other: _furthest(one, other, side), there) for side in (-1, 1))
    return Range(_bounded(low, -1), _bounded(high, 1))


# A product of ends, and on which side it lies beyond everything (0: on none).
_Product = tuple[End, npt.NDArray[np.int64]]


def _ends(one: Range) -> tuple[tuple[End, int], ...]:
    return ((one.low, -1),) if one.exact else ((one.low, -1), (one.high, 1))


def _times(one: End, other: End) -> End | None:
    if not isinstance(one.below, int) or not isinstance(other.below, int):
        return None
    above, wide = product(one.above, other.above)
    return end(above, one.below * other.below, None, one.odd, other.odd, wide)


def _outward(one: End, sign: int, other: End, turn: int) -> _Product | None:
    """Return the product of two ends, of which one that there is not lies beyond everything (`sign`)."""
    made = _times(one, other)
    none = either(one.none, other.none)
    if made is None or none is None:
        return None if made is None else (made, np.zeros(len(made.above), np.int64))
    left, right = (
        np.sign(side.above) if side.none is None else np.where(side.none, beyond, np.sign(side.above))
        for side, beyond in ((one, sign), (other, turn))
    )
    # An unbounded end times zero is zero: the other number really is zero there.
    return made, np.where(none, left * right, 0)


def _furthest(one: _Product, other: _Product, side: int) -> _Product:
    """Return the lowest (`side` -1) or highest of two products."""
    (left, beyond), (right, further) = one, other
    x, y, below, odd = common(left, right)
    first = np.where(beyond == further, x >= y if side > 0 else x <= y, (beyond - further) * side > 0)
    return end(np.where(first, x, y), below, None, odd), np.where(first, beyond, further)


def _bounded(found: _Product, side: int) -> End:
    made, beyond = found
    none = beyond == side
    return end(made.above, made.below, none if none.any() else None, made.odd)
