"""Firms held in memory, with columns that stay made ready from one question to the next.

A service that asks the same firms again and again, about each new policy or each change of a draft, need not
make ready what it has made ready before: codes as places among the codes, money as whole numbers, lists as
planes. That is done once for a whole table, when a fact is first asked for. Questions are asked of parts that
are cut from it: the fewer policies there are, the more firms at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from policymatch.batch.asks import Asks, everything
from policymatch.batch.chunk import Chunk, Shape, narrowed
from policymatch.batch.compiled import Compiled
from policymatch.batch.facts import Fact, Facts, FactsOfColumns, Lexicons
from policymatch.batch.figures import Figures
from policymatch.batch.planes import words_for
from policymatch.batch.source import CHUNK_ROWS, Firms, Source, shape_of, source_of
from policymatch.batch.words import Words
from policymatch.enterprise import FactKey
from policymatch.language import tree
from policymatch.library import PolicyLibrary
from policymatch.vocabulary import Vocabulary

# A table of more rows is held in parts.
_PART_ROWS = 1 << 22
# So many bits of planes are worked at together, where rows are made of them and where they are only counted.
FOR_ROWS, FOR_COUNTS = 1 << 24, 1 << 29
_MOST_ROWS = 1 << 20


class Held(Firms):
    """Firms in memory, to be given wherever firms to match are wanted. Not to be shared by threads."""

    def __init__(
        self, shape: Shape, sha256: str | None, parts: Sequence[Chunk], library: PolicyLibrary
    ) -> None:
        self._shape, self._sha256, self._parts = shape, sha256, tuple(parts)
        self._compiled = Compiled(library)
        self._begin(library.vocabulary)

    def _begin(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        lexicons, layout = Lexicons(vocabulary), narrowed(self._shape.layout, None, with_verified=False)
        self._facts = [_Ready(part.firms, layout, vocabulary, lexicons) for part in self._parts]

    @property
    def num_rows(self) -> int:
        """Return how many firms there are."""
        return sum(len(part.numbers) for part in self._parts)

    def compiled(self, library: PolicyLibrary) -> Compiled:
        """Return a library made ready for columns; the last one asked for is kept."""
        if self._compiled.library is not library:
            self._compiled = Compiled(library)
        return self._compiled

    def make_ready(self, library: PolicyLibrary, day: date) -> None:
        """Make the facts ready that a library asks for on a day; others will be when they are asked for."""
        compiled = self.compiled(library)
        for group in compiled.groups_of(compiled.roots_on(day)):
            column = group.literals.columns[0]
            if column.fact.kind is None:
                compiled.all_of_nothing(group, day)
                for facts in self._facts:
                    fact = facts.fact(*column.asked(day.year))
                    if fact is not None and isinstance(fact.is_, Words):
                        fact.is_.runs(group.literals, cast(Sequence[tree.Among], group.literals.nodes))
        if self._parts:
            bank = compiled.bank(words_for(min(_rows(compiled, FOR_COUNTS), len(self._parts[0].numbers))))
            if bank is not None:
                bank.take()

    def source(self, vocabulary: Vocabulary, asks: Asks, verified: bool, chunk_rows: int) -> Source:
        """Return the firms with what `asks` names, so many rows at a time.

        Raises ProfileError where another vocabulary than that they were held with has no such columns.
        """
        if vocabulary is not self._vocabulary:
            self._shape = self._shape_for(vocabulary)
            self._begin(vocabulary)
        layout = narrowed(self._shape.layout, asks.keys, verified)
        records = {
            kind: (path, narrowed(one, None, verified))
            for kind, (path, one) in self._shape.records.items()
            if kind in asks.kinds
        }
        shape = Shape(self._shape.path, layout, records)
        # Planes are cut where their words end.
        rows = -(-chunk_rows // 64) * 64
        return _OfHeld(shape, self.num_rows, self._sha256, self._parts, self._facts, rows)

    def _shape_for(self, vocabulary: Vocabulary) -> Shape:
        if not self._parts:
            return self._shape
        kinds = {kind: one.schema for part in self._parts for kind, one in part.records.items()}
        made = shape_of(self._parts[0].firms.schema, kinds, vocabulary, everything(vocabulary), True)
        records = {kind: (self._shape.records[kind][0], one) for kind, (_, one) in made.records.items()}
        return Shape(self._shape.path, made.layout, records)


def hold(
    firms: Any,
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    *,
    records: Mapping[str, Any] | None = None,
) -> Held:
    """Hold firms in memory, ready for what a library asks for; give them to `match`, `counts` and others.

    The arguments are those of `match`. Other libraries and days may be asked about too: what they need
    besides is made ready at their first question. Raises ProfileError when firms cannot be read, with all
    that is wrong.
    """
    library = PolicyLibrary.load() if library is None else library
    every = everything(library.vocabulary)
    with source_of(firms, library.vocabulary, every, True, records, _PART_ROWS) as source:
        held = Held(source.shape, source.sha256, list(source.chunks()), library)
    held.make_ready(library, as_of or date.today())
    return held


@contextmanager
def opened(
    firms: Any, library: PolicyLibrary, records: Mapping[str, Any] | None, bits: int = FOR_ROWS
) -> Iterator[tuple[Compiled, Source]]:
    """Open firms to ask all policies of a library, and make that ready: planes of so many bits at a time.

    Raises ProfileError.
    """
    rows = None
    if not isinstance(firms, Held):
        compiled = Compiled(library)
    elif records:
        raise ValueError("the records of firms that are held are held with them: give them to hold()")
    else:
        compiled = firms.compiled(library)
        rows = _rows(compiled, bits)
    asks = compiled.everything_asked
    with source_of(firms, library.vocabulary, asks, compiled.verified, records, rows) as source:
        yield compiled, source


def _rows(compiled: Compiled, bits: int) -> int:
    """Return how many firms to ask at a time, for planes of so many bits."""
    # Each thing done with planes costs something by itself, so that few policies are asked of more firms.
    steps = max(len(compiled.leaves) + len(compiled.operations), 1)
    return max(min(bits // steps, _MOST_ROWS), CHUNK_ROWS)


class _Ready(FactsOfColumns):
    """The facts of a whole table, in as few bits as hold them."""

    def _made(self, asked: FactKey) -> Fact | None:
        fact = super()._made(asked)
        if fact is not None and isinstance(fact.is_, Figures):
            return replace(fact, is_=fact.is_.shortened())
        return fact


@dataclass(frozen=True)
class _OfHeld(Source):
    """Some rows at a time of firms that are held."""

    _parts: tuple[Chunk, ...]
    _facts: Sequence[Facts]
    _rows: int

    def chunks(self) -> Iterator[Chunk]:
        """Yield all firms, with the records that are theirs."""
        columns = self.shape.layout.columns
        for part, facts in zip(self._parts, self._facts, strict=True):
            records = {kind: one for kind, one in part.records.items() if kind in self.shape.records}
            narrow = replace(part, firms=part.firms.select(columns), records=records)
            for first in range(0, len(part.numbers), self._rows):
                yield narrow.part(first, self._rows, facts)

    def close(self) -> None:
        """Nothing is open."""
