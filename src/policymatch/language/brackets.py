"""Recognises brackets (分段累进) in their formula: each rate on the slice of a figure inside its bracket."""

from __future__ import annotations

from policymatch.language import tree
from policymatch.values import Comparison

# Where a bracket begins (None: with the first yuan), where it ends (None: never) and its rate.
Slice = tuple[tree.Node | None, tree.Node | None, tree.Node]

_GT = Comparison.GT
_TIMES, _MINUS = tree.Operator.MULTIPLY, tree.Operator.SUBTRACT


def brackets_of(node: tree.Tiers) -> tuple[tree.Node, tuple[Slice, ...]] | None:
    """Return the figure that is cut into brackets and the brackets; None of any other sum."""
    if node.mode is not tree.TierMode.SUM or len(node.tiers) < 2:
        return None
    found = [_slice(tier) for tier in node.tiers]
    figures = {one[0] for one in found if one is not None}
    if None in found or len(figures) != 1:
        return None
    return figures.pop(), tuple(one[1] for one in found if one is not None)


def _slice(tier: tree.Tier) -> tuple[tree.Node, Slice] | None:
    """Return the figure and the bracket of one tier: (min(of, high) − low) × rate, where of > low."""
    amount = tier.amount.item if isinstance(tier.amount, tree.Floored) else tier.amount
    match tier.when, amount:
        case tree.All(()), tree.Arithmetic(times, tree.Function("min", (of, high)), rate) if times is _TIMES:
            return of, (None, high, rate)
        case tree.Compare(op, of, start), tree.Arithmetic(times, tree.Arithmetic(minus, part, low), rate):
            if (op, times, minus, start) != (_GT, _TIMES, _MINUS, low):
                return None
            if part == of:
                return of, (low, None, rate)
            if isinstance(part, tree.Function) and part.name == "min" and part.arguments[0] == of:
                return of, (low, part.arguments[1], rate)
    return None
