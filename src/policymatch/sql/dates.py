"""Dates: days moved by months or days, compared, and what two of them make (language/days.py)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor

from sqlglot import exp
from sqlglot.expressions import Expr

from policymatch.language import number_of, tree
from policymatch.language.days import days_of_node, edge, is_literal, moves_days
from policymatch.sql.ask import Ask
from policymatch.sql.build import binary, both, cases, day, negated, number
from policymatch.sql.constant import is_constant
from policymatch.sql.facts import days_of_fact
from policymatch.sql.figures import Figure, compare, inside
from policymatch.sql.left import Unsayable, Why
from policymatch.sql.terms import Term
from policymatch.values import Comparison, DateSpan, Span

_ONE = Fraction(1)


def days_of(node: tree.Node, ask: Ask) -> Figure:
    """Return every day that a date may be. Raises Unsayable where SQL does not say it."""
    if is_constant(node, ask.vocabulary):
        return _of_span(days_of_node(node, ask.nobody, number_of))
    match node:
        case tree.Fact():
            return days_of_fact(node, ask)
        case tree.Arithmetic(op, left, right) if is_constant(right, ask.vocabulary):
            by = number_of(right, ask.nobody)
            if op is tree.Operator.SUBTRACT:
                by = Span(None if by.high is None else -by.high, None if by.low is None else -by.low)
            unit = "DAY" if moves_days(right, ask.nobody) else "MONTH"
            days = days_of(left, ask)
            low = None if days.low is None or by.low is None else _moved(days.low, floor(by.low), unit)
            high = None if days.high is None or by.high is None else _moved(days.high, ceil(by.high), unit)
            return Figure(low, high)
    raise Unsayable(Why.FORMULA)


def _of_span(days: DateSpan) -> Figure:
    low, high = (None if end is None else _literal(end) for end in (days.low, days.high))
    return Figure(low, high, sure=days.is_exact)


def _literal(on: date) -> Term:
    return Term(_ONE, day(on))


def _moved(term: Term, by: int, unit: str) -> Term:
    """Return a day moved; like ours, engines put a day that a month does not have on its last."""
    assert term.over is not None
    if by == 0:
        return term
    kind = exp.Add if by > 0 else exp.Sub
    step = exp.Interval(this=exp.Literal.string(str(abs(by))), unit=exp.var(unit))
    return Term(_ONE, exp.cast(kind(this=term.over.copy(), expression=step), "date"))


def compare_days(op: Comparison, left: tree.Node, right: tree.Node, ask: Ask) -> Expr:
    """Compare dates; a month or year in the rule is its whole span (semantics 7)."""
    if is_literal(left) and not is_literal(right):
        op, left, right = op.mirrored, right, left
    first = days_of(left, ask)
    if not is_literal(right) or not is_constant(right, ask.vocabulary):
        return compare(op, first, days_of(right, ask))
    span = days_of_node(right, ask.nobody, number_of)
    if op in (Comparison.EQ, Comparison.NE):
        within = inside(first, *(_of_span(Span(end, end)) for end in (span.low, span.high)))
        return within if op is Comparison.EQ else negated(within)
    return compare(op, first, _of_span(edge(op, span)))


def of_dates(name: str, dates: tuple[Figure, ...]) -> Figure:
    """Return the whole months or the days from one date to another, or the year of a date."""
    if name == "year_of":
        (one,) = dates
        low, high = (None if end is None else Term(_ONE, _taken("YEAR", end)) for end in (one.low, one.high))
        return Figure(low, high)
    start, end = dates
    between = _months_between if name == "months" else _days_between
    return Figure(between(start.high, end.low), between(start.low, end.high))


def _taken(unit: str, term: Term) -> Expr:
    assert term.over is not None
    return exp.Extract(this=exp.var(unit), expression=term.over.copy())


def _days_between(start: Term | None, end: Term | None) -> Term | None:
    if start is None or end is None or start.over is None or end.over is None:
        return None
    days = exp.DateDiff(this=end.over.copy(), expression=start.over.copy(), unit=exp.var("DAY"))
    return Term(_ONE, days)


def _months_between(start: Term | None, end: Term | None) -> Term | None:
    """Return the most months that can be added to one day without passing the other."""
    if start is None or end is None or start.over is None or end.over is None:
        return None
    years = binary(exp.Sub, _taken("YEAR", end), _taken("YEAR", start))
    months = binary(exp.Sub, _taken("MONTH", end), _taken("MONTH", start))
    begun = binary(exp.Add, binary(exp.Mul, years, number(12)), months)
    # The day of the start falls on the last of the month where the month has no such day.
    later = binary(exp.GT, _taken("DAY", start), _taken("DAY", end))
    not_last = binary(exp.LT, end.over, exp.LastDay(this=end.over.copy()))
    short = cases([(both(later, not_last), number(1))], number(0))
    return Term(_ONE, binary(exp.Sub, begun, short))
