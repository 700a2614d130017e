"""What the definition of a fact presumes because nobody stated it: it belongs among what a match presumes."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.language import Context, facts_of, tree, truth_of
from policymatch.language.negate import negate
from policymatch.language.remembered import Remembered
from policymatch.matching.derive import rule_for, year_asked
from policymatch.matching.firm import definition_of, firm_on
from policymatch.values import Truth

_facts: Remembered[tree.Node, tuple[tree.Fact, ...]] = Remembered(facts_of)


def presumed_by_law(test: tree.Node, context: Context) -> Iterator[tree.Node]:
    """Yield what is presumed, put as what holds, where the facts of `test` are worked out from others."""
    firm = firm_on(context)
    defined = () if firm is None or firm.law is None else firm.law.derivations
    for fact in _facts(test):
        definition = definition_of(fact, context) if fact.key in defined else None
        if definition is None:
            continue
        rule = rule_for(definition, context, year_asked(fact, context), fact.basis)
        if rule is not None:
            yield from _presumed(rule, context)
            yield from presumed_by_law(rule, context)


def _presumed(node: tree.Node, context: Context) -> Iterator[tree.Node]:
    match node:
        case tree.Criterion(test, _, bool(presume)):
            if truth_of(test, context) is Truth.UNKNOWN:
                yield test if presume else negate(test)
        case tree.All(items) | tree.Any(items) | tree.AtLeast(_, items):
            for item in items:
                yield from _presumed(item, context)
        case tree.Not(item) | tree.Named(_, item) | tree.WordCase(item):
            yield from _presumed(item, context)
        case tree.WordCases(cases):
            for case in cases:
                yield from _presumed(case, context)
