"""A firm made of plain values: partly known ones, and what they may really be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.reference import Code, Plain, World
from tests.support.dice import drawn, one_in
from tests.support.terms import Terms, usual_terms
from tests.support.values import AS_OF, part_of, some_value

from policymatch.language import RecordFacts, tree
from policymatch.values import Choice, Codes, Listing, Span, Truth, Value
from policymatch.vocabulary import Field

Key = tuple[str, int | None, str | None]

# Every year that a random rule may ask for: three years and the year before, from the years it names.
YEARS = range(2020, 2028)
HONOUR = "honour"
FOUNDED: Key = ("established", None, None)


@dataclass(frozen=True)
class PlainRecord:
    """A record made of plain values."""

    facts: Mapping[Key, Value]

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        return self.facts.get((key, year, basis))


@dataclass(frozen=True)
class PlainFirm:
    """A firm made of plain values."""

    facts: Mapping[Key, Value]
    lists: Mapping[str, Listing[PlainRecord]] = field(default_factory=dict)
    as_of: date = AS_OF
    # What people have decided: by owner and text of the check, and for which project (None: for all of them).
    judged: Mapping[tuple[str, str, int | None], Truth] = field(default_factory=dict)

    @property
    def confirmations(self) -> tuple[()]:
        """What stands in a profile as decided by people; `judged` stands for it here."""
        return ()

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        return self.facts.get((key, year, basis))

    def decided(self, check: tree.Check, record: RecordFacts | None) -> Truth | None:
        projects = self.lists.get("project", Listing(())).items
        places = (index for index, one in enumerate(projects) if one is record)
        found = (self.judged.get((check.owner, check.text, place)) for place in (*places, None))
        return next((truth for truth in found if truth is not None), None)

    def records(self, kind: str) -> Listing[RecordFacts]:
        listed = self.lists.get(kind, Listing(()))
        return Listing(listed.items, listed.closed)


def _slots(kind: str | None, terms: Terms) -> Iterator[tuple[Key, Field]]:
    """Yield every figure that may be known of a firm or a record: each year, without a basis and in one."""
    for one in terms.fields(kind):
        for basis in (None, *one.bases[:1]):
            for year in YEARS if one.yearly else (None,):
                yield (one.key, year, basis), one


def some_firm(dice: Random, terms: Terms) -> PlainFirm:
    """Return a firm some of it exact, some ranged, some unknown; some lists closed, some open."""
    facts = _stated(dice, None, terms)
    lists = {
        kind: Listing(
            tuple(some_record(dice, kind, terms) for _ in range(dice.randint(0, 2))), one_in(dice, 2)
        )
        for kind in terms.records
    }
    return PlainFirm(facts, lists)


def _stated(dice: Random, kind: str | None, terms: Terms) -> dict[Key, Value]:
    facts = {key: some_value(dice, one, terms) for key, one in _slots(kind, terms) if dice.randrange(4)}
    # Who states "anything at all" states nothing.
    return {
        key: value for key, value in facts.items() if value != terms.vocabulary.field(kind, key[0]).unknown
    }


def some_record(dice: Random, kind: str, terms: Terms) -> PlainRecord:
    """Return a record of which some facts are exact, some ranged, some unknown."""
    facts = _stated(dice, kind, terms)
    if kind == HONOUR:
        facts["name", None, None] = Choice.exact(dice.choice(terms.honours))
    return PlainRecord(facts)


def part_of_firm(dice: Random, firm: PlainFirm, terms: Terms, exact: bool) -> PlainFirm:
    """Return a firm of which more is known than of `firm`, and that it may really be; `exact`: everything."""
    facts = _more(dice, firm.facts, None, terms, exact)
    founded = facts.get(FOUNDED)
    if isinstance(founded, Span) and isinstance(founded.low, date):
        # Nobody has figures of a year in which there was no firm; one that is stated all the same stays.
        since = founded.low.year
        facts = {key: facts[key] for key in facts if key in firm.facts or (key[1] or since) >= since}
    lists: dict[str, Listing[PlainRecord]] = {}
    for kind in terms.records:
        listed = firm.lists.get(kind, Listing(()))
        items = list(listed.items)
        if not listed.closed:
            items += [some_record(dice, kind, terms) for _ in range(dice.randint(0, 2))]
        narrower = tuple(_part_of_record(dice, record, kind, terms, exact) for record in items)
        lists[kind] = Listing(narrower, listed.closed or exact or one_in(dice, 2))
    return PlainFirm(facts, lists)


def _more(
    dice: Random, known: Mapping[Key, Value], kind: str | None, terms: Terms, exact: bool
) -> dict[Key, Value]:
    return {
        key: part_of(dice, known.get(key), one, terms, exact)
        for key, one in _slots(kind, terms)
        if exact or key in known or one_in(dice, 2)
    }


def _part_of_record(dice: Random, record: PlainRecord, kind: str, terms: Terms, exact: bool) -> PlainRecord:
    facts = _more(dice, record.facts, kind, terms, exact)
    if kind == HONOUR:
        # 具有 presumes that what is not known to have expired is in force (semantics 5); the laws are stated
        # for firms where that holds.
        key: Key = ("expires", None, None)
        expires = record.facts.get(key)
        ends = expires.high if isinstance(expires, Span) else None
        if expires is None or (isinstance(ends, date) and ends >= AS_OF):
            last = ends if isinstance(ends, date) else AS_OF + timedelta(days=dice.randint(0, 500))
            facts[key] = Span(last, last)
    return PlainRecord(facts)


def world_of(firm: PlainFirm, terms: Terms) -> World:
    """Return an exactly known firm as the reference sees it."""
    records = {
        kind: tuple(_plain(record.facts) for record in listed.items) for kind, listed in firm.lists.items()
    }
    return World(firm.as_of, _plain(firm.facts), records, tables=terms.tables, scales=terms.scales)


def _plain(facts: Mapping[Key, Value]) -> dict[Key, Plain]:
    return {key: _plain_value(value) for key, value in facts.items()}


def _plain_value(value: Value) -> Plain:
    if isinstance(value, Truth):
        return value is Truth.TRUE
    if isinstance(value, Choice):
        return min(value.members or ())
    if isinstance(value, Codes):
        return Code(min(value.prefixes))
    if isinstance(value, Listing):
        return frozenset(value.items)
    assert value.is_exact
    assert value.low is not None
    return value.low if isinstance(value.low, date) else Fraction(value.low)


firms = drawn(some_firm, usual_terms())
