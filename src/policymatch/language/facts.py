"""What evaluation needs to know of a firm, and the list of facts that an expression asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Protocol

from policymatch.language import tree
from policymatch.values import Listing, Value


class RecordFacts(Protocol):
    """One record of a firm, as evaluation sees it."""

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        """Return what is known of a field, or None when nothing is."""


class FirmFacts(Protocol):
    """A firm on a date, as evaluation sees it."""

    @property
    def as_of(self) -> date:
        """The date on which the question is asked."""

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        """Return what is known of a field of the firm, or None when nothing is."""

    def records(self, kind: str) -> Listing[RecordFacts]:
        """Return the firm's records of `kind`, and whether they are all there are."""


def walk(node: object) -> Iterator[tree.Node]:
    """Yield every node of a tree in the order written."""
    if isinstance(node, tree.Node):
        yield node
    if isinstance(node, tree.Node | tree.Tier) and is_dataclass(node):
        for one in fields(node):
            value = getattr(node, one.name)
            for child in value if isinstance(value, tuple) else (value,):
                if isinstance(child, tree.Node | tree.Tier):
                    yield from walk(child)


def facts_of(node: object) -> tuple[tree.Fact, ...]:
    """Return the facts that a tree asks for, each once; growth asks for the year before as well."""
    found: dict[tree.Fact, None] = {}
    for one in walk(node):
        if isinstance(one, tree.Fact):
            found.setdefault(one)
        if isinstance(one, tree.Function) and one.name in ("growth", "increase"):
            for fact in one.arguments:
                if isinstance(fact, tree.Fact) and fact.year is not None:
                    found.setdefault(tree.Fact(fact.kind, fact.key, fact.year.earlier(), fact.basis))
    return tuple(found)
