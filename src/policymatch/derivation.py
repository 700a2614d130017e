"""Derivation: how a fact that nobody stated follows from other facts, by the law's own definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from policymatch.language import facts_of, tree, walk
from policymatch.language.transform import transformed
from policymatch.problems import Place


@dataclass(frozen=True)
class Version:
    """What the definition says between two days (None: without end).

    `rule` is a condition for a yes-or-no fact, a number for a figure, and `WordCases` for a word. A version
    without a rule says (`open`) why nobody can tell: its figures are not known to us, so the fact is not
    either.
    """

    first: date | None
    last: date | None
    rule: tree.Node | None
    open: str | None = None

    def covers(self, day: date) -> bool:
        """Return whether the version is in force on `day`."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class DerivationTest:
    """One worked example: a firm on a date, and what the fact must come to (as a profile writes it)."""

    as_of: date
    firm: Mapping[str, object]
    expect: object
    note: str | None
    place: Place


@dataclass(frozen=True)
class Derivation:
    """The definition of one fact of the firm (its key), with the document that gives it."""

    key: str
    source: str
    versions: tuple[Version, ...]
    cite: str | None = None
    url: str | None = None
    note: str | None = None
    tests: tuple[DerivationTest, ...] = ()
    place: Place = field(default_factory=Place)

    def on(self, day: date) -> Version | None:
        """Return the version in force on `day`, or None."""
        return next((version for version in self.versions if version.covers(day)), None)

    @cached_property
    def unpresumed(self) -> Derivation:
        """Return the definition with nothing presumed: what nobody stated is unknown in it."""
        versions = tuple(
            one if one.rule is None else replace(one, rule=transformed(one.rule, _unpresumed))
            for one in self.versions
        )
        return replace(self, versions=versions)

    @cached_property
    def checks(self) -> tuple[tree.Check, ...]:
        """Return what a person must judge of the definition, in any version, each once and in order."""
        return checks_in(version.rule for version in self.versions)

    @cached_property
    def reads(self) -> frozenset[str]:
        """Return the keys of the firm's facts that the definition asks for, in any version."""
        rules = [version.rule for version in self.versions if version.rule is not None]
        return frozenset(fact.key for rule in rules for fact in firm_facts(rule))


def _unpresumed(node: tree.Node) -> tree.Node | None:
    if not isinstance(node, tree.Criterion) or node.presume is None:
        return None
    return replace(node, presume=None)


def checks_in(nodes: Iterable[tree.Node | None]) -> tuple[tree.Check, ...]:
    """Return the checks that trees hold, each text once, in the order written."""
    found: dict[str, tree.Check] = {}
    for node in nodes:
        for one in walk(node):
            if isinstance(one, tree.Check):
                found.setdefault(one.text, one)
    return tuple(found.values())


def firm_facts(node: tree.Node) -> set[tree.Fact]:
    """Return the facts of the firm that a tree asks for, inside records too."""
    inside = {one for one in walk(node) if isinstance(one, tree.Fact)}
    return {fact for fact in inside.union(facts_of(node)) if fact.kind is None}
