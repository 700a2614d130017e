"""What evaluation needs to know of a firm, and the list of facts that an expression asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, Protocol

from policymatch.language import tree
from policymatch.values import Listing, Truth, Value


class RecordFacts(Protocol):
    """One record of a firm, as evaluation sees it."""

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        """Return what is known of a field, or None when nothing is."""


class Doubtful:
    """A record of which it is not known whether there is one at all: it counts perhaps, never surely."""


def at_most_perhaps(truth: Truth, record: object) -> Truth:
    """Return whether a record counts for which a condition holds: not surely, if it may not be there."""
    return min(truth, Truth.UNKNOWN) if isinstance(record, Doubtful) else truth


class FirmFacts(Protocol):
    """A firm on a date, as evaluation sees it."""

    @property
    def as_of(self) -> date:
        """The date on which the question is asked."""

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        """Return what is known of a field of the firm, or None when nothing is."""

    def records(self, kind: str) -> Listing[RecordFacts]:
        """Return the firm's records of `kind`, and whether they are all there are."""

    def decided(self, check: tree.Check, record: RecordFacts | None) -> Truth | None:
        """Return what a person has decided of a check, for the record at hand; None when nobody has."""


def walk(node: object) -> Iterator[tree.Node]:
    """Yield every node of a tree in the order written."""
    if isinstance(node, tree.Node):
        yield node
    for child in _children(node):
        yield from walk(child)


def _children(node: object) -> Iterator[object]:
    if not isinstance(node, tree.Node | tree.Tier):
        return
    kind: Any = type(node)
    for name in _names_of_fields(kind):
        value = getattr(node, name)
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, tree.Node | tree.Tier):
                yield child


@cache
def _names_of_fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def facts_of(node: object) -> tuple[tree.Fact, ...]:
    """Return the facts that a tree asks of the firm or of the record at hand, each once.

    Growth asks for the year before as well, and what is made of several years for each of them. What is asked
    of records behind 其中 is not among them: those are other records.
    """
    return tuple(dict.fromkeys(_facts(node, frozenset())))


def _facts(node: object, inside: frozenset[str]) -> Iterator[tree.Fact]:
    from policymatch.language.transform import years_earlier

    match node:
        case tree.Fact(kind, _, year):
            if kind not in inside:
                yield node
            if year is not None and year.anchor is not None:
                yield from _facts(year.anchor, inside)
            return
        case tree.Records(_, kind):
            inside = inside | {kind}
        case tree.OverYears(_, item, years):
            for back in range(years):
                yield from _facts(years_earlier(item, back), inside)
            return
        case tree.Function("growth" | "increase", (tree.Fact(), *base)) if not base:
            fact = node.arguments[0]
            yield from _facts(fact, inside)
            yield from _facts(years_earlier(fact, 1), inside)
            return
        case tree.Parameter(_, _, year) if year is not None and year.anchor is not None:
            yield from _facts(year.anchor, inside)
    for child in _children(node):
        yield from _facts(child, inside)
