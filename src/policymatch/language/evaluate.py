"""Evaluates a tree for one firm: three-valued truth for conditions, an interval for numbers.

Sound by construction: every node answers for all the values that its facts may have, so whatever the exact
figures turn out to be, a decided answer stays true (semantics 1 to 18).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from typing import cast

from policymatch.language import tree
from policymatch.language.context import Context, value_of
from policymatch.language.facts import facts_of
from policymatch.language.honours import holds
from policymatch.language.parts import parts_of
from policymatch.values import (
    ANYTHING,
    Choice,
    Codes,
    Comparison,
    DateSpan,
    Listing,
    NumberSpan,
    Span,
    Truth,
    Value,
    all_of,
    any_of,
    at_least,
    compare,
    lies_in,
)
from policymatch.values import arithmetic as math

# -- conditions ----------------------------------------------------------------------------------------


def truth_of(node: tree.Node, context: Context) -> Truth:
    """Return whether a condition holds."""
    match node:
        case tree.Criterion(test, _, presume):
            truth = truth_of(test, context)
            if truth is Truth.UNKNOWN and presume is not None:
                return Truth.of(presume)
            return truth
        case tree.All(items):
            return all_of(truth_of(item, context) for item in items)
        case tree.Any(items):
            return any_of(truth_of(item, context) for item in items)
        case tree.AtLeast(count, items):
            return at_least(count, [truth_of(item, context) for item in items])
        case tree.Not(item):
            # What a person must judge is taken as favouring the firm on both sides of a "not".
            turned = replace(context, checks=context.checks.negated, undefined=context.undefined.negated)
            return truth_of(item, turned).negated
        case tree.Compare(op, left, right):
            return _compared(op, left, right, context)
        case tree.Among(subject, words, negated):
            truth = _among(value_of(subject, context), frozenset(words))
            return truth.negated if negated else truth
        case tree.Contains(subject, words, negated):
            listed = cast(Listing[str], value_of(subject, context))
            truth = any_of(listed.holds(word) for word in words)
            return truth.negated if negated else truth
        case tree.IsTrue(fact):
            return cast(Truth, value_of(fact, context))
        case tree.Holds():
            return holds(node, context)
        case tree.Check():
            return context.checks
        case tree.Undefined():
            return context.undefined
        case tree.SomeTier(conditions):
            return some_tier(conditions, context)
    raise AssertionError(f"not a condition: {node!r}")


def _compared(op: Comparison, left: tree.Node, right: tree.Node, context: Context) -> Truth:
    if isinstance(left, tree.Day) or isinstance(right, tree.Day) or _is_date(left, context):
        return _dates_compared(op, left, right, context)
    return compare(op, number_of(left, context), number_of(right, context))


def _is_date(node: tree.Node, context: Context) -> bool:
    return isinstance(node, tree.Fact) and context.vocabulary.field(node.kind, node.key).type == "date"


def _dates_compared(op: Comparison, left: tree.Node, right: tree.Node, context: Context) -> Truth:
    """Compare dates; a month or year in the rule is its whole span: 不早于 2021年6月 is from 1 June."""
    first, second = _days(left, context), _days(right, context)
    if isinstance(right, tree.Day):
        second = _edge(op, second)
        if op in (Comparison.EQ, Comparison.NE):
            inside = lies_in(first, second)
            return inside if op is Comparison.EQ else inside.negated
    return compare(op, first, second)


def _edge(op: Comparison, days: DateSpan) -> DateSpan:
    """Return the day of a month or year that a comparison turns on."""
    if op in (Comparison.GE, Comparison.LT):
        return Span(days.low, days.low)
    return Span(days.high, days.high) if op in (Comparison.LE, Comparison.GT) else days


def _days(node: tree.Node, context: Context) -> DateSpan:
    return (
        node.days if isinstance(node, tree.Day) else cast(DateSpan, value_of(cast(tree.Fact, node), context))
    )


def _among(value: Value, words: frozenset[str]) -> Truth:
    return value.within(words) if isinstance(value, Codes) else cast(Choice, value).among(words)


def some_tier(conditions: tuple[tree.Node, ...], context: Context) -> Truth:
    """Return whether some tier holds; a range that several tiers jointly cover is covered (semantics 16)."""
    truth = any_of(truth_of(condition, context) for condition in conditions)
    if truth is not Truth.UNKNOWN:
        return truth
    for split in cases(conditions, context):
        if (
            all_of(any_of(truth_of(condition, case) for condition in conditions) for case in split)
            is Truth.TRUE
        ):
            return Truth.TRUE
    return truth


def cases(conditions: tuple[tree.Node, ...], context: Context) -> Iterator[tuple[Context, ...]]:
    """Yield, for each fact that is not exact, the question asked anew for every part of what it may be."""
    for fact in facts_of(tree.Any(conditions)):
        parts = parts_of(fact, value_of(fact, context), conditions)
        if len(parts) > 1:
            yield tuple(replace(context, assumed={**context.assumed, fact: part}) for part in parts)


# -- numbers -------------------------------------------------------------------------------------------


def number_of(node: tree.Node, context: Context) -> NumberSpan:
    """Return every number that an expression may come to."""
    match node:
        case tree.Quantity(value):
            return Span(value, value)
        case tree.Fact():
            return cast(NumberSpan, value_of(node, context))
        case tree.Arithmetic(op, left, right):
            return _OPERATIONS[op](number_of(left, context), number_of(right, context))
        case tree.Negative(item):
            return math.negate(number_of(item, context))
        case tree.Between(low, high):
            return number_of(low, context).hull(number_of(high, context))
        case tree.UpTo(item):
            return Span(0, 0).hull(number_of(item, context))
        case tree.Function(name, arguments):
            return _function(name, arguments, context)
        case tree.Capped(item, limit):
            return math.least((number_of(item, context), number_of(limit, context)))
        case tree.Floored(item, limit):
            return math.greatest((number_of(item, context), number_of(limit, context)))
        case tree.Tiers():
            return _tiers(node, context)
    raise AssertionError(f"not a number: {node!r}")


_OPERATIONS = {
    tree.Operator.ADD: math.add,
    tree.Operator.SUBTRACT: math.subtract,
    tree.Operator.MULTIPLY: math.multiply,
    tree.Operator.DIVIDE: math.divide,
}


def _function(name: str, arguments: tuple[tree.Node, ...], context: Context) -> NumberSpan:
    if name == "min":
        return math.least(number_of(argument, context) for argument in arguments)
    if name == "max":
        return math.greatest(number_of(argument, context) for argument in arguments)
    fact = arguments[0]
    assert isinstance(fact, tree.Fact)  # check.py saw to it
    assert fact.year is not None
    now = number_of(fact, context)
    before = number_of(replace(fact, year=fact.year.earlier()), context)
    if name == "increase":
        return math.subtract(now, before)
    # Growth over a base that is or may be zero or less is unknown (semantics 10).
    if before.low is None or before.low < 0:
        return ANYTHING
    return math.subtract(math.divide(now, before), Span(1, 1))


def _tiers(node: tree.Tiers, context: Context) -> NumberSpan:
    """Return everything that the tiers that may hold can pay."""
    if node.mode is tree.TierMode.FIRST:
        return _first_tier(node, context)
    sure: list[NumberSpan] = []
    possible: list[NumberSpan] = []
    for tier in node.tiers:
        truth = truth_of(tier.when, context)
        if truth is not Truth.FALSE:
            (sure if truth is Truth.TRUE else possible).append(number_of(tier.amount, context))
    paid = _highest(sure, possible) if node.mode is tree.TierMode.HIGHEST else _sum(sure, possible)
    if node.otherwise is None or sure:
        return paid if sure or possible else Span(0, 0)
    fallback = number_of(node.otherwise, context)
    return paid.hull(fallback) if possible else fallback


def _highest(sure: list[NumberSpan], possible: list[NumberSpan]) -> NumberSpan:
    """Return the highest of tiers of which some certainly hold, or of which at least one does."""
    if not sure:
        return reduce(Span.hull, possible) if possible else Span(0, 0)
    least = math.greatest(sure)
    return reduce(lambda paid, more: paid.hull(math.greatest((paid, more))), possible, least)


def _sum(sure: list[NumberSpan], possible: list[NumberSpan]) -> NumberSpan:
    """Return the sum of tiers; one that may not hold adds nothing or its amount."""
    parts = sure + [Span(0, 0).hull(span) for span in possible]
    return reduce(math.add, parts, Span(0, 0))


def _first_tier(node: tree.Tiers, context: Context) -> NumberSpan:
    reachable: list[NumberSpan] = []
    for tier in node.tiers:
        truth = truth_of(tier.when, context)
        if truth is not Truth.FALSE:
            reachable.append(number_of(tier.amount, context))
        if truth is Truth.TRUE:
            break
    else:
        if node.otherwise is not None:
            reachable.append(number_of(node.otherwise, context))
    return reduce(Span.hull, reachable) if reachable else Span(0, 0)
