"""What the formulas of amounts are made of, as far as a plan works them out part by part."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.benefit import Benefit
from policymatch.language import tree
from policymatch.policy import Policy

_NOTHING = tree.Quantity(0)
_COMPILED = frozenset({"min", "max", "sum", "mean", "floor", "ceil"})


def formulas_of(policy: Policy) -> tuple[tree.Node, ...]:
    """Return the formulas that what a policy pays is made of; what past awards lower is left to matching."""
    benefit = policy.benefit
    if benefit.amount is None or benefit.firm_less is not None:
        return ()
    if policy.record is None:
        whole = payment_of(policy)
        assert whole is not None
        return (whole,)
    bounds = (benefit.firm_floor, *caps_of(benefit))
    return (benefit.amount, *(bound for bound in bounds if bound is not None))


def payment_of(policy: Policy) -> tree.Node | None:
    """Return all that a policy of the firm pays as one formula; None of one per record, or without money.

    The floor and the caps of the firm bound it in their order, and nothing paid is ever below zero.
    """
    benefit = policy.benefit
    if benefit.amount is None or policy.record is not None:
        return None
    paid: tree.Node = tree.Floored(benefit.amount, _NOTHING)
    if benefit.firm_floor is not None:
        paid = tree.Floored(paid, benefit.firm_floor)
    for cap in caps_of(benefit):
        if cap is not None:
            paid = tree.Capped(paid, cap)
    return tree.Floored(paid, _NOTHING)


def caps_of(benefit: Benefit) -> tuple[tree.Node | None, ...]:
    """Return what caps the sum that a firm is paid, in the order in which it does (None: no such cap)."""
    return (benefit.firm_cap, benefit.total_cap, *(cap.limit for cap in benefit.shared_caps))


def parts_of(node: tree.Node) -> tuple[tree.Node, ...] | None:
    """Return the numbers that a number is worked out from; None where the tree evaluator is asked for it."""
    match node:
        case tree.Quantity() | tree.Fact():
            return ()
        case tree.Arithmetic(_, left, right) | tree.Between(left, right):
            return left, right
        case tree.Capped(item, limit) | tree.Floored(item, limit):
            return item, limit
        case tree.Negative(item) | tree.UpTo(item):
            return (item,)
        case tree.Function(name, arguments) if name in _COMPILED:
            return arguments
        case tree.Tiers(several, _, otherwise):
            amounts = tuple(tier.amount for tier in several)
            return amounts if otherwise is None else (*amounts, otherwise)
    return None


def guards_of(formula: tree.Node) -> Iterator[tree.Node]:
    """Yield the conditions that a formula hangs on."""
    if isinstance(formula, tree.Tiers):
        yield from (tier.when for tier in formula.tiers)
    for part in parts_of(formula) or ():
        yield from guards_of(part)
