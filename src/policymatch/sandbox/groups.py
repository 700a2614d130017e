"""Which county, industry and size each firm of a chunk is of, from its columns; profiles tell the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.facts import Fact, Facts
from policymatch.batch.planes import Bools, unpacked
from policymatch.batch.words import Words
from policymatch.coverage.groups import INDUSTRY, SIZE, Group, code_group, size_group, unknown_group
from policymatch.enterprise import Enterprise
from policymatch.language import tree
from policymatch.library import PolicyLibrary
from policymatch.matching.firm import context_of
from policymatch.policy import Policy
from policymatch.sandbox.asked import ELIGIBLE, Questions, asked_library
from policymatch.sandbox.clauses import asking
from policymatch.values import Choice, Codes, Value
from policymatch.vocabulary.model import REGISTERED_IN

Ids = npt.NDArray[np.int32]
# An industry is a letter and four digits; a shorter code stands for several.
_LEAF = 5


class Dimension(StrEnum):
    """By what firms are grouped. A section of industries is a letter (C), a division two digits (C34)."""

    COUNTY = "county"
    SECTION = "section"
    DIVISION = "division"
    SIZE = "size"


_KEYS = {
    Dimension.COUNTY: REGISTERED_IN,
    Dimension.SECTION: INDUSTRY,
    Dimension.DIVISION: INDUSTRY,
    Dimension.SIZE: SIZE,
}
KEYS = frozenset(_KEYS.values())


class Groups:
    """The groups met so far, numbered, and those of the firms of a chunk. Not to be shared by threads."""

    def __init__(self, library: PolicyLibrary, draft: Policy) -> None:
        self._library = library
        self._draft = draft
        self.met: dict[Dimension, dict[Group, int]] = {one: {unknown_group(): 0} for one in Dimension}
        self._sizes: dict[date, Questions | None] = {}
        self._shape: Shape | None = None

    def begin(self, shape: Shape) -> None:
        """Begin a round of firms whose tables look like this."""
        self._shape = shape
        self._sizes.clear()

    def of(self, chunk: Chunk, day: date, facts: Facts) -> dict[Dimension, Ids]:
        """Return the number of each firm's group."""
        made = {one: np.zeros(facts.rows, np.int32) for one in Dimension}
        ask = np.zeros(facts.rows, np.bool_)
        for dimension, key in _KEYS.items():
            fact = facts.fact(key, None, None)
            if fact is not None and isinstance(fact.is_, Words):
                told = _told(fact, facts.rows)
                for entry, rows in fact.is_.each():
                    made[dimension][rows & told] = self._number(dimension, self._group(dimension, entry))
                ask |= ~told & ~_null(fact, facts.rows)
        ask |= self._by_definition(chunk, day, facts, made[Dimension.SIZE])
        doubtful = facts.doubtful(())
        if doubtful is not None:
            ask |= unpacked(doubtful, facts.rows)
        self._ask(chunk, day, ask, made)
        return made

    def _number(self, dimension: Dimension, group: Group) -> int:
        met = self.met[dimension]
        return met.setdefault(group, len(met))

    def _group(self, dimension: Dimension, value: Value | None) -> Group:
        vocabulary = self._library.vocabulary
        if dimension is Dimension.SIZE:
            return size_group(value.word if isinstance(value, Choice) else None, vocabulary)
        return code_group(_KEYS[dimension], value, vocabulary, division=dimension is Dimension.DIVISION)

    def _by_definition(self, chunk: Chunk, day: date, facts: Facts, ids: Ids) -> Bools:
        """Enter the size of firms that do not state it; return those of which columns do not tell it.

        A class is certain where its case of the law's definition holds and none before it may. Of an industry
        that is known in part only, each part is asked by itself, which is left to profiles.
        """
        nobody = np.zeros(facts.rows, np.bool_)
        unstated = facts.fact(SIZE, None, None)
        open_ = ~nobody if unstated is None else _null(unstated, facts.rows)
        rows = np.flatnonzero(open_)
        questions = self._questions(day)
        if questions is None or not len(rows):
            return nobody
        verdicts, _ = questions.verdicts(chunk.taken(rows), day)
        certain = np.zeros(len(rows), np.bool_)
        for policy, holds in zip(questions.policies, verdicts == ELIGIBLE, strict=True):
            group = size_group(policy.id, self._library.vocabulary)
            ids[rows[holds]] = self._number(Dimension.SIZE, group)
            certain |= holds
        left = nobody.copy()
        left[rows[~certain]] = True
        return left & _coarse(facts)

    def _questions(self, day: date) -> Questions | None:
        """Return one question for each size class by the definition in force on a day."""
        if day not in self._sizes:
            made = None
            derivation = self._library.derivations.get(SIZE)
            version = None if derivation is None else derivation.on(day)
            if version is not None and isinstance(version.rule, tree.WordCases):
                cases = list(_cases(version.rule))
                words = dict.fromkeys(word for word, _ in cases)
                some = [
                    asking(self._plain, word, [tree.Any(tuple(when for one, when in cases if one == word))])
                    for word in words
                ]
                made = Questions(asked_library(some, self._library))
            if made is not None:
                assert self._shape is not None
                made.begin(self._shape)
            self._sizes[day] = made
        return self._sizes[day]

    @property
    def _plain(self) -> Policy:
        return replace(self._draft, record=None, verified=None)

    def _ask(self, chunk: Chunk, day: date, ask: Bools, made: dict[Dimension, Ids]) -> None:
        """Enter the groups of firms whose profiles must be read."""
        rows = np.flatnonzero(ask)
        if not len(rows):
            return
        assert self._shape is not None
        profiles = chunk.profiles(rows, self._shape, self._library.vocabulary)
        for row, found in zip(rows.tolist(), profiles, strict=True):
            if isinstance(found, Enterprise):
                firm = context_of(found, day, self._library).firm
                for dimension, key in _KEYS.items():
                    made[dimension][row] = self._number(dimension, self._group(dimension, firm.value(key)))


def _cases(rule: tree.WordCases) -> Iterator[tuple[str, tree.Node]]:
    """Yield each word with what makes it certain: its case, and none of those before."""
    before: list[tree.Node] = []
    for case in rule.cases:
        yield case.word, tree.All((case.when, *(tree.Not(one) for one in before)))
        before.append(case.when)
    if rule.otherwise is not None:
        yield rule.otherwise, tree.All(tuple(tree.Not(one) for one in before))


def _null(fact: Fact, rows: int) -> Bools:
    return np.zeros(rows, np.bool_) if fact.null is None else unpacked(fact.null, rows)


def _told(fact: Fact, rows: int) -> Bools:
    told = ~_null(fact, rows)
    return told if fact.odd is None else told & ~unpacked(fact.odd, rows)


def _coarse(facts: Facts) -> Bools:
    """Return the firms whose industry is known in part only."""
    made = np.ones(facts.rows, np.bool_)
    fact = facts.fact(INDUSTRY, None, None)
    if fact is not None and isinstance(fact.is_, Words):
        for entry, rows in fact.is_.each():
            if isinstance(entry, Codes) and len(entry.prefixes) == 1 and len(min(entry.prefixes)) >= _LEAF:
                made[rows] = False
    return made & ~_null(fact, facts.rows) if fact is not None else ~made
