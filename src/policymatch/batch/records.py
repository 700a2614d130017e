"""The truths of a plan's steps for records: those that firms list, and one that nobody has listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from policymatch.batch import ranges
from policymatch.batch.compiled import Leaf
from policymatch.batch.conditions import Conditions
from policymatch.batch.facts import Facts
from policymatch.batch.planes import Plane, Rows, Truths, doubted, packed, stacked, told, unpacked, with_rows
from policymatch.batch.ranges import Range
from policymatch.batch.stated import figure, unstated
from policymatch.language import facts_of, tree

if TYPE_CHECKING:
    from policymatch.batch.truths import ChunkTruths


class RecordTruths(Conditions):
    """The truths for the records of one kind that the firms of a chunk list, each with its firm's facts."""

    def __init__(self, firms: ChunkTruths, kind: str, facts: Facts) -> None:
        super().__init__(firms.compiled, facts.rows, firms.day)
        self.owners: Rows = firms.chunk.owners(kind)
        self.facts = facts
        self._firms, self._kind = firms, kind
        self.doubtful = facts.doubtful(firms.compiled.facts_asked(kind, firms.day.year))

    def leaf(self, leaf: Leaf) -> Truths:
        """Return the truth of a condition: one about the record, or one about its firm."""
        if not leaf.of_record:
            step = leaf.step
            found = self._firms.truth(leaf.node) if step is None else self._firms.step(step)
            return stacked(found, self._of_owner)
        if isinstance(leaf.node, tree.Check):
            doubtful = None if self._firms.doubtful is None else self._of_owner(self._firms.doubtful)
            return doubted(self.nobody, self.everybody, doubtful, self.doubtful)
        if leaf.column is None:
            return self.worked_out(leaf.node)
        return self.one_told(leaf) or self.open

    def facts_telling(self, leaf: Leaf) -> Facts | None:
        """Return the facts of the records, where a leaf is on one of them."""
        assert leaf.column is not None
        return self.facts if leaf.column.fact.kind == self._kind else None

    def figure(self, fact: tree.Fact) -> Range | None:
        """Return the numbers or days of a fact of the record, or of its firm."""
        if fact.kind == self._kind:
            return figure(self.facts, fact, self.day.year, self.doubtful, None)
        return self._of_firm(self._firms.figure(fact)) if fact.kind is None else None

    def total(self, node: tree.Records) -> Range | None:
        """Return a figure over the firm's records; None where it hangs on the record at hand."""
        return None if _of_a_record(node) else self._of_firm(self._firms.total(node))

    def some_of(self, truths: Truths) -> Truths:
        """Return the truths for firms of whether something holds of one of their records at least."""
        return stacked(truths, self.some)

    def some(self, records: Plane) -> Plane:
        """Return the firms of which one of the records is among `records`."""
        has = np.zeros(self._firms.rows, np.bool_)
        has[self.owners[unpacked(records, self.rows)]] = True
        return packed(has, self._firms.words)

    def _of_firm(self, number: Range | None) -> Range | None:
        return None if number is None else ranges.taken(number, self.owners)

    def _of_owner(self, firms: Plane) -> Plane:
        return packed(unpacked(firms, self._firms.rows)[self.owners], self.words)


class UnlistedTruths(Conditions):
    """The truths for a record of one kind that nobody has listed, with each firm's facts."""

    def __init__(self, firms: ChunkTruths, kind: str) -> None:
        super().__init__(firms.compiled, firms.rows, firms.day)
        self._firms, self._kind = firms, kind

    def leaf(self, leaf: Leaf) -> Truths:
        """Return the truth of a condition, of the firm or of a record of which nothing is known."""
        if not leaf.of_record:
            return self._firms.truth(leaf.node) if leaf.step is None else self._firms.step(leaf.step)
        if isinstance(leaf.node, tree.Check):
            return doubted(self.nobody, self.everybody, None, self._firms.doubtful)
        if leaf.column is None:
            return self.worked_out(leaf.node)
        if leaf.column.fact.kind != self._kind:
            return self.open
        truth = self.compiled.of_nothing(leaf, self.day)
        return told(*with_rows(self.nobody, self.nobody, self.everybody, truth), None)

    def facts_telling(self, leaf: Leaf) -> Facts | None:
        """Return None: of a record that nobody has listed no column tells anything."""
        return None

    def figure(self, fact: tree.Fact) -> Range | None:
        """Return the numbers or days of a fact of the firm, or all that one of the record can be at all."""
        if fact.kind is None:
            return self._firms.figure(fact)
        if fact.kind != self._kind:
            return None
        return unstated(self.rows, self.compiled.library.vocabulary.field(fact.kind, fact.key))

    def total(self, node: tree.Records) -> Range | None:
        """Return a figure over the firm's records; None where it hangs on the record at hand."""
        return None if _of_a_record(node) else self._firms.total(node)


def _of_a_record(node: tree.Node) -> bool:
    return any(fact.kind is not None for fact in facts_of(node))
