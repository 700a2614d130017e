"""The truths of a plan's steps for the firms of a chunk, and for the records of one kind, as planes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np

from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled
from policymatch.batch.facts import Facts, Lexicons
from policymatch.batch.honours import wanted_among
from policymatch.batch.literals import found_in
from policymatch.batch.planes import Plane, Rows, Truths, boolean, packed, told, union, unpacked
from policymatch.batch.steps import Steps
from policymatch.batch.words import Words
from policymatch.firms.columns import closed_column
from policymatch.language import tree
from policymatch.values import Codes, Truth
from policymatch.vocabulary.model import HONOUR, REGISTERED_IN

# In so many places a question is asked anew; of firms in more, the evaluator is asked.
_PLACES = 4096


class ChunkTruths(Steps):
    """The truths for the firms of a chunk on a day."""

    def __init__(self, compiled: Compiled, chunk: Chunk, shape: Shape, lexicons: Lexicons, day: date) -> None:
        super().__init__(compiled, chunk.firms.num_rows)
        self.chunk, self.day = chunk, day
        self._shape, self._lexicons = shape, lexicons
        vocabulary = compiled.library.vocabulary
        self.facts = Facts(chunk.firms, shape.layout, vocabulary, lexicons)
        self._listed: dict[str, Plane] = {}
        self._records: dict[str, RecordTruths | None] = {}
        self._unlisted: dict[str, UnlistedTruths] = {}
        asked = {one.asked(day.year) for one in compiled.columns if one is not None and one.fact.kind is None}
        self.doubtful = self.facts.doubtful(sorted(asked, key=str))

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
                facts = Facts(
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
        return packed(boolean(column), self.words) if column.null_count < self.rows else self.nobody

    def literal(self, number: int) -> Truths:
        """Return the truth of a literal; one about records at hand is left to the evaluator."""
        compiled = self.compiled
        if compiled.of_record[number]:
            return self.open
        column = compiled.columns[number]
        node = compiled.nodes[number]
        if isinstance(node, tree.Holds):
            return self._holds(node, number)
        true, possible, left = self.nobody, self.nobody, None
        unknown = self.everybody
        found = None if column is None else found_in(column, self.facts, self.day.year)
        if found is not None:
            true, possible, left = found.true, found.possible, found.odd
            unknown = self.nobody if found.null is None else found.null
        if unknown is not self.nobody:
            # A fact that follows from no other is as little known where it is not stated as where nothing is.
            plain = column is not None and column.fact.key not in compiled.derivable
            for plane, truth in self._plain(number, unknown) if plain else self._blank(number, unknown):
                true, possible = _with(true, possible, plane, truth)
                unknown = unknown & ~plane
            left = left if plain else union(left, unknown)
        return _doubted(true, possible, left, self.doubtful)

    def _holds(self, node: tree.Holds, number: int) -> Truths:
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
            if self.compiled.of_nothing(number, self.day, none_of) is Truth.UNKNOWN:
                possible = possible | plane
        return _doubted(true, possible, left, self.doubtful)

    def _plain(self, number: int, unknown: Plane) -> Iterator[tuple[Plane, Truth]]:
        yield unknown, self.compiled.of_nothing(number, self.day)

    def _blank(self, number: int, among: Plane) -> Iterator[tuple[Plane, Truth]]:
        """Yield firms that state nothing of what a literal asks for, with what it then is.

        Of one such firm it is known at most which list is empty, or where it is registered.
        """
        asks, compiled = self.compiled.asks[number], self.compiled
        blank = among
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
        yield nowhere & ~closed, compiled.of_nothing(number, self.day)
        if len(asks.kinds) == 1:
            (kind,) = asks.kinds
            yield nowhere & closed, compiled.of_nothing(number, self.day, kind)
        elif not asks.kinds and nowhere is not blank:
            for code, rows in self._places():
                yield blank & rows, compiled.of_nothing(number, self.day, place=code)

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


class RecordTruths(Steps):
    """The truths for the records of one kind that the firms of a chunk list, each with its firm's facts."""

    def __init__(self, firms: ChunkTruths, kind: str, facts: Facts) -> None:
        super().__init__(firms.compiled, facts.rows)
        self.owners: Rows = firms.chunk.owners(kind)
        self.facts = facts
        self._firms, self._kind = firms, kind
        asked = {
            one.asked(firms.day.year)
            for one in firms.compiled.columns
            if one is not None and one.fact.kind == kind
        }
        self.doubtful = facts.doubtful(sorted(asked, key=str))

    def literal(self, number: int) -> Truths:
        """Return the truth of a literal: one about the record, or one about its firm."""
        compiled = self.compiled
        if not compiled.of_record[number]:
            return Truths(self._each(self._firms.step(number), self._of_owner))
        column = compiled.columns[number]
        if column is None or column.fact.kind != self._kind:
            return self.open
        found = found_in(column, self.facts, self._firms.day.year)
        true, possible, left, unknown = self.nobody, self.nobody, None, self.everybody
        if found is not None:
            true, possible, left = found.true, found.possible, found.odd
            unknown = self.nobody if found.null is None else found.null
        truth = compiled.of_nothing(number, self._firms.day)
        true, possible = _with(true, possible, unknown, truth)
        return _doubted(true, possible, left, self.doubtful)

    def some_of(self, truths: Truths) -> Truths:
        """Return the truths for firms of whether something holds of one of their records at least."""
        return Truths(self._each(truths, self.some))

    def some(self, records: Plane) -> Plane:
        """Return the firms of which one of the records is among `records`."""
        has = np.zeros(self._firms.rows, np.bool_)
        has[self.owners[unpacked(records, self.rows)]] = True
        return packed(has, self._firms.words)

    def _of_owner(self, firms: Plane) -> Plane:
        return packed(unpacked(firms, self._firms.rows)[self.owners], self.words)

    @staticmethod
    def _each(truths: Truths, turned: Callable[[Plane], Plane]) -> Plane:
        return np.stack([np.stack([turned(plane) for plane in side]) for side in truths.planes])


class UnlistedTruths(Steps):
    """The truths for a record of one kind that nobody has listed, with each firm's facts."""

    def __init__(self, firms: ChunkTruths, kind: str) -> None:
        super().__init__(firms.compiled, firms.rows)
        self._firms, self._kind = firms, kind

    def literal(self, number: int) -> Truths:
        """Return the truth of a literal, of the firm or of a record of which nothing is known."""
        compiled = self.compiled
        if not compiled.of_record[number]:
            return self._firms.step(number)
        column = compiled.columns[number]
        if column is None or column.fact.kind != self._kind:
            return self.open
        truth = compiled.of_nothing(number, self._firms.day)
        return told(*_with(self.nobody, self.nobody, self.everybody, truth))


def _with(true: Plane, possible: Plane, rows: Plane, truth: Truth) -> tuple[Plane, Plane]:
    """Return the planes of a truth with some more rows, for which it is `truth`."""
    if truth is Truth.FALSE:
        return true, possible
    if truth is Truth.UNKNOWN:
        return true, possible | rows
    same = possible is true
    true = true | rows
    return true, true if same else possible | rows


def _doubted(true: Plane, possible: Plane, left: Plane | None, doubtful: Plane | None) -> Truths:
    """Return truths of which those of doubtful rows, and those left, are not told."""
    return told(true, possible, union(left, doubtful))
