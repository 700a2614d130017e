"""Formulas → the ends of the number that they may come to."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from policymatch.language import number_of, tree
from policymatch.language.transform import years_earlier
from policymatch.sql.ask import Ask, TruthOf
from policymatch.sql.build import constant
from policymatch.sql.constant import is_constant
from policymatch.sql.dates import days_of, of_dates
from policymatch.sql.facts import figure_of_fact
from policymatch.sql.figures import Figure, add, exact, of_span, scaled, share
from policymatch.sql.left import Unsayable, Why
from policymatch.sql.records import over_records
from policymatch.sql.terms import exactly

_HISTORY = (tree.OverYears, tree.Peak)


def figure_of(node: tree.Node, ask: Ask, truth_of: TruthOf) -> Figure:
    """Return every number that a formula may come to. Raises Unsayable where SQL does not say it."""
    if is_constant(node, ask.vocabulary):
        return of_span(number_of(node, ask.nobody))
    match node:
        case tree.Fact():
            return figure_of_fact(node, ask)
        case tree.Arithmetic(op, left, right):
            by = figure_of(right, ask, truth_of)
            if op is tree.Operator.DIVIDE and constant(by.low_open) is None:
                # More than zero, without zero: a divisor that is taken for one that may be zero.
                ask.leave(node, Why.FORMULA)
            return _calculated(op, figure_of(left, ask, truth_of), by)
        case tree.Negative(item):
            return scaled(figure_of(item, ask, truth_of), -1)
        case tree.Function("months" | "days" | "year_of" as name, arguments):
            return of_dates(name, tuple(days_of(one, ask) for one in arguments))
        case tree.Function(name, arguments):
            return _function(name, arguments, ask, truth_of)
        case tree.Records():
            return over_records(node, ask, truth_of, lambda one, there: figure_of(one, there, truth_of))
        case tree.Parameter():
            raise Unsayable(Why.TABLE)
    raise Unsayable(Why.HISTORY if isinstance(node, _HISTORY) else Why.FORMULA)


def _calculated(op: tree.Operator, left: Figure, right: Figure) -> Figure:
    match op:
        case tree.Operator.ADD:
            return add(left, right)
        case tree.Operator.SUBTRACT:
            return add(left, scaled(right, -1))
        case tree.Operator.DIVIDE:
            by = _constant(right)
            if by is None:
                return share(left, right)
            if by == 0:
                raise Unsayable(Why.FORMULA)
            return scaled(left, 1 / by)
    for item, by in ((left, _constant(right)), (right, _constant(left))):
        if by is not None:
            return scaled(item, by)
    raise Unsayable(Why.FORMULA)


def _constant(item: Figure) -> Fraction | None:
    return item.low.constant if item.sure and item.low is not None else None


def _function(name: str, arguments: tuple[tree.Node, ...], ask: Ask, truth_of: TruthOf) -> Figure:
    numbers = [figure_of(one, ask, truth_of) for one in arguments]
    match name:
        case "sum":
            return reduce(add, numbers)
        case "mean":
            return scaled(reduce(add, numbers), Fraction(1, len(numbers)))
        case "growth" | "increase":
            now = numbers[0]
            before = (
                numbers[1] if len(numbers) > 1 else figure_of(years_earlier(arguments[0], 1), ask, truth_of)
            )
            if constant(before.low_open) is None:
                raise Unsayable(Why.FORMULA)
            if name == "increase":
                return add(now, scaled(before, -1))
            return add(share(now, before), exact(exactly(-1)))
    raise Unsayable(Why.FORMULA)
