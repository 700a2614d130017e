"""`multiply:` multipliers: the highest that applies, all that exceeds 1 added up, or the product of all."""

from __future__ import annotations

from policymatch.language import tree
from policymatch.library.benefits.nodes import minus, plain, plus, product, smaller
from policymatch.library.conditions import guard
from policymatch.library.leaves import Leaves
from policymatch.library.spec_benefit import MultiplySpec, TimesSpec
from policymatch.values.arithmetic import whole
from policymatch.vocabulary.units import PLAIN
from policymatch.yamlio import Path


def build_factor(spec: MultiplySpec, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return the factor, 1 where no multiplier applies; None when a part has problems."""
    before = len(leaves.problems)
    made = [_times(one, leaves, (*path, "by", index)) for index, one in enumerate(spec.by)]
    cap = None if spec.cap is None else leaves.number(spec.cap, (*path, "cap"), PLAIN)
    if len(leaves.problems) > before:
        return None
    tiers = tuple(tier for tier in made if tier is not None)
    factor = _factor(tiers, spec.mode)
    return factor if cap is None else smaller(factor, cap)


def _times(spec: TimesSpec, leaves: Leaves, path: Path) -> tree.Tier | None:
    when = guard(spec.test, leaves, (*path, "if"))
    times = leaves.number(spec.times, (*path, "times"), PLAIN)
    return None if when is None or times is None else tree.Tier(when, times)


def _factor(tiers: tuple[tree.Tier, ...], mode: str) -> tree.Node:
    if mode == "highest" or len(tiers) == 1:
        return tree.Tiers(tiers, tree.TierMode.HIGHEST, plain(1))
    if mode == "add":
        added = tuple(tree.Tier(tier.when, _beyond_one(tier.amount)) for tier in tiers)
        return plus(plain(1), tree.Tiers(added, tree.TierMode.SUM, plain(0)))
    first, *others = (tree.Tiers((tier,), tree.TierMode.FIRST, plain(1)) for tier in tiers)
    return product(first, *others)


def _beyond_one(times: tree.Node) -> tree.Node:
    if isinstance(times, tree.Quantity):
        return plain(whole(times.value - 1))
    return minus(times, plain(1))
