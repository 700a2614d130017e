"""The operations of a plan over planes: each step worked out at most once for the rows of a chunk."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

import numpy as np

from policymatch.batch.compiled import Compiled
from policymatch.batch.planes import Plane, Truths, empty, full, told, words_for
from policymatch.plan import Join, Operation


class Steps(ABC):
    """The truths of a plan's steps for some rows, of firms or of records. Not to be shared by threads."""

    def __init__(self, compiled: Compiled, rows: int) -> None:
        self.compiled, self.rows, self.words = compiled, rows, words_for(rows)
        self.nobody, self.everybody = empty(self.words), full(self.words)
        self.false = told(self.nobody, self.nobody, None)
        # What is left to the evaluator altogether.
        self.open = told(self.nobody, self.nobody, self.everybody)
        self._steps: dict[int, Truths] = {}
        self._literals = len(compiled.columns)

    def step(self, number: int) -> Truths:
        """Return the truth of a step."""
        found = self._steps.get(number)
        if found is None:
            if number < self._literals:
                found = self.literal(number)
            else:
                found = self._operation(*self.compiled.operations[number - self._literals])
            self._steps[number] = found
        return found

    @abstractmethod
    def literal(self, number: int) -> Truths:
        """Return the truth of a literal."""

    def _operation(self, operation: Operation, items: tuple[int, ...]) -> Truths:
        match operation.join:
            case Join.ALL:
                return self._all(items)
            case Join.ANY:
                return _joined(np.bitwise_or, list(map(self.step, items))) if items else self.false
            case Join.NOT:
                return self.step(items[0]).negated
            case Join.PRESUME:
                return self.step(items[0]).presumed(operation.presumed)
            case Join.COVER:
                return _covered(self.step(items[0]), lambda: self.step(items[1]))
            case Join.AT_LEAST:
                return self._at_least(operation.count, [self.step(one) for one in items])

    def _all(self, items: tuple[int, ...]) -> Truths:
        """Return where all items hold; what columns tell comes first, the rest only if somebody is left."""
        dear = next((at for at, item in enumerate(items) if self._is_dear(item)), len(items))
        found = [told(self.everybody, self.everybody, None)] if not dear else []
        found += map(self.step, items[:dear])
        for item in items[dear:]:
            found = [_joined(np.bitwise_and, found)]
            # Where nobody is left the rest need not be asked.
            if not found[0].possible_at_most.any():
                return self.false
            found.append(self.step(item))
        return _joined(np.bitwise_and, found)

    def _is_dear(self, step: int) -> bool:
        """Return whether a step is not known yet, and no column tells it."""
        return step not in self._steps and (step >= self._literals or self.compiled.columns[step] is None)

    def _at_least(self, count: int, items: list[Truths]) -> Truths:
        made: dict[tuple[int, ...], Plane] = {}

        def reached(planes: list[Plane]) -> Plane:
            key = tuple(map(id, planes))
            if key not in made:
                # How many hold so far: those with one at least, with two, and so on.
                so_far = [self.everybody] + [self.nobody] * count
                for plane in planes:
                    for number in range(count, 0, -1):
                        so_far[number] = so_far[number] | (so_far[number - 1] & plane)
                made[key] = so_far[count]
            return made[key]

        return Truths(*(reached([one[side] for one in items]) for side in range(4)))


def _joined(join: np.ufunc, items: Sequence[Truths]) -> Truths:
    if len(items) == 1:
        return items[0]
    made: dict[tuple[int, ...], Plane] = {}
    sides = []
    for planes in zip(*items, strict=True):
        key = tuple(map(id, planes))
        found = made.get(key)
        if found is None:
            found = join(planes[0], planes[1])
            for plane in planes[2:]:
                join(found, plane, out=found)
            made[key] = found
        sides.append(found)
    return Truths(*sides)


def _covered(some: Truths, cover: Callable[[], Truths]) -> Truths:
    """Return a truth, and another where it is unknown, which is asked only if it is unknown of anybody."""
    if some.true is some.possible_at_most or not (some.possible_at_most & ~some.true).any():
        return some
    other = cover()
    return Truths(
        some.true | (some.possible & other.true),
        some.true_at_most | (some.possible_at_most & other.true_at_most),
        some.possible & (some.true | other.possible),
        some.possible_at_most & (some.true_at_most | other.possible_at_most),
    )
