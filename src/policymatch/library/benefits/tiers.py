"""`tiers:` (the first, the highest or the sum of those that hold) and `parts:` (a sum of parts)."""

from __future__ import annotations

from collections.abc import Callable

from policymatch.language import tree
from policymatch.library.benefits.nodes import ALWAYS, NO_MONEY
from policymatch.library.conditions import guard
from policymatch.library.leaves import Leaves
from policymatch.library.spec_amount import AmountSpec, PartSpec, PartsSpec, TierSpec, TiersSpec
from policymatch.yamlio import Path

# How an amount inside another is built: amounts nest.
Inner = Callable[[AmountSpec, Leaves, Path], tree.Node | None]


def build_tiers(spec: TiersSpec, leaves: Leaves, path: Path, inner: Inner, top: bool) -> tree.Node | None:
    """Return the tiers; those not at the top of an amount pay nothing where none holds."""
    made = [_tier(one, leaves, (*path, "tiers", i), inner) for i, one in enumerate(spec.tiers)]
    tiers = tuple(tier for tier in made if tier is not None)
    otherwise: tree.Node | None = None if top else NO_MONEY
    if spec.otherwise is not None:
        otherwise = inner(spec.otherwise, leaves, (*path, "else"))
        if otherwise is None:
            return None
    return tree.Tiers(tiers, tree.TierMode(spec.mode), otherwise) if len(tiers) == len(made) else None


def _tier(spec: TierSpec, leaves: Leaves, path: Path, inner: Inner) -> tree.Tier | None:
    when = guard(spec.test, leaves, (*path, "if"))
    amount = inner(spec.amount, leaves, (*path, "amount"))
    cap = None if spec.cap is None else leaves.amount(spec.cap, (*path, "cap"))
    if when is None or amount is None:
        return None
    if cap is not None:
        scope = tree.CapScope.FIRM if leaves.record is None else tree.CapScope.RECORD
        amount = tree.Capped(amount, cap, scope)
    return tree.Tier(when, amount)


def build_parts(spec: PartsSpec, leaves: Leaves, path: Path, inner: Inner) -> tree.Node | None:
    """Return the sum of parts; it asks nothing of the firm, even where every part has its condition."""
    made = [_part(one, leaves, (*path, "parts", i), inner) for i, one in enumerate(spec.parts)]
    parts = tuple(part for part in made if part is not None)
    otherwise = None if any(part.when == ALWAYS for part in parts) else NO_MONEY
    return tree.Tiers(parts, tree.TierMode.SUM, otherwise) if len(parts) == len(made) else None


def _part(spec: PartSpec, leaves: Leaves, path: Path, inner: Inner) -> tree.Tier | None:
    when = ALWAYS if spec.test is None else guard(spec.test, leaves, (*path, "if"))
    amount = inner(spec.amount, leaves, (*path, "amount"))
    floor = None if spec.floor is None else leaves.amount(spec.floor, (*path, "floor"))
    cap = None if spec.cap is None else leaves.amount(spec.cap, (*path, "cap"))
    if when is None or amount is None:
        return None
    if floor is not None:
        amount = tree.Floored(amount, floor, tree.CapScope.ITEM)
    if cap is not None:
        amount = tree.Capped(amount, cap, tree.CapScope.ITEM)
    return tree.Tier(when, amount, spec.what)
