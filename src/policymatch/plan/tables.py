"""How the criteria on one fact are answered together: by one search over thresholds, or one look-up.

A table answers for a whole group of literals at once, with None for what only the evaluator can say. It is
built to give what the evaluator would (language/evaluate.py), which a test holds over random rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from policymatch.language import tree
from policymatch.language.facts import RecordFacts
from policymatch.plan.plan import GroupKind
from policymatch.plan.thresholds import Row, thresholds_of_dates, thresholds_of_numbers
from policymatch.values import Choice, Codes, Listing, Truth

Table = Callable[[Any], Row]

_TRUE, _UNKNOWN, _FALSE = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


def table_of(kind: GroupKind, nodes: Sequence[tree.Node]) -> Table:
    """Return what answers for the literals of a group, in their order, given what their subject may be."""
    match kind:
        case GroupKind.NUMBERS:
            return thresholds_of_numbers(cast(list[tree.Compare], nodes))
        case GroupKind.DATES:
            return thresholds_of_dates(cast(list[tree.Compare], nodes))
        case GroupKind.CODES:
            return _codes(cast(list[tree.Among], nodes))
        case GroupKind.WORDS:
            return _words(cast(list[tree.Among], nodes))
        case GroupKind.TAGS:
            return _tags(cast(list[tree.Contains], nodes))
        case GroupKind.HONOURS:
            return _honours(cast(list[tree.Holds], nodes))


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


def _words(nodes: list[tree.Among]) -> Table:
    index = _Index(nodes)

    def answer(choice: Choice) -> Row:
        if choice.members is None:
            return index.unknown
        if len(choice.members) > 1:
            return index.nothing
        row = index.missed.copy()
        for word in choice.members:
            index.mark(row, word)
        return row

    return answer


def _tags(nodes: list[tree.Contains]) -> Table:
    index = _Index(nodes)

    def answer(listing: Listing[str]) -> Row:
        row = (index.missed if listing.closed else index.unknown).copy()
        for word in listing.items:
            index.mark(row, word)
        return row

    return answer


def _codes(nodes: list[tree.Among]) -> Table:
    index = _Index(nodes)
    # Below each code, the literals that name a finer one: a firm known only by the coarse code may lie there.
    finer: dict[str, set[int]] = {}
    for word, places in index.naming.items():
        for length in range(len(word)):
            finer.setdefault(word[:length], set()).update(places)

    def answer(codes: Codes) -> Row:
        if len(codes.prefixes) > 1:
            return index.nothing
        (code,) = codes.prefixes
        row = index.missed.copy()
        for place in finer.get(code, ()):
            row[place] = _UNKNOWN
        for length in range(len(code) + 1):
            index.mark(row, code[:length])
        return row

    return answer


# -- honours -----------------------------------------------------------------------------------------------


def _honours(nodes: list[tree.Holds]) -> Table:
    # Of honours that no record can be, nothing but the list's being complete decides (language/honours.py).
    closed: Row = [_UNKNOWN if node.how is tree.Holding.EVER else _FALSE for node in nodes]
    open_: Row = [_UNKNOWN] * len(nodes)
    wanting: dict[str, list[int]] = {}
    for place, node in enumerate(nodes):
        for honour in dict.fromkeys(one.honour for one in node.wanted):
            wanting.setdefault(honour, []).append(place)

    def answer(listing: Listing[RecordFacts]) -> Row:
        row = (closed if listing.closed else open_).copy()
        for record in listing.items:
            name = record.value("name")
            if not isinstance(name, Choice) or name.members is None:
                return [None] * len(nodes)
            for honour in name.members:
                for place in wanting.get(honour, ()):
                    row[place] = None
        return row

    return answer
