"""What an expression is evaluated for: a firm, the records at hand, and what is assumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil, floor
from types import MappingProxyType
from typing import cast

from policymatch.language import tree
from policymatch.language.facts import FirmFacts, RecordFacts
from policymatch.values import DateSpan, NumberSpan, Truth, Value, hull
from policymatch.vocabulary import Field, Type, Vocabulary

# The year of a date that may lie in more years than these is as good as unknown.
MAX_YEARS_OF_DATE = 12


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is evaluated for: a firm, and the record at hand when a policy is per record.

    `record` None leaves every fact of the record unknown, which stands for a record nobody has listed.
    `inside` holds the records that a 其中 goes through, by kind; they come before `record`. `checks` is what
    the judgements that only a person can make are taken to be where nobody has made them yet.
    """

    firm: FirmFacts
    vocabulary: Vocabulary
    record: RecordFacts | None = None
    checks: Truth = Truth.UNKNOWN
    undefined: Truth = Truth.UNKNOWN
    assumed: Mapping[tree.Fact, Value] = field(default_factory=lambda: MappingProxyType({}))
    inside: Mapping[str, RecordFacts | None] = field(default_factory=lambda: MappingProxyType({}))

    def with_record(self, record: RecordFacts | None) -> Context:
        """Return the same question asked for one record."""
        return replace(self, record=record)

    def inside_of(self, kind: str, record: RecordFacts | None) -> Context:
        """Return the same question asked inside one record of `kind`; None is a record nobody has listed."""
        return replace(self, inside={**self.inside, kind: record})


# How a pass that is split over several files reaches the two evaluators.
TruthOf = Callable[[tree.Node, Context], Truth]
NumberOf = Callable[[tree.Node, Context], NumberSpan]


def value_of(fact: tree.Fact, context: Context) -> Value:
    """Return everything that `fact` may be."""
    kind = fact.kind
    bound = kind is not None and kind in context.inside
    # Mostly nothing is assumed, and to look a fact up costs more than all the rest.
    if context.assumed and not bound and fact in context.assumed:
        return context.assumed[fact]
    owner = context.firm if kind is None else context.inside[kind] if bound else context.record
    known: Value | None = None
    if owner is not None:
        if fact.year is not None and fact.year.anchor is not None:
            return _in_any_year(fact, context.vocabulary.field(kind, fact.key), owner, context)
        year = None if fact.year is None else fact.year.of(context.firm.as_of.year)
        known = owner.value(fact.key, year, fact.basis)
    return context.vocabulary.field(kind, fact.key).unknown if known is None else known


def _in_any_year(fact: tree.Fact, field: Field, owner: FirmFacts | RecordFacts, context: Context) -> Value:
    """Return what a figure may be whose year hangs on a date that may not be exact."""
    assert fact.year is not None
    years = years_of(fact.year, context)
    if years is None:
        return field.unknown
    known = [owner.value(fact.key, year, fact.basis) for year in years]
    return hull(field.unknown if one is None else one for one in known)


def years_of(year: tree.Year, context: Context) -> range | None:
    """Return the calendar years that `year` may mean; None when they are not known."""
    if year.anchor is None:
        one = year.of(context.firm.as_of.year)
        return range(one, one + 1)
    value = value_of(year.anchor, context)
    if context.vocabulary.field(year.anchor.kind, year.anchor.key).type is Type.DATE:
        days = cast(DateSpan, value)
        if days.low is None or days.high is None:
            return None
        first, last = days.low.year, days.high.year
    else:
        number = cast(NumberSpan, value)
        if number.low is None or number.high is None:
            return None
        first, last = ceil(number.low), floor(number.high)
    if not first <= last < first + MAX_YEARS_OF_DATE:
        return None
    return range(first + year.number, last + year.number + 1)
