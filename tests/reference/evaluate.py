"""Truth, numbers and days of a tree, each straight from what its node says."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from fractions import Fraction
from itertools import product

from tests.reference import holdings, sums
from tests.reference.calendar_days import days_later, months_later
from tests.reference.comparing import (
    COMPARE,
    Days,
    Numbers,
    agreed,
    all_of,
    among,
    compared,
    days_compared,
    either,
    lifted,
    negation,
    turned,
)
from tests.reference.functions import ARITHMETIC, FUNCTIONS, of_days
from tests.reference.world import World

from policymatch.language import tree
from policymatch.values import Comparison

# How many years before its founding somebody may still state a figure of a firm.
_OLDEST = 10


def truth(node: tree.Node, world: World) -> bool | None:
    """Return whether a condition holds; None when even exact facts leave it unknown."""
    match node:
        case tree.All(items):
            return all_of(truth(item, world) for item in items)
        case tree.Any(items) | tree.SomeTier(items):
            return negation(all_of(negation(truth(item, world)) for item in items))
        case tree.Not(item):
            return negation(truth(item, world))
        case tree.AtLeast(count, items):
            truths = [truth(item, world) for item in items]
            return agreed({sum(which) >= count for which in product(*(either(one) for one in truths))})
        case tree.Named(_, item):
            return truth(item, world)
        case tree.Criterion(test, presume=presume):
            found = truth(test, world)
            return presume if found is None else found
        case tree.Check() | tree.Undefined():
            return None
        case tree.IsTrue(fact):
            stated = world.fact(fact)
            return stated if isinstance(stated, bool) else None
        case tree.Among(subject, words, negated):
            return turned(among(world.fact(subject), words), negated)
        case tree.Contains(subject, words, negated, within):
            tags = world.fact(subject)
            listed = None if tags is None else not tags.isdisjoint(words)  # type: ignore[union-attr]
            if within is not None and not listed and truth(within, world) is False:
                listed = False
            return turned(listed, negated)
        case tree.Holds(how, wanted):
            return holdings.holds(how, wanted, world)
        case tree.Ranked(op, left, right):
            return _ranked(op, left, right, world)
        case tree.SameWord(left, right, negated):
            one, other = world.fact(left), world.fact(right)
            return turned(None if one is None or other is None else one == other, negated)
        case tree.FirstReached(fact, threshold):
            return _first_reached(fact, threshold, world)
        case tree.Score(items, at_least):
            parts = [number(item, world) for item in items]
            return compared(
                Comparison.GE,
                lifted(lambda *points: sum(points, Fraction(0)), *parts),
                number(at_least, world),
            )
        case tree.Compare(op, left, right):
            if is_days(left, world) or is_days(right, world):
                return days_compared(op, days(left, world), days(right, world))
            return compared(op, number(left, world), number(right, world))
    raise AssertionError(f"not a condition: {node!r}")


def number(node: tree.Node, world: World) -> Numbers:
    """Return every value at which a number may end: one, but where the document leaves a range."""
    match node:
        case tree.Quantity(value):
            return frozenset({Fraction(value)})
        case tree.Fact():
            stated = world.fact(node)
            return frozenset({stated if isinstance(stated, Fraction) else None})
        case tree.Parameter():
            return frozenset({_looked_up(node, world)})
        case tree.Negative(item):
            return lifted(operator.neg, number(item, world))
        case tree.Arithmetic(op, left, right):
            return lifted(ARITHMETIC[op], number(left, world), number(right, world))
        case tree.Function(name, arguments):
            return _function(name, arguments, world)
        case tree.OverYears(how, item, years):
            return _over_years(how, item, years, world)
        case tree.Peak(fact):
            return _over_years(tree.Summary.MAX, fact, None, world.years_back(1))
        case tree.Records(how, kind, where, value):
            return _records(how, kind, where, value, world)
        case tree.Between(low, high):
            return number(low, world) | number(high, world)
        case tree.UpTo(item):
            return number(item, world) | {Fraction(0)}
        case tree.Capped(item, limit):
            return lifted(min, number(item, world), number(limit, world))
        case tree.Floored(item, limit):
            return lifted(max, number(item, world), number(limit, world))
        case tree.Tiers(tiers, mode, otherwise):
            guarded = [(truth(tier.when, world), number(tier.amount, world)) for tier in tiers]
            return sums.tiers(guarded, mode, None if otherwise is None else number(otherwise, world))
    raise AssertionError(f"not a number: {node!r}")


def days(node: tree.Node, world: World) -> Days | None:
    """Return the day that is meant, or the days of an incomplete literal."""
    match node:
        case tree.Day(span):
            assert span.low is not None
            assert span.high is not None
            return span.low, span.high
        case tree.RelativeDay(moment):
            year = world.as_of.year
            day = {
                tree.Moment.AS_OF: world.as_of,
                tree.Moment.LAST_YEAR_END: date(year - 1, 12, 31),
                tree.Moment.YEAR_START: date(year, 1, 1),
                tree.Moment.YEAR_END: date(year, 12, 31),
            }[moment]
            return day, day
        case tree.Fact():
            stated = world.fact(node)
            return (stated, stated) if isinstance(stated, date) else None
        case tree.Arithmetic(op, left, right):
            start, (length,) = days(left, world), number(right, world)
            if start is None or length is None:
                return None
            steps = int(length) * (1 if op is tree.Operator.ADD else -1)
            later = days_later if in_days(right) else months_later
            return later(start[0], steps), later(start[1], steps)
    raise AssertionError(f"not a date: {node!r}")


def is_days(node: tree.Node, world: World) -> bool:
    """Return whether a node is a date: a literal, a moment, a stated date, or one of these shifted."""
    match node:
        case tree.Day() | tree.RelativeDay():
            return True
        case tree.Fact():
            return isinstance(world.fact(node), date)
        case tree.Arithmetic(_, left, _):
            return is_days(left, world)
    return False


def in_days(length: tree.Node) -> bool:
    """Return whether a length of time is counted in days; facts of the vocabulary count in months."""
    return isinstance(length, tree.Quantity) and length.dimension == (("day", 1),)


def _ranked(op: Comparison, left: tree.Fact, right: tree.Fact, world: World) -> bool | None:
    first, second = world.fact(left), world.fact(right)
    if not isinstance(first, str) or not isinstance(second, str):
        return None
    scale = world.scales[left.kind, left.key]
    return COMPARE[op](scale.index(first), scale.index(second))


def _first_reached(fact: tree.Fact, threshold: tree.Node, world: World) -> bool | None:
    assert fact.year is not None
    year = world.year(fact.year)
    limit = number(threshold, world)
    reached = compared(Comparison.GE, number(fact, world), limit)
    if world.founded is None or year is None:
        return False if reached is False else None
    before = (number(fact, world.years_back(year - one)) for one in _years_of(fact, None, year - 1, world))
    return all_of((reached, *(compared(Comparison.LT, figure, limit) for figure in before)))


def _over_years(how: tree.Summary, item: tree.Node, years: int | None, world: World) -> Numbers:
    """Summarise `item` over `years` up to the one it names (None: all since founding)."""
    latest = _latest(item, world)
    if latest is None or world.founded is None:
        return frozenset({None})
    first = None if years is None else latest - years + 1
    figures = [
        number(item, world.years_back(latest - year)) for year in _years_of(item, first, latest, world)
    ]
    if not figures and how is tree.Summary.MAX:
        return frozenset({None})
    return lifted(lambda *each: sums.summary(how, each), *figures)


def _years_of(item: tree.Node, first: int | None, last: int, world: World) -> list[int]:
    """Return the years that count: those since founding, and those before of which a figure is stated."""
    latest = _latest(item, world)
    assert latest is not None
    assert world.founded is not None
    asked = list(_asked_in(item))

    def is_stated(year: int) -> bool:
        return any(world.years_back(latest - year + back).fact(fact) is not None for fact, back in asked)

    start = world.founded - _OLDEST if first is None else first
    return [year for year in range(start, last + 1) if year >= world.founded or is_stated(year)]


def _latest(item: tree.Node, world: World) -> int | None:
    """Return the latest year that `item` names."""
    named = [world.year(year) for year in _years_in(item)]
    known = [year for year in named if year is not None]
    return max(known) if known and len(known) == len(named) else None


def _years_in(item: tree.Node) -> Iterator[tree.Year]:
    for node in _nodes_in(item):
        if isinstance(node, tree.Fact | tree.Parameter) and node.year is not None:
            yield node.year


def _asked_in(item: tree.Node) -> Iterator[tuple[tree.Fact, int]]:
    """Yield the yearly figures of a formula, and how many years further back each is asked for."""
    for node in _nodes_in(item):
        if isinstance(node, tree.Fact) and node.year is not None:
            yield node, 0
        if (
            isinstance(node, tree.Function)
            and node.name in ("growth", "increase")
            and len(node.arguments) == 1
        ):
            yield from ((fact, back + 1) for fact, back in _asked_in(node.arguments[0]))


def _nodes_in(thing: object) -> Iterator[tree.Node]:
    if isinstance(thing, tuple):
        for one in thing:
            yield from _nodes_in(one)
    elif isinstance(thing, tree.Node):
        yield thing
        for each in fields(thing):
            yield from _nodes_in(getattr(thing, each.name))


def _records(
    how: tree.Summary, kind: str, where: tree.Node | None, value: tree.Node | None, world: World
) -> Numbers:
    figures: list[Numbers] = []
    for record in world.records.get(kind, ()):
        inside = world.with_record(kind, record)
        counts = True if where is None else truth(where, inside)
        if counts is None:
            return frozenset({None})
        if counts:
            figures.append(frozenset({Fraction(1)}) if value is None else number(value, inside))
    return lifted(lambda *each: sums.summary(how, each), *figures)


def _looked_up(node: tree.Parameter, world: World) -> Fraction | None:
    first = last = world.as_of
    if node.year is not None:
        year = world.year(node.year)
        if year is None:
            return None
        first, last = date(year, 1, 1), date(year, 12, 31)
    elif node.date is not None:
        found = days(node.date, world)
        if found is None:
            return None
        first, last = found
    rows = world.tables[node.key]
    place: str | None = None
    if any(row.region is not None for row in rows):
        stated = world.fact(node.region or tree.Fact(None, "region"))
        if not isinstance(stated, str):
            return None
        place = stated
    return sums.row_value(rows, first, last, place)


def _function(name: str, arguments: tuple[tree.Node, ...], world: World) -> Numbers:
    if name in ("months", "days", "year_of"):
        return of_days(name, [days(argument, world) for argument in arguments])
    values = [number(argument, world) for argument in arguments]
    if name in ("growth", "increase") and len(arguments) == 1:
        values.append(number(arguments[0], world.years_back(1)))
    return lifted(FUNCTIONS[name], *values)
