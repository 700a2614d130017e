"""Evaluates a tree for one firm: three-valued truth for conditions, an interval for numbers.

Sound by construction: every node answers for all the values that its facts may have, so whatever the exact
figures turn out to be, a decided answer stays true (semantics 1 to 18).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from typing import cast

from policymatch.language import days, tree
from policymatch.language.context import Context, value_of
from policymatch.language.facts import facts_of
from policymatch.language.honours import holds
from policymatch.language.over_records import over_records
from policymatch.language.over_years import first_reached, over_years, peak
from policymatch.language.parameters import parameter
from policymatch.language.parts import parts_of
from policymatch.language.scales import ranked, same_word
from policymatch.language.tiers import tiers
from policymatch.language.transform import years_earlier
from policymatch.values import (
    ANYTHING,
    Choice,
    Codes,
    Comparison,
    Listing,
    NumberSpan,
    Span,
    Truth,
    Value,
    all_of,
    any_of,
    at_least,
    compare,
)
from policymatch.values import arithmetic as math

# Names of a module are looked up much faster than members of an enumeration.
_TRUE, _UNKNOWN = Truth.TRUE, Truth.UNKNOWN

# -- conditions ----------------------------------------------------------------------------------------


def truth_of(node: tree.Node, context: Context) -> Truth:
    """Return whether a condition holds."""
    match node:
        case tree.Criterion(test, _, presume):
            truth = truth_of(test, context)
            if truth is _UNKNOWN and presume is not None:
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
        case tree.Contains(subject, words, negated, within):
            listed = cast(Listing[str], value_of(subject, context))
            truth = any_of(listed.holds(word) for word in words)
            if truth is _UNKNOWN and within is not None and truth_of(within, context) is Truth.FALSE:
                truth = Truth.FALSE
            return truth.negated if negated else truth
        case tree.IsTrue(fact):
            return cast(Truth, value_of(fact, context))
        case tree.Holds():
            return holds(node, context)
        case tree.Check():
            decided = context.firm.decided(node, context.record)
            return context.checks if decided is None else decided
        case tree.Undefined():
            return context.undefined
        case tree.SomeTier(conditions):
            return some_tier(conditions, context)
        case tree.Score(items, threshold):
            points = reduce(math.add, (number_of(item, context) for item in items))
            return compare(Comparison.GE, points, number_of(threshold, context))
        case tree.Named(_, item):
            return truth_of(item, context)
        case tree.FirstReached():
            return first_reached(node, context, number_of)
        case tree.Ranked():
            return ranked(node, context)
        case tree.SameWord():
            return same_word(node, context)
    raise AssertionError(f"not a condition: {node!r}")


def _compared(op: Comparison, left: tree.Node, right: tree.Node, context: Context) -> Truth:
    if days.is_date(left, context):
        return days.compared(op, left, right, context, number_of)
    return compare(op, number_of(left, context), number_of(right, context))


def _among(value: Value, words: frozenset[str]) -> Truth:
    return value.within(words) if isinstance(value, Codes) else cast(Choice, value).among(words)


def some_tier(conditions: tuple[tree.Node, ...], context: Context) -> Truth:
    """Return whether some tier holds; a range that several tiers jointly cover is covered (semantics 16)."""
    truth = any_of(truth_of(condition, context) for condition in conditions)
    if truth is not _UNKNOWN:
        return truth
    for split in cases(conditions, context):
        if all_of(any_of(truth_of(condition, case) for condition in conditions) for case in split) is _TRUE:
            return _TRUE
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
            return Span.exact(value)
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
            return tiers(node, context, truth_of, number_of)
        case tree.Records():
            return over_records(node, context, truth_of, number_of)
        case tree.OverYears():
            return over_years(node, context, number_of)
        case tree.Peak():
            return peak(node, context)
        case tree.Parameter():
            return parameter(node, context, number_of)
    raise AssertionError(f"not a number: {node!r}")


_OPERATIONS = {
    tree.Operator.ADD: math.add,
    tree.Operator.SUBTRACT: math.subtract,
    tree.Operator.MULTIPLY: math.multiply,
    tree.Operator.DIVIDE: math.divide,
}


def _function(name: str, arguments: tuple[tree.Node, ...], context: Context) -> NumberSpan:
    match name:
        case "months" | "days" | "year_of":
            return days.of_dates(name, tuple(days.days_of_node(one, context, number_of) for one in arguments))
        case "growth" | "increase":
            return _change(name, arguments, context)
    numbers = [number_of(argument, context) for argument in arguments]
    match name:
        case "min":
            return math.least(numbers)
        case "max":
            return math.greatest(numbers)
        case "floor":
            return math.floor(numbers[0])
        case "ceil":
            return math.negate(math.floor(math.negate(numbers[0])))
    total = reduce(math.add, numbers)
    return total if name == "sum" else math.divide(total, Span(len(numbers), len(numbers)))


def _change(name: str, arguments: tuple[tree.Node, ...], context: Context) -> NumberSpan:
    """Return the growth or increase of a yearly figure on the year before, or on the base that is named."""
    now = number_of(arguments[0], context)
    base = arguments[1] if len(arguments) > 1 else years_earlier(arguments[0], 1)
    before = number_of(base, context)
    if name == "increase":
        return math.subtract(now, before)
    # Growth over a base that is or may be zero or less is unknown (semantics 10).
    if before.low is None or before.low < 0:
        return ANYTHING
    return math.subtract(math.divide(now, before), Span(1, 1))
