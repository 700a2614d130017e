"""Amounts by tier: everything that the tiers that may hold can pay (semantics 16)."""

from __future__ import annotations

from functools import reduce

from policymatch.language import tree
from policymatch.language.context import Context, NumberOf, TruthOf
from policymatch.values import NumberSpan, Span, Truth
from policymatch.values import arithmetic as math

_ZERO: NumberSpan = Span(0, 0)
_TRUE, _FALSE = Truth.TRUE, Truth.FALSE


def tiers(node: tree.Tiers, context: Context, truth_of: TruthOf, number_of: NumberOf) -> NumberSpan:
    """Return everything that the tiers that may hold can pay."""
    if node.mode is tree.TierMode.FIRST:
        return _first(node, context, truth_of, number_of)
    sure: list[NumberSpan] = []
    possible: list[NumberSpan] = []
    for tier in node.tiers:
        truth = truth_of(tier.when, context)
        if truth is not _FALSE:
            (sure if truth is _TRUE else possible).append(number_of(tier.amount, context))
    paid = _highest(sure, possible) if node.mode is tree.TierMode.HIGHEST else _sum(sure, possible)
    if node.otherwise is None or sure:
        return paid if sure or possible else _ZERO
    fallback = number_of(node.otherwise, context)
    return paid.hull(fallback) if possible else fallback


def _highest(sure: list[NumberSpan], possible: list[NumberSpan]) -> NumberSpan:
    """Return the highest of tiers of which some certainly hold, or of which at least one does."""
    if not sure:
        return reduce(Span.hull, possible) if possible else _ZERO
    least = math.greatest(sure)
    return reduce(lambda paid, more: paid.hull(math.greatest((paid, more))), possible, least)


def _sum(sure: list[NumberSpan], possible: list[NumberSpan]) -> NumberSpan:
    """Return the sum of tiers; one that may not hold adds nothing or its amount, but some tier holds."""
    maybe = [_ZERO.hull(span) for span in possible]
    if sure or not possible:
        return reduce(math.add, sure + maybe, _ZERO)
    return reduce(
        Span.hull,
        (reduce(math.add, maybe[:index] + maybe[index + 1 :], span) for index, span in enumerate(possible)),
    )


def _first(node: tree.Tiers, context: Context, truth_of: TruthOf, number_of: NumberOf) -> NumberSpan:
    reachable: list[NumberSpan] = []
    for tier in node.tiers:
        truth = truth_of(tier.when, context)
        if truth is not _FALSE:
            reachable.append(number_of(tier.amount, context))
        if truth is _TRUE:
            break
    else:
        if node.otherwise is not None:
            reachable.append(number_of(node.otherwise, context))
    return reduce(Span.hull, reachable) if reachable else _ZERO
