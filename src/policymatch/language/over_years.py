"""Figures over several years: sums and means of the last years, the highest ever, reached for the first time.

A year counts if a figure is given for it or the firm had been founded by its end: what was before the firm
existed is left out, and a year of which nothing is known stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import cast

from policymatch.language import tree
from policymatch.language.context import Context, NumberOf, value_of, years_of
from policymatch.language.facts import facts_of
from policymatch.language.transform import years_earlier
from policymatch.language.tree import Summary
from policymatch.values import (
    ANYTHING,
    Comparison,
    DateSpan,
    NumberSpan,
    Span,
    Truth,
    Value,
    all_of,
    compare,
    hull,
)
from policymatch.values import arithmetic as math
from policymatch.vocabulary.model import FOUNDED

# How far back the history of a firm is looked through when its founding date is not known.
HISTORY = 60


def over_years(node: tree.OverYears, context: Context, number_of: NumberOf) -> NumberSpan:
    """Return what is made of a formula's figures in its year and the years before it."""
    items = [years_earlier(node.item, back) for back in range(node.years)]
    figures = [number_of(item, context) for item in items]
    given = [_is_given(item, context) for item in items]
    latest = _latest_year(node.item, context)
    cases = [
        _summary(node.how, [figure for figure, here in zip(figures, counted, strict=True) if here])
        for counted in _counted(latest, given, context)
    ]
    return reduce(Span.hull, cases)


def _counted(latest: int | None, given: list[bool], context: Context) -> Iterator[list[bool]]:
    """Yield which years count, the latest first, for every year in which the firm may have been founded."""
    founded = cast(DateSpan, value_of(tree.Fact(None, FOUNDED), context))
    first = len(given) if latest is None or founded.low is None else latest - founded.low.year + 1
    last = 0 if latest is None or founded.high is None else latest - founded.high.year + 1
    seen: set[tuple[bool, ...]] = set()
    for lived in range(max(min(last, len(given)), 0), max(min(first, len(given)), 0) + 1):
        counted = tuple(back < lived or here for back, here in enumerate(given))
        if counted not in seen:
            seen.add(counted)
            yield list(counted)


def _summary(how: Summary, figures: list[NumberSpan]) -> NumberSpan:
    if not figures:
        return Span(0, 0) if how is Summary.SUM else ANYTHING
    match how:
        case Summary.MAX:
            return math.greatest(figures)
        case Summary.MIN:
            return math.least(figures)
    total = reduce(math.add, figures)
    return math.divide(total, Span(len(figures), len(figures))) if how is Summary.MEAN else total


def _latest_year(item: tree.Node, context: Context) -> int | None:
    """Return the latest year that a formula names, if it is known."""
    years = [years_of(fact.year, context) for fact in facts_of(item) if fact.year is not None]
    known = [one[-1] for one in years if one is not None and len(one) == 1]
    return max(known) if known and len(known) == len(years) else None


def _is_given(item: tree.Node, context: Context) -> bool:
    """Return whether some yearly figure that a formula asks for is given."""
    return any(
        fact.year is not None and not _is_unknown(fact, value_of(fact, context), context)
        for fact in facts_of(item)
    )


def _is_unknown(fact: tree.Fact, value: Value, context: Context) -> bool:
    return value == context.vocabulary.field(fact.kind, fact.key).unknown


# -- the whole history ---------------------------------------------------------------------------------


def _before(fact: tree.Fact, year: int, context: Context) -> tuple[list[Value], list[Value], bool]:
    """Return a fact's figures before `year`: those that count, those that may, and "any more?"."""
    founded = cast(DateSpan, value_of(tree.Fact(None, FOUNDED), context))
    start = year - HISTORY
    if founded.low is not None:
        start = min(start, founded.low.year) if founded.low.year > year - 4 * HISTORY else start
    sure: list[Value] = []
    possible: list[Value] = []
    for one in range(start, year):
        past = tree.Fact(fact.kind, fact.key, tree.Year(one, relative=False), fact.basis)
        value = value_of(past, context)
        if not _is_unknown(fact, value, context) or (founded.high is not None and one >= founded.high.year):
            sure.append(value)
        elif founded.low is None or one >= founded.low.year:
            possible.append(value)
    return sure, possible, founded.low is None


def _in_each_year(fact: tree.Fact, context: Context) -> range | None:
    assert fact.year is not None  # check.py saw to it
    return years_of(fact.year, context)


def peak(node: tree.Peak, context: Context) -> NumberSpan:
    """Return the highest figure of all years before the one named."""
    years = _in_each_year(node.fact, context)
    if years is None:
        return ANYTHING
    return reduce(Span.hull, [_peak_before(node.fact, year, context) for year in years])


def _peak_before(fact: tree.Fact, year: int, context: Context) -> NumberSpan:
    sure, possible, more = _before(fact, year, context)
    certain = cast("list[NumberSpan]", sure)
    other = cast("list[NumberSpan]", possible)
    if not certain:
        return ANYTHING
    highest = math.greatest(certain)
    if other:
        highest = highest.hull(math.greatest([*certain, *other]))
    return Span(highest.low, None) if more else highest


def first_reached(node: tree.FirstReached, context: Context, number_of: NumberOf) -> Truth:
    """Return whether a figure is reached in its year and was in none before (semantics 11)."""
    threshold = number_of(node.threshold, context)
    years = _in_each_year(node.fact, context)
    if years is None:
        return Truth.UNKNOWN
    return cast(Truth, hull([_reached_in(node.fact, year, threshold, context) for year in years]))


def _reached_in(fact: tree.Fact, year: int, threshold: NumberSpan, context: Context) -> Truth:
    now = tree.Fact(fact.kind, fact.key, tree.Year(year, relative=False), fact.basis)
    reached = compare(Comparison.GE, cast(NumberSpan, value_of(now, context)), threshold)
    sure, possible, more = _before(fact, year, context)
    before = [compare(Comparison.LT, cast(NumberSpan, value), threshold) for value in sure]
    # A year in which there may have been no firm cannot decide against it.
    before += [
        max(compare(Comparison.LT, cast(NumberSpan, value), threshold), Truth.UNKNOWN) for value in possible
    ]
    return all_of([reached, *before, *([Truth.UNKNOWN] if more else [])])
