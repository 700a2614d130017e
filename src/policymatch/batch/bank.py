"""Planes of a plan's steps that stay in the same place of memory from chunk to chunk.

Most steps of a library rest on literals that columns tell for every firm. Their operations are then one list
of array operations, from planes and into planes that are already there: nothing is decided, looked up or made
anew for a chunk. What is left to the evaluator goes the way of `Steps`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from policymatch.batch.compiled import Compiled
from policymatch.batch.planes import Plane
from policymatch.plan import Join, Operation

# What is done, and the arrays it is done with.
_Work = tuple[Callable[..., Any], tuple[Plane, ...]]
# Mostly there is one: other policies are in force on another day, and other columns empty in another chunk.
_LISTS_KEPT = 8
_JOINED = {Join.ALL: np.bitwise_and, Join.ANY: np.bitwise_or}


class Bank:
    """The planes of the steps of a plan, true and possible, for one chunk after the other."""

    def __init__(self, compiled: Compiled, words: int) -> None:
        self._compiled, self.words = compiled, words
        self._literals = len(compiled.columns)
        # Memory that nobody writes to is never taken.
        self._planes = np.empty((self._literals + len(compiled.operations), 2, words), np.uint64)
        self._lists: dict[tuple[tuple[int, ...], frozenset[int]], tuple[dict[int, Plane], list[_Work]]] = {}

    def literals(self, group: range) -> Plane:
        """Return where the planes of some literals stand."""
        return self._planes[group.start : group.stop]

    def run(self, roots: tuple[int, ...], told: frozenset[int]) -> dict[int, Plane]:
        """Work out steps, and all that they are made of, as far as they rest on the literals `told` alone.

        The planes of those must have been written. Returns the planes of the steps that are worked out.
        """
        listed = self._lists.get((roots, told))
        if listed is None:
            if len(self._lists) >= _LISTS_KEPT:
                self._lists.clear()
            listed = self._lists[roots, told] = self._listed(roots, told)
        planes, work = listed
        for join, arrays in work:
            join(*arrays)
        return planes

    def _listed(self, roots: tuple[int, ...], told: frozenset[int]) -> tuple[dict[int, Plane], list[_Work]]:
        planes = {step: self._planes[step] for step in told}
        work: list[_Work] = []
        needed = self._compiled.needed_for(roots)
        for step, parted in enumerate(self._compiled.operations, self._literals):
            items = parted.operation.items
            if step in needed and items and all(item in planes for item in items):
                made = self._planes[step]
                some = _work(parted.operation, [planes[item] for item in items], made)
                if some is not None:
                    planes[step] = made
                    work += some
        return planes, work


def _work(operation: Operation, items: list[Plane], made: Plane) -> list[_Work] | None:
    """Return how an operation is worked out; None for those that go another way."""
    match operation.join:
        case Join.ALL | Join.ANY:
            if len(items) == 1:
                return [(np.copyto, (made, items[0]))]
            join = _JOINED[operation.join]
            first = (join, (items[0], items[1], made))
            return [first, *((join, (made, item, made)) for item in items[2:])]
        case Join.NOT:
            # What is certain becomes what is not possible.
            return [(np.invert, (items[0][::-1], made))]
        case Join.PRESUME:
            return [(np.copyto, (made, items[0][1:] if operation.presumed else items[0][:1]))]
    return None
