"""The truths of a plan's steps for the firms of a chunk, each worked out at most once, as planes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import reduce

import numpy as np

from policymatch.batch.chunk import Chunk
from policymatch.batch.compiled import Compiled
from policymatch.batch.facts import Facts
from policymatch.batch.literals import found_in
from policymatch.batch.planes import Plane, Truths, boolean, empty, full, packed, told, union
from policymatch.firms.columns import closed_column
from policymatch.plan import Join, Operation
from policymatch.values import Truth

_Binary = Callable[[Plane, Plane], Plane]


class ChunkTruths:
    """The truths for the firms of a chunk on a day. Not to be shared by threads."""

    def __init__(self, compiled: Compiled, chunk: Chunk, facts: Facts, day: date) -> None:
        self._compiled, self._chunk, self._facts, self._day = compiled, chunk, facts, day
        self.rows, self._words = facts.rows, facts.words
        self.nobody, self.everybody = empty(facts.words), full(facts.words)
        self._false = told(self.nobody, self.nobody, None)
        self._open = told(self.nobody, self.nobody, self.everybody)
        self._steps: dict[int, Truths] = {}
        self._listed: dict[str, Plane] = {}
        self._literals = len(compiled.columns)
        asked = {one.asked(day.year) for one in compiled.columns if one is not None}
        self.doubtful = facts.doubtful(sorted(asked, key=str))

    def step(self, number: int) -> Truths:
        """Return the truth of a step."""
        found = self._steps.get(number)
        if found is None:
            if number < self._literals:
                found = self._literal(number)
            else:
                found = self._operation(*self._compiled.operations[number - self._literals])
            self._steps[number] = found
        return found

    def listing(self, kind: str) -> Plane:
        """Return the firms that list records of a kind."""
        found = self._listed.get(kind)
        if found is None:
            owners = self._chunk.owners(kind)
            has = np.zeros(self.rows, np.bool_)
            has[owners[owners >= 0]] = True
            found = self._listed[kind] = packed(has, self._words)
        return found

    # -- literals ----------------------------------------------------------------------------------------

    def _literal(self, number: int) -> Truths:
        compiled = self._compiled
        if compiled.of_record[number]:
            return self._open
        column = compiled.columns[number]
        true, possible, left = self.nobody, self.nobody, None
        if column is None:
            unknown = self.everybody
        else:
            found = found_in(column, self._facts, self._day.year)
            if found is None:
                unknown = self.everybody
            else:
                true, possible, left = found.true, found.possible, found.odd
                unknown = self.nobody if found.null is None else found.null
        if unknown is not self.nobody:
            plain = column is not None and column.fact.key not in compiled.derivable
            # A fact that follows from no other is as little known where it is not stated as where nothing is.
            parts = [(unknown, None)] if plain else self._blank(number, unknown)
            rest = unknown
            for plane, none_of in parts:
                truth = compiled.of_nothing(number, self._day, none_of)
                same = possible is true
                if truth is Truth.TRUE:
                    true = true | plane
                if truth is not Truth.FALSE:
                    possible = true if same and truth is Truth.TRUE else possible | plane
                rest = rest & ~plane
            left = left if plain else union(left, rest)
        left = union(left, self.doubtful)
        if self.doubtful is not None:
            sure = ~self.doubtful
            same = possible is true
            true = true & sure
            possible = true if same else possible & sure
        return told(true, possible, left)

    def _blank(self, number: int, among: Plane) -> Sequence[tuple[Plane, str | None]]:
        """Return the firms that state nothing of what a literal asks for, and which list is empty."""
        asks = self._compiled.asks[number]
        blank = among
        for key in asks.keys:
            unstated = self._facts.unstated(key)
            if unstated is None:
                return ()
            blank = blank & unstated
        closed = self.nobody
        for kind in asks.kinds:
            blank = blank & ~self.listing(kind)
            closed = closed | self._closed(kind)
        parts: list[tuple[Plane, str | None]] = [(blank & ~closed, None)]
        if len(asks.kinds) == 1:
            (kind,) = asks.kinds
            parts.append((blank & closed, kind))
        return parts

    def _closed(self, kind: str) -> Plane:
        name = closed_column(kind)
        if name not in self._chunk.firms.schema.names:
            return self.nobody
        column = self._chunk.firms.column(name)
        return packed(boolean(column), self._words) if column.null_count < self.rows else self.nobody

    # -- operations --------------------------------------------------------------------------------------

    def _operation(self, operation: Operation, items: tuple[int, ...]) -> Truths:
        match operation.join:
            case Join.ALL:
                return self._all(items)
            case Join.ANY:
                return _joined(np.bitwise_or, [self.step(one) for one in items]) if items else self._false
            case Join.NOT:
                return self.step(items[0]).negated
            case Join.PRESUME:
                return self.step(items[0]).presumed(operation.presumed)
            case Join.COVER:
                return _covered(self.step(items[0]), lambda: self.step(items[1]))
            case Join.AT_LEAST:
                return self._at_least(operation.count, [self.step(one) for one in items])

    def _all(self, items: Iterable[int]) -> Truths:
        found = [told(self.everybody, self.everybody, None)]
        for item in items:
            found = [_joined(np.bitwise_and, [*found, self.step(item)])]
            # Where nobody is left the rest need not be asked.
            if not found[0].possible_at_most.any():
                return self._false
        return found[0]

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


def _joined(join: _Binary, items: Sequence[Truths]) -> Truths:
    made: dict[tuple[int, ...], Plane] = {}
    sides = []
    for side in range(4):
        planes = [one[side] for one in items]
        key = tuple(map(id, planes))
        if key not in made:
            made[key] = reduce(join, planes)
        sides.append(made[key])
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
