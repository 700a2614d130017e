"""Policies worked out over planes that stay in the same place of memory from chunk to chunk.

Most policies of a library rest on literals that columns tell for every firm. Their operations are then lists
of array operations, from planes that are already there into planes that are: nothing is decided, looked up or
made anew for a chunk. What is left to the evaluator goes the way of `Steps`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from policymatch.batch.planes import Plane
from policymatch.plan import Join, Operation, Plan

# What is done, and the arrays it is done with.
_Work = tuple[Callable[..., Any], tuple[Plane, ...]]
_JOINED = {Join.ALL: np.bitwise_and, Join.ANY: np.bitwise_or}
# The others are rare; they go the way of `Steps`.
_WORKED_OUT = {*_JOINED, Join.NOT, Join.PRESUME}
# Mostly there is one: other policies are in force on another day, and other columns empty in another chunk.
_LISTS_KEPT = 8


class _List(NamedTuple):
    """What several roots share is worked out first; then each root, in planes that all of them use."""

    shared: list[_Work]
    roots: dict[int, tuple[list[_Work], Plane]]


class Bank:
    """The planes of a plan's literals, true and possible, for one chunk after the other; and what follows."""

    def __init__(self, plan: Plan, words: int) -> None:
        self._plan, self.words = plan, words
        # Memory that nobody writes to is never taken.
        self._literals = np.empty((len(plan.literals), 2, words), np.uint64)
        self._drafts: list[Plane] = []
        self._lists: dict[tuple[tuple[int, ...], frozenset[int]], _List] = {}
        self._now = _List([], {})

    def take(self) -> None:
        """Take all memory now, and not when it is first written to."""
        self._literals.fill(0)

    def literals(self, steps: range) -> Plane:
        """Return where the planes of some literals stand."""
        return self._literals[steps.start : steps.stop]

    def work_out(self, roots: tuple[int, ...], told: frozenset[int]) -> None:
        """Make steps ready to be asked for, as far as they rest on the literals `told` alone.

        The planes of those must have been written.
        """
        found = self._lists.get((roots, told))
        if found is None:
            if len(self._lists) >= _LISTS_KEPT:
                self._lists.clear()
            found = self._lists[roots, told] = self._listed(roots, told)
        self._now = found
        for join, arrays in found.shared:
            join(*arrays)

    def plane(self, root: int) -> Plane | None:
        """Return where a step is true and where possible; None where it rests on more than told literals.

        What is returned stands until the next step is asked for.
        """
        found = self._now.roots.get(root)
        if found is None:
            return None
        work, plane = found
        for join, arrays in work:
            join(*arrays)
        return plane

    def _listed(self, roots: tuple[int, ...], told: frozenset[int]) -> _List:
        literals = len(self._plan.literals)
        needed = sorted(step for step in self._plan.needed_for(roots) if step >= literals)
        uses = Counter(item for step in needed for item in self._operation(step).items)
        uses.update(set(roots) & uses.keys())
        stored = {step: self._literals[step] for step in told}
        worked_out, shared = set(told), list[_Work]()
        for step in needed:
            operation = self._operation(step)
            if operation.items and operation.join in _WORKED_OUT and worked_out.issuperset(operation.items):
                worked_out.add(step)
                if uses[step] > 1:
                    own = np.empty((2, self.words), np.uint64)
                    shared.append((np.copyto, (own, self._entered(step, stored, 0, shared))))
                    stored[step] = own
        found: dict[int, tuple[list[_Work], Plane]] = {}
        for root in roots:
            if root in worked_out:
                work: list[_Work] = []
                found[root] = work, self._entered(root, stored, 0, work)
        return _List(shared, found)

    def _operation(self, step: int) -> Operation:
        return self._plan.operations[step - len(self._plan.literals)]

    def _entered(self, step: int, stored: dict[int, Plane], depth: int, work: list[_Work]) -> Plane:
        """Add the work of a step, and return its plane: one that is stored, or the draft at `depth`."""
        if step in stored:
            return stored[step]
        operation = self._operation(step)
        draft = self._draft(depth)
        if operation.join not in _JOINED:
            item = self._entered(operation.items[0], stored, depth + 1, work)
            # What is certain becomes what is not possible.
            negated = np.invert, (item[::-1], draft)
            presumed = np.copyto, (draft, item[1:] if operation.presumed else item[:1])
            work.append(negated if operation.join is Join.NOT else presumed)
            return draft
        # What is made comes first, so that it is made in the draft itself.
        items = sorted(operation.items, key=stored.__contains__)
        made = self._entered(items[0], stored, depth, work)
        for one in items[1:]:
            other = self._entered(one, stored, depth + 1, work)
            work.append((_JOINED[operation.join], (made, other, draft)))
            made = draft
        return made

    def _draft(self, depth: int) -> Plane:
        while len(self._drafts) <= depth:
            self._drafts.append(np.empty((2, self.words), np.uint64))
        return self._drafts[depth]
