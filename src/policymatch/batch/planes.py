"""Planes: one bit for each firm of a chunk, in words of 64; and truths as planes.

Bits behind the last firm of a chunk may be anything: whoever reads firms out of a plane leaves them out.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


_NOBODY = np.zeros(0, np.int64)


class Truths(NamedTuple):
    """Whether something holds for each firm of a chunk, as far as columns tell.

    Where columns tell all, it is certainly true of `true`, and perhaps true of `possible`. What they leave to
    the evaluator may turn out either way: then it is certainly true of `true` at least and of `true_at_most`
    at most, and so is `possible`. Planes that are the same are one array, and worked out once.
    """

    true: Plane
    true_at_most: Plane
    possible: Plane
    possible_at_most: Plane

    @property
    def negated(self) -> Truths:
        """Return where it does not hold."""
        turned: dict[int, Plane] = {}
        for plane in self:
            if id(plane) not in turned:
                turned[id(plane)] = ~plane
        true, true_at_most, possible, possible_at_most = (turned[id(plane)] for plane in self)
        return Truths(possible_at_most, possible, true_at_most, true)

    def presumed(self, holds: bool) -> Truths:
        """Return the same where what is unknown is taken to hold, or not to hold."""
        if holds:
            return Truths(self.possible, self.possible_at_most, self.possible, self.possible_at_most)
        return Truths(self.true, self.true_at_most, self.true, self.true_at_most)


def told(true: Plane, possible: Plane, left: Plane | None) -> Truths:
    """Return truths that are told except for the firms `left`, which are in neither plane."""
    if left is None:
        return Truths(true, true, possible, possible)
    at_most = true | left
    return Truths(true, at_most, possible, at_most if possible is true else possible | left)


def words_for(rows: int) -> int:
    """Return how many words a plane over so many rows has."""
    return (rows + 63) // 64


def empty(words: int) -> Plane:
    """Return a plane without any firm."""
    return np.zeros(words, np.uint64)


def full(words: int) -> Plane:
    """Return a plane with every firm."""
    return np.full(words, ~np.uint64(0))


def packed(bools: Bools, words: int) -> Plane:
    """Return the plane of truth values, one for each row."""
    bits = np.packbits(bools, bitorder="little")
    if len(bits) % 8 == 0:
        return bits.view(np.uint64)
    plane = np.zeros(words * 8, np.uint8)
    plane[: len(bits)] = bits
    return plane.view(np.uint64)


def packed_if_any(bools: Bools | None, words: int) -> Plane | None:
    """Return the plane of truth values; None where none is true."""
    return None if bools is None or not bools.any() else packed(bools, words)


def rows_in(plane: Plane, rows: int) -> Rows:
    """Return the numbers of the rows whose bit is set, in rising order."""
    return np.flatnonzero(unpacked(plane, rows)) if plane.any() else _NOBODY


def unpacked(plane: Plane, rows: int) -> Bools:
    """Return the truth value of each row."""
    return np.unpackbits(plane.view(np.uint8), count=rows, bitorder="little").view(np.bool_)


def union(*planes: Plane | None) -> Plane | None:
    """Return the firms that are in one of several planes; None stands for a plane without any."""
    made: Plane | None = None
    for plane in planes:
        if plane is not None:
            made = plane if made is None else made | plane
    return made


def boolean(column: Any) -> Bools:
    """Return the cells of an Arrow column of truth values; an empty one is false."""
    return np.asarray(column.fill_null(False))
