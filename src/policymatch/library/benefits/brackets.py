"""`brackets:` (分段累进): the sum over brackets of the rate × the slice of the base inside.

Each slice is (min(base, to) − from) × rate, never below zero, so that it only grows with the base and what is
known as a range stays as tight as the range.
"""

from __future__ import annotations

from policymatch.language import tree
from policymatch.language.kinds import NumberKind, kind_of
from policymatch.library.benefits.nodes import ALWAYS, CNY, NO_MONEY, minus, not_below_zero, product, smaller
from policymatch.library.benefits.sign import may_be_negative
from policymatch.library.leaves import Leaves
from policymatch.library.spec_amount import BracketsInner
from policymatch.values import Comparison
from policymatch.vocabulary.units import Dimension, times
from policymatch.yamlio import Path


def build_brackets(spec: BracketsInner, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return the sum over brackets, or None when a part has problems."""
    before = len(leaves.problems)
    base = leaves.number(spec.of, (*path, "of"), None)
    kind = None if base is None else kind_of(base, leaves.vocabulary)
    dimension: Dimension | None = kind.dimension if isinstance(kind, NumberKind) else None
    paid = CNY if dimension is None else times(CNY, dimension, -1)
    start: tree.Node | None = tree.Quantity(0, dimension or ())
    if spec.start is not None:
        start = leaves.number(spec.start, (*path, "from"), dimension)
    slices: list[tree.Tier] = []
    for index, step in enumerate(spec.steps):
        at: Path = (*path, "steps", index)
        rate = leaves.number(step.rate, (*at, "rate"), None if dimension is None else paid)
        end = None if step.to is None else leaves.number(step.to, (*at, "to"), dimension)
        if step.to is None and index < len(spec.steps) - 1:
            leaves.problem("bracket-without-end", at)
        if _reversed(start, end):
            leaves.problem("bracket-order", (*at, "to"), found=step.to)
        if base is not None and rate is not None and start is not None:
            slices.append(_slice(base, start, end, rate, leaves))
        start = end
    if len(leaves.problems) > before:
        return None
    otherwise = None if any(one.when == ALWAYS for one in slices) else NO_MONEY
    return tree.Tiers(tuple(slices), tree.TierMode.SUM, otherwise)


def _slice(
    base: tree.Node, start: tree.Node, end: tree.Node | None, rate: tree.Node, leaves: Leaves
) -> tree.Tier:
    inside = base if end is None else smaller(base, end)
    if isinstance(start, tree.Quantity) and start.value == 0 and not may_be_negative(base, leaves.vocabulary):
        return tree.Tier(ALWAYS, product(inside, rate))
    above = tree.Compare(Comparison.GT, base, start)
    return tree.Tier(above, not_below_zero(product(minus(inside, start), rate)))


def _reversed(start: tree.Node | None, end: tree.Node | None) -> bool:
    return isinstance(start, tree.Quantity) and isinstance(end, tree.Quantity) and end.value <= start.value
