"""A firm as it would be were some of its facts changed: what every step is tried on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from types import MappingProxyType

from policymatch.derivation import Derivation
from policymatch.enterprise import Enterprise, Record
from policymatch.enterprise.model import FactKey, Known
from policymatch.language import Context, tree, value_of
from policymatch.matching.derive import derived_value, year_asked
from policymatch.matching.firm import FirmOn
from policymatch.values import Choice, DateSpan, Listing, Number, NumberSpan, Span, Value
from policymatch.vocabulary import Field, Vocabulary
from policymatch.vocabulary.model import HONOUR


@dataclass(frozen=True)
class Target:
    """A fact that could be changed: of the firm, or (`kind`, `index`) of one of its records."""

    key: str
    year: int | None = None
    basis: str | None = None
    kind: str | None = None
    index: int | None = None

    @property
    def fact(self) -> tree.Fact:
        """Return the fact as the language names it, with the calendar year that is meant."""
        year = None if self.year is None else tree.Year(self.year, relative=False)
        return tree.Fact(self.kind, self.key, year, self.basis)


@dataclass(frozen=True)
class Start:
    """The firm as it is, on the day of the question, and the record at hand (its kind and place)."""

    firm: FirmOn
    vocabulary: Vocabulary
    record: tuple[str, int] | None = None

    @cached_property
    def follows(self) -> frozenset[FactKey]:
        """Return the stated facts that their definition confirms: what they are made of moves them.

        What the definition contradicts, or cannot tell, stays as it is stated (what is stated counts).
        """
        law = self.firm.law
        if law is None:
            return frozenset()
        found: set[FactKey] = set()
        context = Context(self.firm, self.vocabulary)
        for key, year, basis in self.firm.enterprise.facts:
            definition = law.derivations.get(key)
            if definition is not None and key not in self.firm.conflicts:
                value = derived_value(definition, context, year, basis)
                if value != self.vocabulary.field(None, key).unknown:
                    found.add((key, year, basis))
        return frozenset(found)

    def definition(self, fact: tree.Fact, context: Context) -> Derivation | None:
        """Return the definition that a change must go through; None for a fact that counts as stated."""
        law = self.firm.law
        if fact.kind is not None or law is None or fact.key not in law.derivations:
            return None
        asked = (fact.key, year_asked(fact, context), fact.basis)
        stated = self.firm.enterprise.value(*asked) is not None
        return None if stated and asked not in self.follows else law.derivations[fact.key]


@dataclass(frozen=True)
class Trial:
    """The firm with `facts` changed and `honours` obtained."""

    start: Start
    facts: Mapping[Target, Value] = field(default_factory=lambda: MappingProxyType({}))
    honours: tuple[tree.HonourWanted, ...] = ()

    def with_fact(self, target: Target, value: Value) -> Trial:
        """Return the trial with one more fact changed."""
        return replace(self, facts=MappingProxyType({**self.facts, target: value}))

    def with_figure(self, target: Target, figure: Number) -> Trial:
        """Return the trial with one figure changed to an exact one."""
        exact: NumberSpan = Span.exact(figure)
        return self.with_fact(target, exact)

    def without(self, target: Target) -> Trial:
        """Return the trial with one fact left as it is."""
        return replace(self, facts=MappingProxyType({t: v for t, v in self.facts.items() if t != target}))

    def with_honour(self, wanted: tree.HonourWanted) -> Trial:
        """Return the trial with one more honour, awarded on the day of the question."""
        return replace(self, honours=(*self.honours, wanted))

    @cached_property
    def enterprise(self) -> Enterprise:
        """Return the profile with the changes made."""
        now = self.start.firm.enterprise
        facts = {key: known for key, known in now.facts.items() if not self._moves(key)}
        listings = dict(now.listings)
        for target, value in self.facts.items():
            if target.kind is None:
                facts[target.key, target.year, target.basis] = Known(value)
            else:
                assert target.index is not None
                listed = listings[target.kind]
                old = listed.items[target.index]
                key = (target.key, target.year, target.basis)
                new = replace(old, facts={**old.facts, key: Known(value)})
                items = (*listed.items[: target.index], new, *listed.items[target.index + 1 :])
                listings[target.kind] = Listing(items, listed.closed)
        if self.honours:
            held = listings.get(HONOUR, Listing(()))
            listings[HONOUR] = Listing((*held.items, *map(self._awarded, self.honours)), held.closed)
        return replace(now, facts=facts, listings=listings)

    @cached_property
    def firm_context(self) -> Context:
        """Return the question asked of the changed firm."""
        return Context(
            replace(self.start.firm, enterprise=self.enterprise, _derived={}), self.start.vocabulary
        )

    @cached_property
    def context(self) -> Context:
        """Return the question asked of the changed firm, for the record at hand."""
        if self.start.record is None:
            return self.firm_context
        kind, index = self.start.record
        return self.firm_context.with_record(self.enterprise.records(kind).items[index])

    def value(self, target: Target) -> Value:
        """Return what a fact is in the changed firm."""
        return value_of(target.fact, self.context)

    def field(self, target: Target) -> Field:
        """Return what the vocabulary says of a fact."""
        return self.start.vocabulary.field(target.kind, target.key)

    def _moves(self, key: FactKey) -> bool:
        if key not in self.start.follows:
            return False
        return bool(self._reads(key[0]) & {target.key for target in self.facts if target.kind is None})

    def _reads(self, key: str) -> frozenset[str]:
        """Return the facts that a definition is made of, through other definitions too."""
        law = self.start.firm.law
        assert law is not None
        found: set[str] = set()
        waiting = [key]
        while waiting:
            definition = law.derivations.get(waiting.pop())
            fresh = definition.reads - found if definition is not None else frozenset()
            found |= fresh
            waiting += fresh
        return frozenset(found)

    def _awarded(self, wanted: tree.HonourWanted) -> Record:
        """Return the certificate: awarded today, in force for as long as the vocabulary says."""
        today = self.start.firm.as_of
        years = self.start.vocabulary.honours[wanted.honour].years or 1
        lasts: DateSpan = Span.exact(today + timedelta(days=365 * years))
        issued: DateSpan = Span.exact(today)
        facts: dict[FactKey, Known] = {
            ("name", None, None): Known(Choice.exact(wanted.honour)),
            ("issued", None, None): Known(issued),
            ("expires", None, None): Known(lasts),
        }
        for key, word in (("level", wanted.level), ("how", wanted.how)):
            if word is not None:
                facts[key, None, None] = Known(Choice.exact(word))
        return Record(HONOUR, facts)
