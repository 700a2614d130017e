"""Amounts by tier over columns: what the tiers that may hold pay each row (language/tiers.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from policymatch.batch import ranges
from policymatch.batch.ends import plus
from policymatch.batch.planes import Bools, Truths, unpacked
from policymatch.batch.ranges import Range
from policymatch.language import tree

_TruthOf = Callable[[tree.Node], Truths]
_NumberOf = Callable[[tree.Node], Range | None]


@dataclass(frozen=True)
class _Tier:
    """Where a tier certainly and where it perhaps holds, where columns do not tell, and what it pays."""

    holds: Bools
    perhaps: Bools
    odd: Bools
    amount: Range


def paid(node: tree.Tiers, rows: int, truth_of: _TruthOf, number_of: _NumberOf) -> Range | None:
    """Return everything that the tiers that may hold can pay; None where columns tell none of it."""
    several = []
    for tier in node.tiers:
        amount, truth = number_of(tier.amount), truth_of(tier.when)
        holds, possible = unpacked(truth.true, rows), unpacked(truth.possible, rows)
        odd = unpacked(truth.left, rows)
        if amount is None:
            amount, odd = ranges.exactly(rows, 0), odd | possible
        several.append(_Tier(holds, possible & ~holds, odd, amount))
    otherwise = None if node.otherwise is None else number_of(node.otherwise)
    if node.otherwise is not None and otherwise is None:
        otherwise = ranges.exactly(rows, 0).odder(np.ones(rows, np.bool_))
    if node.mode is tree.TierMode.FIRST:
        return _first(several, otherwise, rows)
    joined = _highest if node.mode is tree.TierMode.HIGHEST else _sum
    made = joined(several, rows)
    sure = np.logical_or.reduce([tier.holds for tier in several])
    some = np.logical_or.reduce([tier.perhaps for tier in several])
    if otherwise is not None:
        made = ranges.where(~sure & some, ranges.hull(made, otherwise), made)
        made = ranges.where(~sure & ~some, otherwise, made)
    return made.odder(np.logical_or.reduce([tier.odd for tier in several]))


def _first(several: list[_Tier], otherwise: Range | None, rows: int) -> Range:
    # Whom no tier so far has certainly stopped; and to whom one already pays something.
    waiting, met = np.ones(rows, np.bool_), np.zeros(rows, np.bool_)
    made, odd = ranges.exactly(rows, 0), np.zeros(rows, np.bool_)
    for tier in several:
        odd |= waiting & tier.odd
        reached = waiting & (tier.holds | tier.perhaps)
        made = _taken(made, reached, met, tier.amount)
        met, waiting = met | reached, waiting & ~tier.holds
    if otherwise is not None:
        made = _taken(made, waiting, met, otherwise)
    return made.odder(odd)


def _taken(made: Range, reached: Bools, met: Bools, amount: Range) -> Range:
    """Return what is paid where one more tier is `reached`: its amount, or that besides what was `met`."""
    if not reached.any():
        return made
    both = reached & met
    made = ranges.where(reached & ~met, amount, made)
    return ranges.where(both, ranges.hull(made, amount), made) if both.any() else made


def _highest(several: list[_Tier], rows: int) -> Range:
    """Return the highest of tiers of which some certainly hold, or of which at least one does."""
    made, met = ranges.exactly(rows, 0), np.zeros(rows, np.bool_)
    for tier in several:
        made = ranges.where(tier.holds & ~met, tier.amount, made)
        both = tier.holds & met
        if both.any():
            made = ranges.where(both, ranges.greatest(made, tier.amount), made)
        met = met | tier.holds
    sure = met
    for tier in several:
        if tier.perhaps.any():
            more = ranges.where(sure, ranges.greatest(made, tier.amount), tier.amount)
            made = _taken(made, tier.perhaps, met, more)
            met = met | tier.perhaps
    return made


def _sum(several: list[_Tier], rows: int) -> Range:
    """Return the sum of tiers; one that may not hold adds nothing or its amount, but some tier holds."""
    zero = ranges.exactly(rows, 0)
    made, sure = zero, np.zeros(rows, np.bool_)
    for tier in several:
        added = tier.amount
        if tier.perhaps.any():
            added = ranges.where(tier.perhaps, ranges.hull(zero, added), added)
        there = tier.holds | tier.perhaps
        if there.any():
            made = ranges.add(made, ranges.where(there, added, zero))
        sure |= tier.holds
    # Where none certainly holds, each of those that may holds once, and the others add what they may.
    total, met = made, sure
    for tier in several:
        alone = tier.perhaps & ~sure
        if alone.any():
            low, high = ranges.hull(zero, tier.amount).low, ranges.hull(zero, tier.amount).high
            case = Range(
                plus(plus(total.low, low.negated), tier.amount.low),
                plus(plus(total.high, high.negated), tier.amount.high),
            )
            made = _taken(made, alone, met, case)
            met = met | alone
    return made
