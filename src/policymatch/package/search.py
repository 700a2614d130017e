"""The exact optimum of one part by branch and bound: most money, then fewest policies, then smallest ids."""

from __future__ import annotations

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
    """One search through the choices of a part; `forced` must be taken in all of them, `banned` in none.

    What pays most is always found. Which of several that pay as much is taken may, in a part with very many
    of them, be one that is not the smallest.
    """

    def __init__(self, part: Part, forced: int = 0, banned: int = 0) -> None:
        self._part = part
        self._bounds = Bounds(part)
        self._forced = forced
        self._banned = banned
        self._max_nodes = self._left = _MAX_WORK // max(part.size, 1)
        alone = [part.alone(number) for number in range(part.size)]
        self._ranked = sorted(range(part.size), key=lambda number: (-alone[number], number))

    def best(self) -> int | None:
        """Return the best choice; None if no lawful one has all of `forced`. Raises TooLargeError."""
        most = self._most()
        if most is None:
            return None
        wanted = total(self._part, most)
        self._left = self._max_nodes
        found = most
        with suppress(TooLargeError):
            for fewer in range(self._bounds.fewest(self._everything, wanted), most.bit_count()):
                smaller = self._find(wanted, fewer, self._forced, self._banned)
                if smaller is not None:
                    found = smaller
                    break
            found = self._first_by_id(found, wanted)
        return found

    @property
    def _everything(self) -> int:
        return (1 << self._part.size) - 1 & ~self._banned

    def _first_by_id(self, found: int, wanted: int) -> int:
        """Return, of the choices that pay as much with as few, the one with the smallest ids."""
        forced, banned = self._forced, self._banned
        count = found.bit_count()
        for number in range(self._part.size):
            bit = 1 << number
            if forced.bit_count() == count:
                break
            if bit & (forced | banned):
                continue
            if not found & bit:
                other = self._find(wanted, count, forced | bit, banned)
                if other is None:
                    banned |= bit
                    continue
                found = other
            forced |= bit
        return found

    def _most(self) -> int | None:
        """Return a choice that pays most."""
        best: tuple[int, int] | None = None
        nodes = self._start(self._forced, self._banned)
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

    def _find(self, wanted: int, count: int, forced: int, banned: int) -> int | None:
        """Return a choice of at most `count` that pays `wanted`, or None."""
        nodes = self._start(forced, banned)
        while nodes:
            chosen, free = nodes.pop()
            self._count()
            possible = chosen | free
            if chosen.bit_count() > count or self._bounds.most(possible) < wanted:
                continue
            if is_lawful(self._part, chosen) and total(self._part, chosen) == wanted:
                return chosen
            if chosen.bit_count() < count and self._bounds.fewest(possible, wanted) <= count:
                nodes += self._branches(chosen, free)
        return None

    def _start(self, forced: int, banned: int) -> list[tuple[int, int]]:
        free = (1 << self._part.size) - 1 & ~forced & ~banned
        for number in bits_of(forced):
            free &= ~self._part.apart[number]
        return [(forced, free)]

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
