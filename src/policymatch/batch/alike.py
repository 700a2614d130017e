"""Firms that the evaluator must tell the same: of each group one is asked, and stands for the others.

What the evaluator says of a policy hangs on nothing but the cells that the policy asks for, so that firms
with equal cells are told the same. Where a verdict is open, what it waits for hangs on even less: on the
truths of the criteria, and on which facts are known for certain. Firms with something in `rest`, or with
something wrong, stand for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from policymatch.batch.asking import Question
from policymatch.batch.asks import Asks
from policymatch.batch.compiled import Leaf
from policymatch.batch.facts import Yes
from policymatch.batch.figures import Figures
from policymatch.batch.lists import Lists
from policymatch.batch.payments import Paid
from policymatch.batch.planes import Bools, Rows, union, unpacked
from policymatch.batch.truths import ChunkTruths
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import CREDIT_CODE, FIRM, Part
from policymatch.language import facts_of, tree, walk
from policymatch.vocabulary.model import HONOUR

# Nodes of which everything that is told hangs on truths and on what is known for certain.
_PLAIN = (
    tree.Compare,
    tree.Among,
    tree.IsTrue,
    tree.Check,
    tree.Undefined,
    tree.SomeTier,
    tree.All,
    tree.Any,
    tree.Not,
    tree.Fact,
    tree.Quantity,
    tree.Day,
    tree.RelativeDay,
    tree.Arithmetic,
    tree.Negative,
)
_MOST = 1 << 62
# Fewer firms are asked one by one.
FEW = 4


class Codes(NamedTuple):
    """For each firm a number `below` some; firms with equal numbers are alike in something."""

    numbers: Rows
    below: int


class Likeness:
    """Groups the firms of a chunk. Not to be shared by threads."""

    def __init__(self, truths: ChunkTruths) -> None:
        self._truths = truths
        self._facts: dict[str, list[Codes]] = {}
        self._kinds: dict[str, Codes] = {}

    def by_cells(self, place: int, rows: Rows) -> Question:
        """Group some firms by all cells that a policy asks for."""
        if len(rows) < FEW:
            return Question(place, rows, np.arange(len(rows)), np.arange(len(rows)))
        cells = self._cells(self._truths.compiled.asked_of(place))
        return Question(place, rows, *self._grouped([self._alone, *cells], rows))

    def by_truths(self, place: int, rows: Rows, paid: Paid | None) -> Question:
        """Group some firms, whose criteria are told, by all that an open verdict of a policy hangs on."""
        leaves = self._truths.compiled.leaves_of(place)
        several = [self._alone, *(one for step, leaf in leaves for one in self._of(step, leaf))]
        return Question(place, rows, *self._grouped(several, rows), paid)

    def _grouped(self, several: list[Codes], rows: Rows) -> tuple[Rows, Rows]:
        numbers, count = np.zeros(len(rows), np.int64), 1
        # The same array need not be asked twice.
        for codes in {id(one.numbers): one for one in several if one.below > 1}.values():
            if count > _MOST // codes.below:
                there, numbers = np.unique(numbers, return_inverse=True)
                count = len(there)
            numbers = numbers * codes.below + codes.numbers[rows]
            count *= codes.below
        _, first, which = np.unique(numbers, return_index=True, return_inverse=True)
        return first, which

    @cached_property
    def _alone(self) -> Codes:
        """Return who is alike nobody: each such firm has a number of its own."""
        truths = self._truths
        wrong = truths.facts.doubtful([one.fact for one in truths.facts.layout.facts])
        for kind in truths.chunk.records:
            records = truths.records(kind)
            if records is not None:
                doubtful = records.facts.doubtful([one.fact for one in records.facts.layout.facts])
                wrong = union(wrong, None if doubtful is None else records.some(doubtful))
        if wrong is None:
            return Codes(np.zeros(truths.rows, np.int64), 1)
        alone = unpacked(wrong, truths.rows)
        return Codes(np.where(alone, np.arange(1, truths.rows + 1), 0), truths.rows + 1)

    # -- cells ---------------------------------------------------------------------------------------------

    def _cells(self, asks: Asks) -> Iterator[Codes]:
        for key in sorted(asks.keys):
            yield from self._of_field(key)
        for kind in sorted(asks.kinds):
            yield self._of_kind(kind)

    def _of_field(self, key: str) -> list[Codes]:
        found = self._facts.get(key)
        if found is None:
            names = (
                name
                for one in self._truths.facts.layout.facts
                if one.fact[0] == key
                for name in one.parts.values()
            )
            found = self._facts[key] = [coded(self._truths.chunk.firms.column(name)) for name in names]
        return found

    def _of_kind(self, kind: str) -> Codes:
        """Return what records firms list, all that is said of them, and whether they are all."""
        found = self._kinds.get(kind)
        if found is None:
            truths = self._truths
            listed: list[tuple[int, ...]] = [()] * truths.rows
            if kind in truths.chunk.records:
                table = truths.chunk.records[kind]
                columns = [name for name in table.schema.names if name not in (FIRM, CREDIT_CODE)]
                cells = [coded(table.column(name)) for name in columns]
                _, which = self._grouped(cells, np.arange(table.num_rows))
                for owner, record in zip(truths.chunk.owners(kind).tolist(), which.tolist(), strict=True):
                    listed[owner] += (record,)
            numbers: dict[tuple[int, ...], int] = {}
            places = [numbers.setdefault(one, len(numbers)) for one in listed]
            closed = unpacked(truths.closed(kind), truths.rows)
            found = Codes(np.array(places, np.int64) * 2 + closed, 2 * len(numbers) or 1)
            self._kinds[kind] = found
        return found

    # -- truths --------------------------------------------------------------------------------------------

    def _of(self, step: int, leaf: Leaf) -> Iterator[Codes]:
        truths = self._truths
        truth = truths.step(step)
        true, possible = (unpacked(side, truths.rows) for side in (truth.true, truth.possible))
        yield Codes(true.astype(np.int64) + possible, 3)
        if isinstance(leaf.node, tree.Holds):
            yield self._of_kind(HONOUR)
        elif all(map(self._is_plain, walk(leaf.node))):
            for fact in facts_of(leaf.node):
                yield from self._known(fact)
        else:
            yield from self._cells(leaf.asks)

    def _is_plain(self, node: tree.Node) -> bool:
        if isinstance(node, tree.Fact):
            anchored = node.year is not None and node.year.anchor is not None
            return node.kind is None and not anchored and node.key not in self._truths.compiled.derivable
        if isinstance(node, tree.Contains):
            return node.within is None
        return isinstance(node, _PLAIN)

    def _known(self, fact: tree.Fact) -> Iterator[Codes]:
        """Yield for each firm how well a fact is known: not at all, in part, for certain."""
        facts = self._truths.facts
        found = facts.fact(
            fact.key, None if fact.year is None else fact.year.of(self._truths.day.year), fact.basis
        )
        if found is None:
            return
        null = np.zeros(facts.rows, np.bool_) if found.null is None else unpacked(found.null, facts.rows)
        match found.is_:
            case Figures() as numbers:
                yield Codes(np.where(null, 0, np.where(numbers.low == numbers.high, 1, 2)), 3)
            case Lists() as lists:
                yield Codes(null + 2 * unpacked(lists.closed, facts.rows).astype(np.int64), 4)
            case Yes():
                yield Codes(null.astype(np.int64), 2)
            case _:
                yield from self._of_words(fact.key, null)

    def _of_words(self, key: str, null: Bools) -> Iterator[Codes]:
        several = [one for one in self._truths.facts.layout.facts if one.fact[0] == key]
        parts = {part for one in several for part in one.parts}
        if len(several) == 1 and Part.ANY_OF not in parts:
            yield Codes(null.astype(np.int64), 2)
        else:
            yield from self._of_field(key)


def coded(column: Any) -> Codes:
    """Return a number for each cell of a column, the same for the same content."""
    pa = arrow()
    if pa.types.is_nested(column.type):
        numbers: dict[tuple[Any, ...] | None, int] = {}
        cells = (None if cell is None else tuple(cell) for cell in column.to_pylist())
        return Codes(
            np.array([numbers.setdefault(one, len(numbers)) for one in cells], np.int64), len(numbers) or 1
        )
    if pa.types.is_null(column.type):
        return Codes(np.zeros(len(column), np.int64), 1)
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    count = len(column.dictionary)
    return Codes(np.asarray(column.indices.cast(pa.int64()).fill_null(count)), count + 1)
