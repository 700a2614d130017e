"""Formulas asked of some firms of a chunk alone: of all of them, few are ever paid by a policy."""

from __future__ import annotations

from policymatch.batch import ranges
from policymatch.batch.numbers import Numbers
from policymatch.batch.planes import Plane, Rows, Truths, packed, stacked, unpacked, words_for
from policymatch.batch.ranges import Range
from policymatch.batch.truths import ChunkTruths
from policymatch.language import tree


class SomeFirms:
    """The numbers of formulas for the firms in some rows, in their order. See `numbers.Asked`."""

    def __init__(self, firms: ChunkTruths, places: Rows) -> None:
        self._firms, self._places = firms, places
        self.rows = len(places)
        self.numbers = Numbers(self)

    def truth(self, condition: tree.Node) -> Truths:
        """Return the truth of the condition of a tier."""
        return stacked(self._firms.truth(condition), self._taken)

    def figure(self, fact: tree.Fact) -> Range | None:
        """Return the numbers of a fact; None where columns tell nothing of it."""
        return self._of_all(self._firms.numbers.of(fact))

    def total(self, node: tree.Records) -> Range | None:
        """Return a figure over records; None where columns tell nothing of it."""
        return self._of_all(self._firms.numbers.of(node))

    def days(self, node: tree.Node) -> Range | None:
        """Return the days of a date; None where columns tell nothing of them."""
        return self._of_all(self._firms.days(node))

    def _of_all(self, number: Range | None) -> Range | None:
        return None if number is None else ranges.taken(number, self._places)

    def _taken(self, plane: Plane) -> Plane:
        return packed(unpacked(plane, self._firms.rows)[self._places], words_for(self.rows))
