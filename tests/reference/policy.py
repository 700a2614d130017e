"""What a whole policy pays an exactly known firm (semantics 18 and 21)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil, floor

from tests.reference.evaluate import number, truth
from tests.reference.world import World

from policymatch.policy import Policy


@dataclass(frozen=True)
class Paid:
    """Fen from `low` to `high`: the same, but where the document leaves a range."""

    low: int
    high: int


def eligible(policy: Policy, world: World) -> bool | None:
    """Return whether the firm, or one of its records, qualifies."""
    answers = {truth(policy.condition, one) for one in _asked(policy, world)}
    if True in answers:
        return True
    return None if None in answers else False


def paid(policy: Policy, world: World) -> Paid | None:
    """Return what is paid to a firm that qualifies; None when even exact facts leave that open."""
    benefit = policy.benefit
    assert benefit.amount is not None
    answers = [(truth(policy.condition, one), one) for one in _asked(policy, world)]
    if any(answer is None for answer, _ in answers):
        return None
    parts = [number(benefit.amount, one) for answer, one in answers if answer]
    if any(None in part for part in parts):
        return None
    # Nothing paid is ever below zero; the sum over records comes before what bounds the firm.
    totals = {sum((max(Fraction(0), one or 0) for one in each), Fraction(0)) for each in product(*parts)}
    caps = (benefit.firm_cap, benefit.total_cap, *(cap.limit for cap in benefit.shared_caps))
    for bound, limit in ((max, benefit.firm_floor), *((min, cap) for cap in caps)):
        if limit is not None:
            ends = number(limit, world)
            if None in ends:
                return None
            totals = {bound(total, end or Fraction(0)) for total, end in product(totals, ends)}
    totals = {max(total, Fraction(0)) for total in totals}
    low, high = min(totals), max(totals)
    if low == high:
        fen = floor(low * 100 + Fraction(1, 2))
        return Paid(fen, fen)
    return Paid(floor(low * 100), ceil(high * 100))


def _asked(policy: Policy, world: World) -> list[World]:
    """Return the firm itself, or the firm with each record of the kind that the policy is for."""
    if policy.record is None:
        return [world]
    return [world.with_record(policy.record, record) for record in world.records.get(policy.record, ())]
