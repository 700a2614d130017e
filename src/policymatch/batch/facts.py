"""The facts of a chunk of firms, or of records: each column made ready once, and what nobody stated."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any, cast

import numpy as np

from policymatch.batch.bits import Empty, saying_yes
from policymatch.batch.figure_columns import figures
from policymatch.batch.figures import Figures, either, first_of
from policymatch.batch.lists import Lists
from policymatch.batch.planes import (
    Bools,
    Plane,
    empty,
    packed_if_any,
    part_if_any,
    part_of,
    union,
    words_for,
)
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

    def cut(self, first: int, rows: int) -> Yes:
        """Return the same of some rows; the number of the first must be a multiple of 64."""
        made = copy(self)
        made.empty, made.yes = self.empty.cut(first, rows), part_of(self.yes, first, rows)
        return made


@dataclass(frozen=True)
class Fact:
    """One fact in a chunk. Nobody stated it for the rows `null`; columns do not tell it of those `odd`.

    `told` are all the others, None where that is everybody. Of the odd ones some may be `wrong`.
    """

    is_: Figures | Words | Lists | Yes
    null: Plane | None
    odd: Plane | None
    told: Plane | None
    wrong: Plane | None

    def cut(self, first: int, rows: int) -> Fact:
        """Return the fact in some rows; the number of the first must be a multiple of 64."""
        sides = (part_if_any(one, first, rows) for one in (self.null, self.odd, self.told, self.wrong))
        null, odd, told, wrong = sides
        if null is None and odd is None:
            told = None
        elif told is None:
            # Everybody among all, or nobody among these.
            told = empty(words_for(rows))
        return Fact(self.is_.cut(first, rows), null, odd, told, wrong)


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


class Facts(ABC):
    """The facts in some rows of firms (the layout's kind None) or of records."""

    def __init__(self, rows: int, layout: Layout, vocabulary: Vocabulary) -> None:
        self.rows, self.words = rows, words_for(rows)
        self.layout, self.vocabulary = layout, vocabulary
        self._facts: dict[FactKey, Fact | None] = {}
        self._null: dict[str, Plane | None] = {}

    def fact(self, key: str, year: int | None, basis: str | None) -> Fact | None:
        """Return what is known of a fact; None where no firm states it. See `Enterprise.value`."""
        asked = key, year, basis
        if asked not in self._facts:
            self._facts[asked] = self._made(asked)
        return self._facts[asked]

    def field(self, key: str) -> Field:
        """Return the field of a key. Raises KeyError if the vocabulary has none."""
        return self.vocabulary.field(self.layout.kind, key)

    def doubtful(self, asked: Iterable[FactKey]) -> Plane | None:
        """Return the rows of which columns do not tell all, or something wrong, of the facts asked for."""
        facts = (self.fact(*one) for one in asked)
        return union(self.rest, *(None if fact is None else fact.wrong for fact in facts))

    @cached_property
    def rest(self) -> Plane | None:
        """The rows with something that fits no column; None where there are none."""
        return self._with_rest() if REST in self.layout.plain else None

    def unstated(self, key: str) -> Plane | None:
        """Return the rows that state nothing of a field, of whatever year; None where every row does."""
        if key not in self._null:
            self._null[key] = self._not_stating(key)
        return self._null[key]

    @abstractmethod
    def _made(self, asked: FactKey) -> Fact | None:
        """Make a fact ready."""

    @abstractmethod
    def _with_rest(self) -> Plane | None:
        """Return the rows with something that fits no column."""

    @abstractmethod
    def _not_stating(self, key: str) -> Plane | None:
        """Return the rows that state nothing of a field."""


class FactsOfColumns(Facts):
    """The facts in the rows of a batch, from its columns."""

    def __init__(self, batch: Any, layout: Layout, vocabulary: Vocabulary, lexicons: Lexicons) -> None:
        super().__init__(batch.num_rows, layout, vocabulary)
        self._batch, self._lexicons = batch, lexicons
        self._by_basis: dict[tuple[str, int | None], dict[str | None, FactColumns]] = {}
        for one in layout.facts:
            key, year, basis = one.fact
            self._by_basis.setdefault((key, year), {})[basis] = one

    def _with_rest(self) -> Plane | None:
        return packed_if_any(np.asarray(self._batch.column(REST).is_valid()), self.words)

    def _not_stating(self, key: str) -> Plane | None:
        stated = np.zeros(self.rows, np.bool_)
        for one in self.layout.facts:
            if one.fact[0] == key:
                for part, name in one.parts.items():
                    if part in _STATING:
                        stated |= np.asarray(self._batch.column(name).is_valid())
        return packed_if_any(~stated, self.words)

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
        nobody = made.empty.plane
        if odd is not None:
            nobody = packed_if_any(made.empty.rows & ~odd, self.words)
        left = union(*(packed_if_any(one, self.words) for one in odds))
        out = union(nobody, left)
        told = None if out is None else ~out
        return Fact(made, nobody, left, told, packed_if_any(made.bad, self.words))

    def _column(self, columns: FactColumns, field: Field) -> Figures | Words | Lists | Yes:
        parts = {part: self._batch.column(name) for part, name in columns.parts.items()}
        kind = self.layout.kind
        if field.type.is_numeric or field.type is Type.DATE:
            return figures(parts, field)
        if field.type is Type.BOOL:
            return Yes(parts)
        lexicon = self._lexicons.of(kind, field)
        if field.type is Type.TAGS:
            return Lists(parts, field, kind, lexicon, self.vocabulary)
        return Words(parts, lexicon)


class PartOfFacts(Facts):
    """The facts in some rows of those that are made ready already; the first row is a multiple of 64."""

    def __init__(self, whole: Facts, first: int, rows: int, layout: Layout) -> None:
        super().__init__(rows, layout, whole.vocabulary)
        self._whole, self._first = whole, first

    def _made(self, asked: FactKey) -> Fact | None:
        fact = self._whole.fact(*asked)
        return None if fact is None else fact.cut(self._first, self.rows)

    def _with_rest(self) -> Plane | None:
        return part_if_any(self._whole.rest, self._first, self.rows)

    def _not_stating(self, key: str) -> Plane | None:
        return part_if_any(self._whole.unstated(key), self._first, self.rows)
