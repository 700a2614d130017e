"""How the criteria on one fact are answered together: by one search over thresholds, or one look-up.

A table answers for a whole group of literals at once, with None for what only the evaluator can say. It is
built to give what the evaluator would (language/evaluate.py), which a test holds over random rules. It also
says where a fact lies, as far as its literals tell: at one place they all have the same answers.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Protocol, cast

from policymatch.language import tree
from policymatch.language.facts import RecordFacts
from policymatch.plan.plan import GroupKind
from policymatch.plan.thresholds import Row, ThresholdsOfDates, ThresholdsOfNumbers
from policymatch.values import Choice, Codes, Listing, Truth


class Table(Protocol):
    """Answers for the literals of a group, in their order, given what their subject may be."""

    def row(self, known: Any) -> Row:
        """Return the truth of each literal; None where the evaluator must be asked."""

    def place(self, known: Any) -> Hashable:
        """Return where the fact lies: what has the same place has the same row."""


_TRUE, _UNKNOWN, _FALSE = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


def table_of(kind: GroupKind, nodes: Sequence[tree.Node]) -> Table:
    """Return what answers for the literals of a group."""
    match kind:
        case GroupKind.NUMBERS:
            return ThresholdsOfNumbers(cast(list[tree.Compare], nodes))
        case GroupKind.DATES:
            return ThresholdsOfDates(cast(list[tree.Compare], nodes))
        case GroupKind.CODES:
            return _OfCodes(cast(list[tree.Among], nodes))
        case GroupKind.WORDS:
            return _OfWords(cast(list[tree.Among], nodes))
        case GroupKind.TAGS:
            return _OfTags(cast(list[tree.Contains], nodes))
        case GroupKind.FLAGS:
            return _OfFlags(len(nodes))
        case GroupKind.HONOURS:
            return _OfHonours(cast(list[tree.Holds], nodes))


# -- words -------------------------------------------------------------------------------------------------


class _Index:
    """Which literals name which word, and what each then says."""

    def __init__(self, nodes: Sequence[tree.Among | tree.Contains]) -> None:
        self.unknown: Row = [_UNKNOWN] * len(nodes)
        self.nothing: Row = [None] * len(nodes)
        self.missed: Row = [Truth.of(node.negated) for node in nodes]
        self.hit = [Truth.of(not node.negated) for node in nodes]
        self.naming: dict[str, list[int]] = {}
        for place, node in enumerate(nodes):
            for word in dict.fromkeys(node.words):
                self.naming.setdefault(word, []).append(place)

    def mark(self, row: Row, word: str) -> None:
        """Note that the fact is, or has, `word`."""
        for place in self.naming.get(word, ()):
            row[place] = self.hit[place]


class _OfWords(_Index):
    def row(self, choice: Choice) -> Row:
        if choice.members is None:
            return self.unknown
        if len(choice.members) > 1:
            return self.nothing
        row = self.missed.copy()
        for word in choice.members:
            self.mark(row, word)
        return row

    def place(self, choice: Choice) -> Hashable:
        return choice.members


class _OfTags(_Index):
    def row(self, listing: Listing[str]) -> Row:
        row = (self.missed if listing.closed else self.unknown).copy()
        for word in listing.items:
            self.mark(row, word)
        return row

    def place(self, listing: Listing[str]) -> Hashable:
        naming = self.naming
        return listing.closed, *(word for word in listing.items if word in naming)


class _OfCodes(_Index):
    def __init__(self, nodes: Sequence[tree.Among]) -> None:
        super().__init__(nodes)
        # Below each code, the literals that name a finer one: a firm known only by the coarse code may lie
        # there.
        self._finer: dict[str, set[int]] = {}
        for word, places in self.naming.items():
            for length in range(len(word)):
                self._finer.setdefault(word[:length], set()).update(places)

    def row(self, codes: Codes) -> Row:
        if len(codes.prefixes) > 1:
            return self.nothing
        (code,) = codes.prefixes
        row = self.missed.copy()
        for place in self._finer.get(code, ()):
            row[place] = _UNKNOWN
        for length in range(len(code) + 1):
            self.mark(row, code[:length])
        return row

    def place(self, codes: Codes) -> Hashable:
        return codes.prefixes


class _OfFlags:
    def __init__(self, count: int) -> None:
        self._count = count

    def row(self, truth: Truth) -> Row:
        return [truth] * self._count

    def place(self, truth: Truth) -> Hashable:
        return truth


# -- honours -----------------------------------------------------------------------------------------------


class _OfHonours:
    def __init__(self, nodes: Sequence[tree.Holds]) -> None:
        # Of honours that no record can be, nothing but the list's being complete decides
        # (language/honours.py).
        self._closed: Row = [_UNKNOWN if node.how is tree.Holding.EVER else _FALSE for node in nodes]
        self._open: Row = [_UNKNOWN] * len(nodes)
        self._wanting: dict[str, list[int]] = {}
        for place, node in enumerate(nodes):
            for honour in dict.fromkeys(one.honour for one in node.wanted):
                self._wanting.setdefault(honour, []).append(place)

    def row(self, listing: Listing[RecordFacts]) -> Row:
        names = self._names(listing)
        if names is None:
            return [None] * len(self._open)
        row = (self._closed if listing.closed else self._open).copy()
        for honour in names:
            for place in self._wanting.get(honour, ()):
                row[place] = None
        return row

    def place(self, listing: Listing[RecordFacts]) -> Hashable:
        return listing.closed, self._names(listing)

    def _names(self, listing: Listing[RecordFacts]) -> frozenset[str] | None:
        """Return what the honours may be; None where one may be any."""
        names: set[str] = set()
        for record in listing.items:
            name = record.value("name")
            if not isinstance(name, Choice) or name.members is None:
                return None
            names |= name.members
        return frozenset(names)
