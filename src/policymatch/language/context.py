"""What an expression is evaluated for: a firm, the record at hand, and what is assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from policymatch.language import tree
from policymatch.language.facts import FirmFacts, RecordFacts
from policymatch.values import Truth, Value
from policymatch.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is evaluated for: a firm, and the record at hand when a policy is per record.

    `record` None leaves every fact of the record unknown, which stands for a record nobody has listed.
    `checks` is what the judgements that only a person can make are taken to be.
    """

    firm: FirmFacts
    vocabulary: Vocabulary
    record: RecordFacts | None = None
    checks: Truth = Truth.UNKNOWN
    undefined: Truth = Truth.UNKNOWN
    assumed: Mapping[tree.Fact, Value] = field(default_factory=lambda: MappingProxyType({}))

    def with_record(self, record: RecordFacts | None) -> Context:
        """Return the same question asked for one record."""
        return replace(self, record=record)


def value_of(fact: tree.Fact, context: Context) -> Value:
    """Return everything that `fact` may be."""
    if fact in context.assumed:
        return context.assumed[fact]
    field = context.vocabulary.field(fact.kind, fact.key)
    year = None if fact.year is None else fact.year.of(context.firm.as_of.year)
    owner = context.firm if fact.kind is None else context.record
    known = None if owner is None else owner.value(fact.key, year, fact.basis)
    return field.unknown if known is None else known
