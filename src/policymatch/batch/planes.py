"""Planes: one bit for each firm of a chunk, in words of 64; and truths as planes.

Bits behind the last firm of a chunk may be anything: whoever reads firms out of a plane leaves them out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from policymatch.values import Truth

Plane = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


_NOBODY = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Truths:
    """Whether something holds for each firm of a chunk, as far as columns tell.

    Where columns tell all, it is certainly true of `true`, and perhaps true of `possible`. What they leave to
    the evaluator may turn out either way: then it is certainly true of `true` at least and of `true_at_most`
    at most, and so is `possible`. These are the four `planes`, an array of true or possible × at least or at
    most × words; an axis along which planes are the same has length one, so that they are worked out once.
    """

    planes: Plane

    @property
    def true(self) -> Plane:
        """The firms of which it is certainly true, at least."""
        return cast(Plane, self.planes[0, 0])

    @property
    def true_at_most(self) -> Plane:
        """The firms of which it is certainly true, at most."""
        return cast(Plane, self.planes[0, -1])

    @property
    def possible(self) -> Plane:
        """The firms of which it is perhaps true, at least."""
        return cast(Plane, self.planes[-1, 0])

    @property
    def possible_at_most(self) -> Plane:
        """The firms of which it is perhaps true, at most."""
        return cast(Plane, self.planes[-1, -1])

    @property
    def is_told(self) -> bool:
        """Return whether nothing is left to the evaluator."""
        return bool(self.planes.shape[1] == 1)

    @property
    def left(self) -> Plane:
        """Return the firms that are left to the evaluator."""
        return (self.true_at_most & ~self.true) | (self.possible_at_most & ~self.possible)

    @property
    def negated(self) -> Truths:
        """Return where it does not hold: what is certain becomes what is not possible, least becomes most."""
        return Truths(~self.planes[::-1, ::-1])

    def presumed(self, holds: bool) -> Truths:
        """Return the same where what is unknown is taken to hold, or not to hold."""
        return Truths(self.planes[-1:] if holds else self.planes[:1])

    def without(self, left: Plane) -> Truths:
        """Return the same where of the firms `left` nothing is told."""
        least, most = self.planes[:, :1] & ~left, self.planes[:, -1:] | left
        return Truths(np.concatenate([least, most], axis=1))


def told(true: Plane, possible: Plane, left: Plane | None = None) -> Truths:
    """Return truths that are told except for the firms `left`."""
    if possible is true:
        planes = true[None, None]
    else:
        planes = np.empty((2, 1, len(true)), np.uint64)
        planes[0, 0], planes[1, 0] = true, possible
    truths = Truths(planes)
    return truths if left is None else truths.without(left)


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


def size_of(plane: Plane, rows: int) -> int:
    """Return how many of the rows have their bit set."""
    within = rows % 64
    beyond = int(plane[-1]) >> within if within else 0
    return int(np.bitwise_count(plane).sum()) - beyond.bit_count()


class Sizes:
    """How many rows have their bit set, of planes that are true and possible: all counted at once."""

    def __init__(self, most: int, words: int) -> None:
        self._bits = np.empty((most, 2, words), np.uint8)
        self._last = np.empty((most, 2), np.uint64)
        self._count = 0

    def add(self, planes: Plane) -> None:
        """Add two planes."""
        np.bitwise_count(planes, out=self._bits[self._count])
        self._last[self._count] = planes[:, -1]
        self._count += 1

    def within(self, rows: int) -> npt.NDArray[np.int64]:
        """Return the sizes of all that were added, true and possible."""
        sizes: npt.NDArray[np.int64] = self._bits[: self._count].sum(axis=-1, dtype=np.int64)
        if rows % 64:
            # Behind the last row bits may be anything.
            sizes -= np.bitwise_count(self._last[: self._count] >> np.uint64(rows % 64))
        return sizes


def part_of(plane: Plane, first: int, rows: int) -> Plane:
    """Return the plane of some rows; the number of the first must be a multiple of 64."""
    return plane[first // 64 : first // 64 + words_for(rows)]


def part_if_any(plane: Plane | None, first: int, rows: int) -> Plane | None:
    """Return the plane of some rows; None where it has none of them."""
    part = None if plane is None else part_of(plane, first, rows)
    return None if part is None or not part.any() else part


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


def stacked(truths: Truths, turned: Callable[[Plane], Plane]) -> Truths:
    """Return the truths of other rows, of which `turned` gives each plane."""
    return Truths(np.stack([np.stack([turned(plane) for plane in side]) for side in truths.planes]))


def with_rows(true: Plane, possible: Plane, rows: Plane, truth: Truth) -> tuple[Plane, Plane]:
    """Return the planes of a truth with some more rows, for which it is `truth`."""
    if truth is Truth.FALSE:
        return true, possible
    if truth is Truth.UNKNOWN:
        return true, possible | rows
    same = possible is true
    true = true | rows
    return true, true if same else possible | rows


def doubted(true: Plane, possible: Plane, left: Plane | None, doubtful: Plane | None) -> Truths:
    """Return truths of which those of doubtful rows, and those left, are not told."""
    return told(true, possible, union(left, doubtful))
