"""The operations of a plan over planes: each step worked out at most once for the rows of a chunk."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

import numpy as np

from policymatch.batch.compiled import Compiled, Parted
from policymatch.batch.planes import Truths, empty, full, told, words_for
from policymatch.plan import Join


class Steps(ABC):
    """The truths of a plan's steps for some rows, of firms or of records. Not to be shared by threads."""

    def __init__(self, compiled: Compiled, rows: int) -> None:
        self.compiled, self.rows, self.words = compiled, rows, words_for(rows)
        self.nobody, self.everybody = empty(self.words), full(self.words)
        self.false = told(self.nobody, self.nobody)
        self.true = told(self.everybody, self.everybody)
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
                found = self._operation(self.compiled.operations[number - self._literals])
            self._steps[number] = found
        return found

    @abstractmethod
    def literal(self, number: int) -> Truths:
        """Return the truth of a literal."""

    def _operation(self, parted: Parted) -> Truths:
        operation, items = parted.operation, parted.operation.items
        match operation.join:
            case Join.ALL:
                return self._all(parted)
            case Join.ANY:
                return joined(np.bitwise_or, self._several(items)) if items else self.false
            case Join.NOT:
                return self.step(items[0]).negated
            case Join.PRESUME:
                return self.step(items[0]).presumed(operation.presumed)
            case Join.COVER:
                return _covered(self.step(items[0]), lambda: self.step(items[1]))
            case Join.AT_LEAST:
                return self._at_least(operation.count, self._several(items))

    def _several(self, items: tuple[int, ...]) -> list[Truths]:
        known = self._steps
        return [known.get(item) or self.step(item) for item in items]

    def _all(self, parted: Parted) -> Truths:
        """Return where all items hold; what columns tell comes first, the rest only if somebody is left."""
        found = self.true
        if parted.cheap:
            found = joined(np.bitwise_and, self._several(parted.cheap))
        for item in parted.dear:
            # Where nobody is left the rest need not be asked.
            if not found.possible_at_most.any():
                return self.false
            found = joined(np.bitwise_and, [found, self.step(item)])
        return found

    def _at_least(self, count: int, items: list[Truths]) -> Truths:
        # How many hold so far: those with one at least, with two, and so on.
        so_far = [self.everybody[None, None]] + [self.nobody[None, None]] * count
        for item in items:
            for number in range(count, 0, -1):
                so_far[number] = so_far[number] | (so_far[number - 1] & item.planes)
        return Truths(so_far[count])


def joined(join: np.ufunc, items: Sequence[Truths]) -> Truths:
    """Return the truths of an "and" or "or" (`join`) of several, at least one."""
    first = items[0].planes
    if len(items) == 1:
        return items[0]
    found = join(first, items[1].planes)
    for one in items[2:]:
        planes = one.planes
        # Where the planes of one are not told apart and those of the other are, there are more of them now.
        fits = planes.shape == found.shape or np.broadcast_shapes(planes.shape, found.shape) == found.shape
        found = join(found, planes, found) if fits else join(found, planes)
    return Truths(found)


def _covered(some: Truths, cover: Callable[[], Truths]) -> Truths:
    """Return a truth, and another where it is unknown, which is asked only if it is unknown of anybody."""
    if not (some.possible_at_most & ~some.true).any():
        return some
    true, possible, other = some.planes[:1], some.planes[-1:], cover().planes
    # Whatever is true is possible too, so that this is "true, or unknown and otherwise true".
    return Truths(
        np.concatenate(np.broadcast_arrays(true | (possible & other[:1]), possible & (true | other[-1:])))
    )
