"""The truths of a plan's steps for the firms of a chunk, as planes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from policymatch.batch import ranges
from policymatch.batch.bank import Bank
from policymatch.batch.bits import saying_yes
from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled, Leaf
from policymatch.batch.conditions import Conditions, unless_known
from policymatch.batch.facts import Facts, FactsOfColumns, Lexicons
from policymatch.batch.honours import wanted_among
from policymatch.batch.literals import Column, OnFact, found_in
from policymatch.batch.planes import Plane, Truths, doubted, packed, union, with_rows
from policymatch.batch.ranges import Range
from policymatch.batch.records import RecordTruths, UnlistedTruths
from policymatch.batch.stated import figure, unstated
from policymatch.batch.sums import over_records
from policymatch.batch.words import Words
from policymatch.firms.columns import closed_column
from policymatch.language import tree, walk
from policymatch.matching.derive import rule_for
from policymatch.values import Codes, Truth
from policymatch.vocabulary.model import HONOUR, REGISTERED_IN

# In so many places a question is asked anew; of firms in more, the evaluator is asked.
_PLACES = 4096


class ChunkTruths(Conditions):
    """The truths for the firms of a chunk on a day."""

    def __init__(self, compiled: Compiled, chunk: Chunk, shape: Shape, lexicons: Lexicons, day: date) -> None:
        super().__init__(compiled, chunk.firms.num_rows, day)
        self.chunk = chunk
        self._bank: Bank | None = None
        self._shape, self._lexicons = shape, lexicons
        vocabulary = compiled.library.vocabulary
        self.facts = chunk.facts(shape.layout, vocabulary, lexicons)
        self._listed: dict[str, Plane] = {}
        self._records: dict[str, RecordTruths | None] = {}
        self._unlisted: dict[str, UnlistedTruths] = {}
        self.doubtful = self.facts.doubtful(compiled.facts_asked(None, day.year))

    def work_out(self, roots: tuple[int, ...], bank: Bank) -> None:
        """Make steps ready to be asked of a bank, as far as columns tell all that they rest on."""
        self._bank = bank
        told: list[int] = []
        for group in self.compiled.groups_of(roots):
            # What follows from other facts is worked out only where somebody asks for it.
            if self.facts_telling(group.leaves[0]) and self.step(group.steps.start).is_told:
                told += group.steps
        bank.work_out(roots, frozenset(told))

    def banked(self, step: int) -> Plane | None:
        """Return where a step is true and where possible, if the bank tells; it stands until the next one."""
        plane = None if self._bank is None else self._bank.plane(step)
        return None if plane is None else plane[:, : self.words]

    def decided(self, root: int) -> Truths:
        """Return the truth of a step that decides a policy: nobody else will ask for it in this chunk."""
        plane = self.banked(root)
        return self.step(root) if plane is None else Truths(plane.copy()[:, None])

    def memory(self, group: range) -> Plane | None:
        """Return where planes of some literals are to stand; None for new memory."""
        return None if self._bank is None else self._bank.literals(group)[..., : self.words]

    def figure(self, fact: tree.Fact) -> Range | None:
        """Return the numbers or days of a fact of the firm; None where columns tell nothing of it."""
        if fact.kind is not None:
            return None
        derived = fact.key in self.compiled.derivable
        follows = (lambda: self._follows(fact)) if derived else None
        return figure(self.facts, fact, self.day.year, self.doubtful, follows)

    def _follows(self, fact: tree.Fact) -> Range | None:
        """Return the numbers of a fact by its definition (matching/derive.py)."""
        rule, field = self._rule(fact), self.facts.field(fact.key)
        if not field.type.is_numeric:
            return None
        if rule is None:
            return unstated(self.rows, field)
        made = self.numbers.of(rule)
        return None if made is None else ranges.within(made, *field.bounds)

    def _rule(self, fact: tree.Fact) -> tree.Node | None:
        year = None if fact.year is None else fact.year.of(self.day.year)
        return rule_for(self.compiled.library.derivations[fact.key], self._blank, year, fact.basis)

    def total(self, node: tree.Records) -> Range | None:
        """Return a figure over the firm's records; None where columns tell nothing of it."""
        return over_records(node, self)

    def listing(self, kind: str) -> Plane:
        """Return the firms that list records of a kind."""
        found = self._listed.get(kind)
        if found is None:
            owners = self.chunk.owners(kind)
            has = np.zeros(self.rows, np.bool_)
            has[owners[owners >= 0]] = True
            found = self._listed[kind] = packed(has, self.words)
        return found

    def records(self, kind: str) -> RecordTruths | None:
        """Return the truths for the records of a kind; None where no firm of the chunk lists any."""
        if kind not in self._records:
            made = None
            if kind in self.chunk.records:
                facts = FactsOfColumns(
                    self.chunk.records[kind],
                    self._shape.records[kind][1],
                    self.compiled.library.vocabulary,
                    self._lexicons,
                )
                made = RecordTruths(self, kind, facts)
            self._records[kind] = made
        return self._records[kind]

    def unlisted(self, kind: str) -> UnlistedTruths:
        """Return the truths for a record of a kind that nobody has listed."""
        if kind not in self._unlisted:
            self._unlisted[kind] = UnlistedTruths(self, kind)
        return self._unlisted[kind]

    def doubted(self, truths: Truths) -> Truths:
        """Return truths that are not told of doubtful firms."""
        return truths if self.doubtful is None else truths.without(self.doubtful)

    def closed(self, kind: str) -> Plane:
        """Return the firms whose list of a kind of records is complete."""
        name = closed_column(kind)
        if name not in self.chunk.firms.schema.names:
            return self.nobody
        column = self.chunk.firms.column(name)
        return saying_yes(column)

    def leaf(self, leaf: Leaf) -> Truths:
        """Return the truth of a condition; one about records at hand is left to the evaluator."""
        if leaf.of_record and not isinstance(leaf.node, tree.Check):
            return self.open
        if isinstance(leaf.node, tree.Holds):
            return self._holds(leaf.node, leaf)
        told = self.one_told(leaf)
        if told is not None:
            return told
        true, possible, left = self.nobody, self.nobody, None
        unknown = self.everybody
        found = None if leaf.column is None else found_in(OnFact([leaf.column]), self.facts, self.day.year)
        if found is not None:
            ((true, possible),), left = found.planes, found.odd
            unknown = self.nobody if found.null is None else found.null
        made = self._derived(leaf.column) if leaf.column is not None else self.worked_out(leaf.node)
        true, possible = true | (made.true & unknown), possible | (made.possible & unknown)
        unknown = unknown & made.left
        for plane, truth in self._stating_nothing(leaf, unknown):
            true, possible = with_rows(true, possible, plane, truth)
            unknown = unknown & ~plane
        return doubted(true, possible, union(left, unknown), self.doubtful)

    def facts_telling(self, leaf: Leaf) -> Facts | None:
        """Return the facts of firms; None where what nobody stated may follow from other facts."""
        assert leaf.column is not None
        if leaf.column.fact.kind is not None:
            return None
        if leaf.column.fact.key in self.compiled.derivable:
            fact = self.facts.fact(*leaf.column.asked(self.day.year))
            return self.facts if fact is not None and fact.null is None else None
        # A fact that follows from no other is as little known as where nothing is.
        return self.facts

    def _derived(self, column: Column) -> Truths:
        """Return the truth of a literal on a fact that nobody states, by the definition of the fact."""
        node, fact = column.node, column.fact
        if isinstance(node, tree.Compare):
            return self.worked_out(node)
        rule = self._rule(fact)
        if not isinstance(node, tree.IsTrue) or rule is None:
            return self.open
        found = self.truth(rule)
        # Of a place or trade known only coarsely, each part may be asked by itself.
        coarse = any(isinstance(one, tree.Among) for one in walk(rule))
        return unless_known(found) if coarse else found

    def _holds(self, node: tree.Holds, leaf: Leaf) -> Truths:
        records = self.records(HONOUR)
        if records is None:
            true = possible = self.nobody
            left = None
        else:
            wanted, perhaps, odd = wanted_among(node, records.facts, self.day)
            true, possible = records.some(wanted), records.some(perhaps)
            odd = union(odd, records.doubtful)
            left = None if odd is None else records.some(odd)
        # Of a firm without such honours, the list's being complete is all that tells.
        for plane, none_of in ((~self.closed(HONOUR), None), (self.closed(HONOUR), HONOUR)):
            if self.compiled.of_nothing(leaf, self.day, none_of) is Truth.UNKNOWN:
                possible = possible | plane
        return doubted(true, possible, left, self.doubtful)

    def _stating_nothing(self, leaf: Leaf, among: Plane) -> Iterator[tuple[Plane, Truth]]:
        """Yield firms that state nothing of what a literal asks for, with what it then is.

        Of one such firm it is known at most which list is empty, or where it is registered.
        """
        asks, compiled = leaf.asks, self.compiled
        blank = among
        if not blank.any():
            return
        for key in asks.keys - {REGISTERED_IN}:
            unstated = self.facts.unstated(key)
            if unstated is None:
                return
            blank = blank & unstated
        for kind in asks.kinds:
            blank = blank & ~self.listing(kind)
        if not blank.any():
            return
        nowhere = blank
        if REGISTERED_IN in asks.keys:
            somewhere = self.facts.unstated(REGISTERED_IN)
            nowhere = self.nobody if somewhere is None else blank & somewhere
        closed = self.nobody
        for kind in asks.kinds:
            closed = closed | self.closed(kind)
        yield nowhere & ~closed, compiled.of_nothing(leaf, self.day)
        if len(asks.kinds) == 1:
            (kind,) = asks.kinds
            yield nowhere & closed, compiled.of_nothing(leaf, self.day, kind)
        elif not asks.kinds and nowhere is not blank:
            for code, rows in self._places():
                yield blank & rows, compiled.of_nothing(leaf, self.day, place=code)

    def _places(self) -> Iterator[tuple[Codes, Plane]]:
        """Yield where firms of the chunk are registered; nothing where nearly each is somewhere else."""
        fact = self.facts.fact(REGISTERED_IN, None, None)
        if fact is None or not isinstance(fact.is_, Words) or fact.is_.count > _PLACES:
            return
        out = union(fact.null, fact.odd)
        for code, rows in fact.is_.each():
            if isinstance(code, Codes):
                plane = packed(rows, self.words)
                yield code, plane if out is None else plane & ~out
