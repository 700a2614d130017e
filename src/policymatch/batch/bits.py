"""Where cells are empty, and where they say yes: the bits that Arrow keeps of a column, as planes."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from policymatch.batch.planes import Bools, Plane, empty, packed, part_if_any, unpacked, words_for
from policymatch.firms.arrow import arrow


class Empty:
    """The rows of a column whose cells are empty: `plane` has their bits and is None where there are none."""

    def __init__(self, plane: Plane | None, count: int) -> None:
        self.plane, self.count = plane, count

    @classmethod
    def of(cls, column: Any) -> Empty:
        """Return the empty cells of an Arrow column."""
        there = _bits(column, 0) if column.null_count else None
        return cls(None if there is None else ~there, len(column))

    @classmethod
    def among(cls, rows: Bools) -> Empty:
        """Return the cells of rows that are true."""
        return cls(packed(rows, words_for(len(rows))) if rows.any() else None, len(rows))

    def cut(self, first: int, rows: int) -> Empty:
        """Return the empty cells of some rows; the number of the first must be a multiple of 64."""
        return Empty(part_if_any(self.plane, first, rows), rows)

    @cached_property
    def rows(self) -> Bools:
        """Return for each row whether its cell is empty."""
        return np.zeros(self.count, np.bool_) if self.plane is None else unpacked(self.plane, self.count)


def saying_yes(column: Any) -> Plane:
    """Return the rows in which an Arrow column of truth values says yes; an empty cell does not."""
    if arrow().types.is_null(column.type):
        return empty(words_for(len(column)))
    yes = _bits(column, 1)
    return yes & _bits(column, 0) if column.null_count else yes


def _bits(column: Any, which: int) -> Plane:
    """Return the bits of one of the buffers of a column: whether cells are there, or yes."""
    rows, first = len(column), column.offset
    buffer = column.buffers()[which]
    if buffer is None or first % 8:
        column = column.is_valid() if which == 0 else column.fill_null(False)
        return packed(np.asarray(column), words_for(rows))
    size = (rows + 7) // 8
    bits = np.frombuffer(buffer, np.uint8)[first // 8 : first // 8 + size]
    if size % 8 == 0 and first % 64 == 0:
        return bits.view(np.uint64)
    plane = np.zeros(words_for(rows) * 8, np.uint8)
    plane[:size] = bits
    return plane.view(np.uint64)
