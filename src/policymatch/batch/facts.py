"""The facts of a chunk of firms, or of records: each column made ready once, and what nobody stated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any, cast

import numpy as np

from policymatch.batch.bits import Empty, saying_yes
from policymatch.batch.figure_columns import figures
from policymatch.batch.figures import Figures, either, first_of
from policymatch.batch.lists import Lists
from policymatch.batch.planes import Bools, Plane, packed, packed_if_any, union, words_for
from policymatch.batch.words import Lexicon, Words
from policymatch.enterprise import FactKey
from policymatch.firms.columns import REST, Part
from policymatch.firms.layout import FactColumns, Layout
from policymatch.vocabulary import Field, Type, Vocabulary

_STATING = (Part.VALUE, Part.LOW, Part.HIGH, Part.ANY_OF)


class Yes:
    """A yes-or-no fact: where it is yes."""

    bad: Bools | None = None

    def __init__(self, parts: dict[Part, Any]) -> None:
        column = parts[Part.VALUE]
        self.empty = Empty.of(column)
        self.yes = saying_yes(column)


@dataclass(frozen=True)
class Fact:
    """One fact in a chunk. Nobody stated it for the rows `null`; columns do not tell it of those `odd`.

    `told` are all the others, None where that is everybody.
    """

    is_: Figures | Words | Lists | Yes
    null: Plane | None
    odd: Plane | None
    told: Plane | None


class Lexicons:
    """The lexicons of a table's fields, kept from chunk to chunk."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._kept: dict[tuple[str | None, str], Lexicon] = {}

    def of(self, kind: str | None, field: Field) -> Lexicon:
        """Return the lexicon of a field."""
        found = self._kept.get((kind, field.key))
        if found is None:
            found = self._kept[kind, field.key] = Lexicon(field, kind, self._vocabulary)
        return found


class Facts:
    """The facts in the rows of a batch of firms (the layout's kind None) or of records."""

    def __init__(self, batch: Any, layout: Layout, vocabulary: Vocabulary, lexicons: Lexicons) -> None:
        self.rows: int = batch.num_rows
        self.words = words_for(self.rows)
        self._batch, self.layout = batch, layout
        self._vocabulary, self._lexicons = vocabulary, lexicons
        self._by_basis: dict[tuple[str, int | None], dict[str | None, FactColumns]] = {}
        for one in layout.facts:
            key, year, basis = one.fact
            self._by_basis.setdefault((key, year), {})[basis] = one
        self._facts: dict[FactKey, Fact | None] = {}
        self._null: dict[str, Plane | None] = {}
        self._wrong: list[Plane] = []

    def fact(self, key: str, year: int | None, basis: str | None) -> Fact | None:
        """Return what is known of a fact; None where no firm states it. See `Enterprise.value`."""
        asked = key, year, basis
        if asked not in self._facts:
            self._facts[asked] = self._made(asked)
        return self._facts[asked]

    def field(self, key: str) -> Field:
        """Return the field of a key. Raises KeyError if the vocabulary has none."""
        return self._vocabulary.field(self.layout.kind, key)

    def doubtful(self, asked: Iterable[FactKey]) -> Plane | None:
        """Return the rows of which columns do not tell all, or something wrong, of the facts asked for."""
        for key, year, basis in asked:
            self.fact(key, year, basis)
        rest = None
        if REST in self.layout.plain:
            rest = packed_if_any(np.asarray(self._batch.column(REST).is_valid()), self.words)
        return union(rest, *self._wrong)

    def unstated(self, key: str) -> Plane | None:
        """Return the rows that state nothing of a field, of whatever year; None where every row does."""
        if key not in self._null:
            stated = np.zeros(self.rows, np.bool_)
            for one in self.layout.facts:
                if one.fact[0] == key:
                    for part, name in one.parts.items():
                        if part in _STATING:
                            stated |= np.asarray(self._batch.column(name).is_valid())
            self._null[key] = packed_if_any(~stated, self.words)
        return self._null[key]

    def _made(self, asked: FactKey) -> Fact | None:
        key, year, basis = asked
        several = self._by_basis.get((key, year), {})
        if basis is not None:
            several = {basis: several[basis]} if basis in several else {}
        if not several:
            return None
        field = self.field(key)
        made = {one: self._column(columns, field) for one, columns in several.items()}
        direct = made.pop(None, None)
        others = list(made.values())
        if not others:
            assert direct is not None
            return self._fact(direct)
        if direct is None and len(others) == 1:
            return self._fact(others[0])
        if isinstance(others[0], Figures):
            # Without a basis any of those given may be meant.
            spanned = reduce(either, cast(list[Figures], others))
            return self._fact(spanned if direct is None else first_of(cast(Figures, direct), spanned))
        stated = reduce(np.logical_or, (~one.empty.rows for one in others))
        first = others[0] if direct is None else direct
        return self._fact(first, stated if direct is None else stated & direct.empty.rows)

    def _fact(self, made: Figures | Words | Lists | Yes, odd: Bools | None = None) -> Fact:
        odds = [odd, made.bad, made.odd if isinstance(made, Figures) else None]
        self._wrong += [packed(one, self.words) for one in (made.bad,) if one is not None and one.any()]
        nobody = made.empty.plane
        if odd is not None:
            nobody = packed_if_any(made.empty.rows & ~odd, self.words)
        left = union(*(packed_if_any(one, self.words) for one in odds))
        out = union(nobody, left)
        return Fact(made, nobody, left, None if out is None else ~out)

    def _column(self, columns: FactColumns, field: Field) -> Figures | Words | Lists | Yes:
        parts = {part: self._batch.column(name) for part, name in columns.parts.items()}
        kind = self.layout.kind
        if field.type.is_numeric or field.type is Type.DATE:
            return figures(parts, field)
        if field.type is Type.BOOL:
            return Yes(parts)
        lexicon = self._lexicons.of(kind, field)
        if field.type is Type.TAGS:
            return Lists(parts, field, kind, lexicon, self._vocabulary)
        return Words(parts, lexicon)
