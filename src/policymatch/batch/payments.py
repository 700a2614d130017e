"""What policies pay over columns, in whole fen from a low to a high: of the firm, or over its records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from policymatch.batch import ranges
from policymatch.batch.planes import Bools, Rows, unpacked
from policymatch.batch.ranges import Range
from policymatch.batch.some_firms import SomeFirms
from policymatch.batch.sums import adding, endless, summed
from policymatch.batch.truths import ChunkTruths
from policymatch.language import tree
from policymatch.plan import caps_of
from policymatch.policy import Policy

# Stands for a figure that there is not, as for the high of what has no end: nothing paid is below zero.
NONE = -1

_Fen = npt.NDArray[np.int64]
_NOTHING = tree.Quantity(0)


@dataclass(frozen=True)
class Paid:
    """Fen from `low` to `high` for each firm, or `NONE`; and the part of it that comes from records listed.

    Firms that are not `told` hold anything.
    """

    low: _Fen
    high: _Fen
    told: Bools
    listed: tuple[_Fen, _Fen] | None = None

    def of(self, rows: Rows | Bools) -> Paid:
        """Return what some firms are paid."""
        listed = None if self.listed is None else (self.listed[0][rows], self.listed[1][rows])
        return Paid(self.low[rows], self.high[rows], self.told[rows], listed)


class Payments:
    """Works out what policies pay the firms of a chunk. Not to be shared by threads."""

    def __init__(self, truths: ChunkTruths) -> None:
        self._truths = truths

    def of(self, place: int, rows: Rows) -> Paid | None:
        """Return what a policy pays firms if they are eligible; None where columns tell it of nobody."""
        compiled = self._truths.compiled
        policy = compiled.policies[place]
        if policy.benefit.amount is None or policy.benefit.firm_less is not None:
            # What past awards lower is no formula of columns.
            return None
        if policy.record is not None:
            paid = self._of_records(policy, policy.record, policy.benefit.amount)
            return None if paid is None else paid.of(rows)
        formula = compiled.payment(place)
        yuan = None if formula is None else SomeFirms(self._truths, rows).numbers.of(formula)
        return None if yuan is None else _paid(yuan)

    def _of_records(self, policy: Policy, kind: str, amount: tree.Node) -> Paid | None:
        """Return the sum over the records listed, within what bounds it for the firm."""
        firms, records = self._truths, self._truths.records(kind)
        each = None if records is None else records.numbers.of(tree.Floored(amount, _NOTHING))
        if records is None or each is None:
            return None
        truth = records.step(firms.compiled.program.plan.roots[policy.id])
        total = summed(adding(each, truth, records.doubtful), records.owners, firms.rows)
        if firms.doubtful is not None:
            total = total.odder(unpacked(firms.doubtful, firms.rows))
        listed = self._bounded(total, policy)
        open_ = ~unpacked(firms.closed(kind), firms.rows)
        if listed is None or not open_.any():
            return None if listed is None else _paid(listed)
        # Records that nobody has listed may add to it without an end.
        more = self._bounded(Range(total.low, endless(total.high, open_)), policy)
        assert more is not None
        whole, part = _paid(more), _paid(listed)
        low, high = (np.where(open_, fen, NONE) for fen in (part.low, part.high))
        return Paid(whole.low, whole.high, whole.told & part.told, (low, high))

    def _bounded(self, total: Range, policy: Policy) -> Range | None:
        floor, caps = policy.benefit.firm_floor, caps_of(policy.benefit)
        bounds = [self._truths.numbers.of(one) for one in (floor, *caps) if one is not None]
        there = [one for one in bounds if one is not None]
        if len(there) < len(bounds):
            return None
        if floor is not None:
            total = ranges.greatest(total, there.pop(0))
        total = reduce(ranges.least, there, total)
        return ranges.greatest(total, ranges.exactly(total.rows, 0))


def _paid(yuan: Range) -> Paid:
    fen = ranges.fen(yuan)
    high = fen.high.above if fen.high.none is None else np.where(fen.high.none, NONE, fen.high.above)
    told = np.ones(fen.rows, np.bool_) if fen.odd is None else ~fen.odd
    return Paid(fen.low.above, high, told)
