"""Splits what a fact may be into parts on which tiers decide: at their thresholds, or word by word."""

from __future__ import annotations

from typing import cast

from policymatch.language import tree
from policymatch.language.facts import walk
from policymatch.values import Choice, Number, NumberSpan, Span, Value

MAX_PARTS = 64


def parts_of(fact: tree.Fact, value: Value, conditions: tuple[tree.Node, ...]) -> tuple[Value, ...]:
    """Return parts that together are `value`; `value` alone when there is nothing to split."""
    if isinstance(value, Choice):
        members = sorted(value.members or ())
        return tuple(Choice.exact(m) for m in members) if 1 < len(members) <= MAX_PARTS else (value,)
    if not isinstance(value, Span) or value.is_exact:
        return (value,)
    return _cut(cast(NumberSpan, value), _thresholds(fact, conditions))


def _cut(value: NumberSpan, thresholds: set[Number]) -> tuple[Value, ...]:
    # The thresholds are numbers, so a span of dates has none and comes back whole.
    cuts = sorted(cut for cut in thresholds if cut in value)
    if not cuts or 2 * len(cuts) + 1 > MAX_PARTS:
        return (value,)
    parts: list[NumberSpan] = []
    low, low_open = value.low, value.low_open
    for cut in cuts:
        if low is None or low < cut:
            parts.append(Span(low, cut, low_open, True))
        parts.append(Span(cut, cut))
        low, low_open = cut, True
    if value.high is None or value.high > cuts[-1]:
        parts.append(Span(low, value.high, True, value.high_open))
    return tuple(parts)


def _thresholds(fact: tree.Fact, conditions: tuple[tree.Node, ...]) -> set[Number]:
    found: set[Number] = set()
    for condition in conditions:
        for node in walk(condition):
            if isinstance(node, tree.Compare):
                for side, other in ((node.left, node.right), (node.right, node.left)):
                    if side == fact and isinstance(other, tree.Quantity):
                        found.add(other.value)
    return found
