"""Works a fact out by its definition: everything it may be, given all that the firm's other facts may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from policymatch.derivation import Derivation, Version
from policymatch.language import Context, number_of, tree, truth_of
from policymatch.language.context import years_of
from policymatch.language.transform import transformed, years_earlier
from policymatch.values import Choice, Number, NumberSpan, Span, Truth, Value
from policymatch.vocabulary import Field, Type, Vocabulary

# Stated figures are rounded: 同比增长 8.3% is no contradiction of 8.33%.
_ROUNDED = 100


def derived_value(derivation: Derivation, context: Context, year: int | None, basis: str | None) -> Value:
    """Return everything that the fact of `derivation` may be.

    Of a yearly fact, the version in force at the end of its year applies, and the figures of that year count;
    a basis asked for is that of the figures it is made of.
    """
    field = context.vocabulary.field(None, derivation.key)
    rule = rule_for(derivation, context, year, basis)
    if rule is None:
        return field.unknown
    if isinstance(rule, tree.WordCases):
        return _word(rule, field, context)
    return truth_of(rule, context) if field.type is Type.BOOL else _within_bounds(rule, field, context)


def year_asked(fact: tree.Fact, context: Context) -> int | None:
    """Return the year of a yearly figure; None when it hangs on a date that is not known."""
    years = None if fact.year is None else years_of(fact.year, context)
    return years[0] if years is not None and len(years) == 1 else None


def version_for(derivation: Derivation, context: Context, year: int | None) -> Version | None:
    """Return the version that applies on the day of the question, or to a yearly fact at the year's end."""
    return derivation.on(context.firm.as_of if year is None else date(year, 12, 31))


def rule_for(
    derivation: Derivation, context: Context, year: int | None, basis: str | None
) -> tree.Node | None:
    """Return the definition that applies, over the figures of the year and basis asked for."""
    version = version_for(derivation, context, year)
    rule = None if version is None else version.rule
    if rule is not None and year is not None:
        rule = years_earlier(rule, context.firm.as_of.year - 1 - year)
    if rule is not None and basis is not None:
        rule = _in_basis(rule, basis, context.vocabulary)
    return rule


def _word(rule: tree.WordCases, field: Field, context: Context) -> Value:
    possible: set[str] = set()
    for case in rule.cases:
        truth = truth_of(case.when, context)
        if truth is not Truth.FALSE:
            possible.add(case.word)
        if truth is Truth.TRUE:
            break
    else:
        if rule.otherwise is None:
            return field.unknown
        possible.add(rule.otherwise)
    return Choice(frozenset(possible))


def _within_bounds(rule: tree.Node, field: Field, context: Context) -> Value:
    """Return the number, no wider than what the fact can be at all."""
    number = number_of(rule, context)
    return number.meet(cast(NumberSpan, field.unknown)) or number


def _in_basis(rule: tree.Node, basis: str, vocabulary: Vocabulary) -> tree.Node:
    """Return a definition over figures in one basis, where they have it."""

    def based(node: tree.Node) -> tree.Node | None:
        if not isinstance(node, tree.Fact) or node.kind is not None or node.basis is not None:
            return None
        return replace(node, basis=basis) if basis in vocabulary.fields[node.key].bases else None

    return transformed(rule, based)


def disagree(stated: Value, derived: Value) -> bool:
    """Return whether two values of one fact cannot both be right, roundings aside."""
    if isinstance(stated, Truth):
        return stated.known and isinstance(derived, Truth) and derived is stated.negated
    if isinstance(stated, Choice) and isinstance(derived, Choice):
        return derived.members is not None and stated.among(derived.members) is Truth.FALSE
    if isinstance(stated, Span) and isinstance(derived, Span):
        return _apart(cast(NumberSpan, stated), cast(NumberSpan, derived))
    return False


def _apart(left: NumberSpan, right: NumberSpan) -> bool:
    if left.meet(right) is not None:
        return False
    # Of two spans that do not meet, one ends before the other begins.
    ends: Number = min(end for end in (left.high, right.high) if end is not None)
    begins: Number = max(begin for begin in (left.low, right.low) if begin is not None)
    larger: Number = max(begins, -begins, ends, -ends)
    return bool((begins - ends) * _ROUNDED > larger)
