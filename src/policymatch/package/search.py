"""The exact optimum of one part by branch and bound: most money, then fewest policies, then smallest ids."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from policymatch.package.bounds import Bounds
from policymatch.package.payments import is_lawful, total
from policymatch.package.problem import Part, bits_of

# Parts of real libraries take a few hundred nodes; beyond this a mixed-integer solver is the better tool.
# A node costs in proportion to the size of the part.
_MAX_WORK = 400_000


class TooLargeError(Exception):
    """The search has looked at more choices than it is allowed to."""


class Search:
    """One search through the choices of a part; `forced` must be taken in all of them.

    What pays most is always found. Which of several that pay as much is taken may, in a part with very many
    of them, be one that is not the smallest.
    """

    def __init__(self, part: Part, forced: int = 0) -> None:
        self._part = part
        self._bounds = Bounds(part)
        self._forced = forced
        self._max_nodes = self._left = _MAX_WORK // max(part.size, 1)
        alone = [part.alone(number) for number in range(part.size)]
        self._ranked = sorted(range(part.size), key=lambda number: (-alone[number], number))

    def most(self) -> int | None:
        """Return a choice that pays most; None if no lawful one has all of `forced`. Raises TooLargeError."""
        best: tuple[int, int] | None = None
        nodes = self._start()
        while nodes:
            chosen, free = nodes.pop()
            self._count()
            if best is not None and self._bounds.most(chosen | free) <= best[0]:
                continue
            if is_lawful(self._part, chosen):
                paid = total(self._part, chosen)
                if best is None or paid > best[0]:
                    best = paid, chosen
            nodes += self._branches(chosen, free)
        return None if best is None else best[1]

    def best(self) -> int | None:
        """Return, of the choices that pay most, the smallest; None if there is none. Raises TooLargeError."""
        found = self.most()
        if found is not None:
            self._left = self._max_nodes
            # What pays most is known: that is worth more than the last word on ties.
            with suppress(TooLargeError):
                for other in self._as_good_as(found):
                    found = other
        return found

    def _as_good_as(self, found: int) -> Iterator[int]:
        """Yield choices that pay as much as `found`, each smaller than before: in number, then in ids."""
        wanted = total(self._part, found)
        least = found.bit_count(), tuple(bits_of(found))
        nodes = self._start()
        while nodes:
            chosen, free = nodes.pop()
            self._count()
            possible = chosen | free
            if chosen.bit_count() > least[0] or self._bounds.most(possible) < wanted:
                continue
            ranked = chosen.bit_count(), tuple(bits_of(chosen))
            if ranked < least and is_lawful(self._part, chosen) and total(self._part, chosen) == wanted:
                least = ranked
                yield chosen
            if chosen.bit_count() < least[0] and self._bounds.fewest(possible, wanted) <= least[0]:
                nodes += self._branches(chosen, free)

    def _start(self) -> list[tuple[int, int]]:
        free = (1 << self._part.size) - 1 & ~self._forced
        for number in bits_of(self._forced):
            free &= ~self._part.apart[number]
        return [(self._forced, free)]

    def _branches(self, chosen: int, free: int) -> list[tuple[int, int]]:
        """Return the choice without and with the largest candidate that is left, the better one last."""
        number = next((number for number in self._ranked if free >> number & 1), None)
        if number is None:
            return []
        rest = free & ~(1 << number)
        branches = []
        if not any(self._part.needs[one] >> number & 1 for one in bits_of(chosen)):
            branches.append((chosen, rest))
        if not self._part.needs[number] & ~(chosen | rest):
            branches.append((chosen | 1 << number, rest & ~self._part.apart[number]))
        return branches

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooLargeError
