"""Looking up a figure that changes by date or place; a day or place its table does not reach is unknown."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from typing import cast

from policymatch.language import tree
from policymatch.language.context import Context, NumberOf, value_of, years_of
from policymatch.language.days import days_of_node
from policymatch.values import Codes, DateSpan, NumberSpan, Span, Truth
from policymatch.values.dates import days_of
from policymatch.vocabulary.model import REGISTERED_IN, ParameterRow


def parameter(node: tree.Parameter, context: Context, number_of: NumberOf) -> NumberSpan:
    """Return the figures that may hold on the day and at the place looked up."""
    table = context.vocabulary.parameters[node.key]
    low, high = table.bounds
    unknown: NumberSpan = Span(low, high)
    days = _days(node, context, number_of)
    rows = [row for row in table.rows if row.days is None or row.days.meet(days) is not None]
    sure = True
    if table.is_regional:
        place = cast(Codes, value_of(node.region or tree.Fact(None, REGISTERED_IN), context))
        inside = [
            (row, Truth.TRUE if row.region is None else place.within(frozenset((row.region,))))
            for row in rows
        ]
        rows = [row for row, here in inside if here is not Truth.FALSE]
        sure = place.within(frozenset(row.region or "" for row in rows)) is Truth.TRUE
    if not rows or not sure or not _cover(rows, days):
        return unknown
    return reduce(Span.hull, [row.value for row in rows])


def _days(node: tree.Parameter, context: Context, number_of: NumberOf) -> DateSpan:
    if node.date is not None:
        return days_of_node(node.date, context, number_of)
    if node.year is None:
        return Span.exact(context.firm.as_of)
    years = years_of(node.year, context)
    return Span(None, None) if years is None else days_of(years[0]).hull(days_of(years[-1]))


def _cover(rows: list[ParameterRow], days: DateSpan) -> bool:
    """Return whether at every place that rows name, their periods leave no day of `days` out."""
    by_place: dict[str | None, list[DateSpan]] = {}
    for row in rows:
        by_place.setdefault(row.region, []).append(row.days or Span(None, None))
    return all(_covered(spans, days) for spans in by_place.values())


def _covered(spans: list[DateSpan], days: DateSpan) -> bool:
    if any(span.low is None and span.high is None for span in spans):
        return True
    if days.low is None or days.high is None:
        return False
    reached: date = days.low
    for span in sorted(spans, key=lambda one: one.low or date.min):
        if span.low is not None and span.low > reached:
            return False
        if span.high is None or span.high >= days.high:
            return True
        reached = max(reached, span.high + timedelta(days=1))
    return False
