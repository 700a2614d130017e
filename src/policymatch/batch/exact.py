"""Columns of exact numbers and dates as they stand in memory, where nothing in them needs a second look."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch.batch.reached import width_for
from policymatch.firms.arrow import arrow


def plain_numbers(
    array: Any, limit: int
) -> tuple[npt.NDArray[np.int64] | npt.NDArray[np.int32], int, int] | None:
    """Return the whole numbers that a column of integers, decimals (their digits) or dates stores.

    Also the lowest and the highest of them. Empty cells hold anything up to `limit`. None where some number
    is larger, or the column is of another type: then it must be looked at cell by cell.
    """
    types = arrow().types
    rows = len(array)
    if not rows:
        return None
    if types.is_date32(array.type) or types.is_int32(array.type):
        days: npt.NDArray[np.int32] = _stored(array, np.int32)[array.offset : array.offset + rows]
        lowest, highest = int(days.min()), int(days.max())
        return None if width_for(lowest, highest) is np.int64 else (days, lowest, highest)
    if types.is_int64(array.type):
        values: npt.NDArray[np.int64] = _stored(array, np.int64)[array.offset : array.offset + rows]
    elif types.is_decimal128(array.type) and array.type.scale >= 0:
        halves = _stored(array, np.int64)[2 * array.offset : 2 * (array.offset + rows)].reshape(rows, 2)
        values, upper = halves[:, 0], halves[:, 1]
        # What fits into the lower half has nothing but its sign in the upper one.
        if (upper.any() or int(values.min()) < 0) and not np.array_equal(upper, values >> 63):
            return None
    else:
        return None
    lowest, highest = int(values.min()), int(values.max())
    if lowest < -limit or highest > limit:
        return None
    return np.ascontiguousarray(values), lowest, highest


def _stored(array: Any, type_: type[Any]) -> Any:
    return np.frombuffer(array.buffers()[1], type_)
