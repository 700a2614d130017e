"""What is made of the firm's records for which a condition holds: their number, a sum, a mean, an extreme.

Sound for lists that are open and records of which it is unknown whether they count (semantics 3, 18).
"""

from __future__ import annotations

from functools import reduce

from policymatch.language import tree
from policymatch.language.context import Context, NumberOf, TruthOf
from policymatch.language.facts import at_most_perhaps
from policymatch.language.tree import Summary
from policymatch.values import ANYTHING, NumberSpan, Span, Truth
from policymatch.values import arithmetic as math

_ZERO: NumberSpan = Span(0, 0)
_ONE: NumberSpan = Span(1, 1)


def over_records(node: tree.Records, context: Context, truth_of: TruthOf, number_of: NumberOf) -> NumberSpan:
    """Return everything that a figure over the firm's records may be."""
    listing = context.firm.records(node.kind)
    sure: list[NumberSpan] = []
    possible: list[NumberSpan] = []
    for record in listing.items:
        there = context.inside_of(node.kind, record)
        counts = Truth.TRUE if node.where is None else truth_of(node.where, there)
        counts = at_most_perhaps(counts, record)
        if counts is not Truth.FALSE:
            value = _ONE if node.value is None else number_of(node.value, there)
            (sure if counts is Truth.TRUE else possible).append(value)
    unlisted = None if listing.closed else _unlisted(node, context, truth_of, number_of)
    return _SUMMARIES[node.how](sure, possible, unlisted)


def _unlisted(
    node: tree.Records, context: Context, truth_of: TruthOf, number_of: NumberOf
) -> NumberSpan | None:
    """Return what a record that nobody has listed could add; None when none could count."""
    there = context.inside_of(node.kind, None)
    if node.where is not None and truth_of(node.where, there) is Truth.FALSE:
        return None
    return _ONE if node.value is None else number_of(node.value, there)


def _sum(sure: list[NumberSpan], possible: list[NumberSpan], unlisted: NumberSpan | None) -> NumberSpan:
    total = reduce(math.add, [*sure, *(_ZERO.hull(value) for value in possible)], _ZERO)
    if unlisted is None:
        return total
    # Any number of them: what one could take away or add has no end.
    falls = unlisted.low is None or unlisted.low < 0
    rises = unlisted.high is None or unlisted.high > 0
    return Span(None if falls else total.low, None if rises else total.high)


def _highest(sure: list[NumberSpan], possible: list[NumberSpan], unlisted: NumberSpan | None) -> NumberSpan:
    more = possible if unlisted is None else [*possible, unlisted]
    if not sure:
        return reduce(Span.hull, more, _ZERO)
    least = math.greatest(sure)
    return least.hull(math.greatest([*sure, *more])) if more else least


def _lowest(sure: list[NumberSpan], possible: list[NumberSpan], unlisted: NumberSpan | None) -> NumberSpan:
    if not sure:
        return ANYTHING
    more = possible if unlisted is None else [*possible, unlisted]
    most = math.least(sure)
    return most.hull(math.least([*sure, *more])) if more else most


def _mean(sure: list[NumberSpan], possible: list[NumberSpan], unlisted: NumberSpan | None) -> NumberSpan:
    if not sure:
        return ANYTHING
    more = possible if unlisted is None else [*possible, unlisted]
    if more:
        # A mean lies between the smallest and the largest of what it is made of.
        return reduce(Span.hull, [*sure, *more])
    return math.divide(reduce(math.add, sure), Span(len(sure), len(sure)))


_SUMMARIES = {
    Summary.COUNT: _sum,
    Summary.SUM: _sum,
    Summary.MAX: _highest,
    Summary.MIN: _lowest,
    Summary.MEAN: _mean,
}
