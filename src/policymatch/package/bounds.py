"""How much a partial choice can still come to at most, and how many candidates that takes at least.

Candidates are dealt into cells, of which each comes to no more than its best member: groups of which one is
paid, and chains that pay differences. So the sum of the cells, cut by the caps, is never below the truth.
"""

from __future__ import annotations

from policymatch.package.problem import Part, bits_of


class Bounds:
    """The cells of a part, and the caps that hold whole cells."""

    def __init__(self, part: Part) -> None:
        self._alone = [part.alone(number) for number in range(part.size)]
        self._cells: list[int] = []
        free = (1 << part.size) - 1
        for group in sorted(part.linked, key=lambda group: (-group.bit_count(), group)):
            if (cell := group & free).bit_count() > 1:
                self._cells.append(cell)
                free &= ~cell
        self._cells += [1 << number for number in bits_of(free)]
        # The best of a cell comes first, so that the first one still to be had is the best.
        self._ranked = [
            sorted(bits_of(cell), key=lambda number: (-self._alone[number], number)) for cell in self._cells
        ]
        self._caps = [
            (limit, [place for place, cell in enumerate(self._cells) if not cell & ~members])
            for members, limit in part.caps
        ]
        self._over = [
            [cap for cap, (_, places) in enumerate(self._caps) if place in places]
            for place in range(len(self._cells))
        ]

    def cells(self, possible: int) -> list[int]:
        """Return what each cell can pay at most if its members are among `possible`, before caps."""
        alone = self._alone
        values = []
        for ranked in self._ranked:
            value = 0
            for number in ranked:
                if possible >> number & 1:
                    value = alone[number]
                    break
            values.append(value)
        return values

    def most(self, possible: int) -> int:
        """Return what a choice among `possible` can pay at most."""
        values = self.cells(possible)
        left = [limit for limit, _ in self._caps]
        if not left:
            return sum(values)
        paid = 0
        for value, caps in zip(values, self._over, strict=True):
            taken = value
            for cap in caps:
                taken = min(taken, left[cap])
            for cap in caps:
                left[cap] -= taken
            paid += taken
        return paid

    def fewest(self, possible: int, wanted: int) -> int:
        """Return how many candidates among `possible` it takes at least to be paid `wanted`."""
        reached = count = 0
        for value in sorted(self.cells(possible), reverse=True):
            if reached >= wanted:
                break
            reached += value
            count += 1
        return count
