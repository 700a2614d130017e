"""Dates: what a date expression may be, and what two dates make: months, days, the year."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil, floor
from typing import cast

from policymatch.language import tree
from policymatch.language.context import Context, NumberOf, value_of
from policymatch.values import Comparison, DateSpan, Number, NumberSpan, Span, Truth, compare, lies_in
from policymatch.values.dates import months_after, months_between
from policymatch.vocabulary import Type
from policymatch.vocabulary.units import Dimension

_DAY: Dimension = (("day", 1),)


def is_date(node: tree.Node, context: Context) -> bool:
    """Return whether a resolved node is a date."""
    match node:
        case tree.Day() | tree.RelativeDay():
            return True
        case tree.Fact(kind, key):
            return context.vocabulary.field(kind, key).type is Type.DATE
        case tree.Arithmetic(_, left):
            return is_date(left, context)
    return False


def days_of_node(node: tree.Node, context: Context, number_of: NumberOf) -> DateSpan:
    """Return the days that a date expression may be."""
    match node:
        case tree.Day(days):
            return days
        case tree.RelativeDay(moment):
            return Span.exact(moment_on(moment, context.firm.as_of))
        case tree.Fact():
            return cast(DateSpan, value_of(node, context))
        case tree.Arithmetic(op, left, right):
            by = number_of(right, context)
            if op is tree.Operator.SUBTRACT:
                by = Span(None if by.high is None else -by.high, None if by.low is None else -by.low)
            in_days = moves_days(right, context)
            days = days_of_node(left, context, number_of)
            low = None if days.low is None or by.low is None else moved(days.low, floor(by.low), in_days)
            high = None if days.high is None or by.high is None else moved(days.high, ceil(by.high), in_days)
            return Span(low, high)
    raise AssertionError(f"not a date: {node!r}")


def moment_on(moment: tree.Moment, as_of: date) -> date:
    """Return the day that a moment is, asked on a day."""
    match moment:
        case tree.Moment.AS_OF:
            return as_of
        case tree.Moment.LAST_YEAR_END:
            return date(as_of.year - 1, 12, 31)
        case tree.Moment.YEAR_START:
            return date(as_of.year, 1, 1)
        case tree.Moment.YEAR_END:
            return date(as_of.year, 12, 31)


def moves_days(node: tree.Node, context: Context) -> bool:
    """Return whether a length of time counts days, not months."""
    from policymatch.language.kinds import NumberKind, kind_of

    kind = kind_of(node, context.vocabulary)
    return isinstance(kind, NumberKind) and kind.dimension == _DAY


def moved(day: date, by: int, in_days: bool) -> date:
    """Return a day moved by days or calendar months; past the calendar's ends, its last or first day."""
    try:
        return day + timedelta(days=by) if in_days else months_after(day, by)
    except (OverflowError, ValueError):
        return date.max if by > 0 else date.min


def compared(
    op: Comparison, left: tree.Node, right: tree.Node, context: Context, number_of: NumberOf
) -> Truth:
    """Compare dates; a month or year in the rule is its whole span: 不早于 2021年6月 is from 1 June."""
    if is_literal(left) and not is_literal(right):
        op, left, right = op.mirrored, right, left
    first = days_of_node(left, context, number_of)
    second = days_of_node(right, context, number_of)
    if is_literal(right):
        if op in (Comparison.EQ, Comparison.NE):
            inside = lies_in(first, second)
            return inside if op is Comparison.EQ else inside.negated
        second = edge(op, second)
    return compare(op, first, second)


def is_literal(node: tree.Node) -> bool:
    """Return whether a date stands in the rule itself, perhaps with a time added to it."""
    if isinstance(node, tree.Arithmetic):
        return is_literal(node.left) and isinstance(node.right, tree.Quantity)
    return isinstance(node, tree.Day)


def edge(op: Comparison, days: DateSpan) -> DateSpan:
    """Return the day of a month or year that a comparison turns on."""
    turn = days.low if op in (Comparison.GE, Comparison.LT) else days.high
    return Span(turn, turn)


def of_dates(name: str, dates: tuple[DateSpan, ...]) -> NumberSpan:
    """Return the whole months or the days from one date to another, or the year of a date."""
    if name == "year_of":
        (day,) = dates
        return Span(day.low.year if day.low else None, day.high.year if day.high else None)
    start, end = dates
    between = months_between if name == "months" else _days_between
    low: Number | None = between(start.high, end.low) if start.high and end.low else None
    high: Number | None = between(start.low, end.high) if start.low and end.high else None
    return Span(low, high)


def _days_between(start: date, end: date) -> int:
    return (end - start).days
