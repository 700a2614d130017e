"""Sums over the records of firms (language/over_records.py): what each adds, brought to its firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from policymatch.batch import ranges
from policymatch.batch.ends import End, either, end
from policymatch.batch.figures import LIMIT
from policymatch.batch.planes import Bools, Plane, Rows, Truths, unpacked
from policymatch.batch.ranges import Range
from policymatch.language import facts_of, tree

if TYPE_CHECKING:
    from policymatch.batch.truths import ChunkTruths

_SUMMED = (tree.Summary.COUNT, tree.Summary.SUM)


def over_records(node: tree.Records, firms: ChunkTruths) -> Range | None:
    """Return how many records, or how much of a figure, each firm has; None where columns do not tell."""
    if node.how not in _SUMMED or any(fact.kind is not None for fact in facts_of(node)):
        return None
    total = ranges.exactly(firms.rows, 0)
    records = firms.records(node.kind)
    if records is not None:
        value = ranges.exactly(records.rows, 1) if node.value is None else records.numbers.of(node.value)
        if value is None:
            return None
        counts = None if node.where is None else records.truth(node.where)
        added = adding(value, counts, records.doubtful)
        total = summed(added, records.owners, firms.rows)
    unlisted = firms.unlisted(node.kind)
    more = ranges.exactly(firms.rows, 1) if node.value is None else unlisted.numbers.of(node.value)
    if more is None:
        return None
    open_ = ~unpacked(firms.closed(node.kind), firms.rows)
    odd = None if firms.doubtful is None else unpacked(firms.doubtful, firms.rows)
    if node.where is not None:
        may = unlisted.truth(node.where)
        odd = either(odd, open_ & left_in(may, firms.rows))
        open_ = open_ & unpacked(may.possible, firms.rows)
    odd = either(odd, None if more.odd is None else more.odd & open_)
    # Any number of them: what one could take away or add has no end.
    return Range(
        endless(total.low, open_ & _beyond(more.low, more.low.above < 0)),
        endless(total.high, open_ & _beyond(more.high, more.high.above > 0)),
    ).odder(odd)


def adding(value: Range, counts: Truths | None, doubtful: Plane | None) -> Range:
    """Return what each record adds: its value where it counts, and that or nothing where it may."""
    rows = value.rows
    doubt = None if doubtful is None else unpacked(doubtful, rows)
    if counts is None:
        return value.odder(doubt)
    holds, possible = unpacked(counts.true, rows), unpacked(counts.possible, rows)
    zero = ranges.exactly(rows, 0)
    perhaps = possible & ~holds
    added = ranges.where(holds, value, zero)
    if perhaps.any():
        added = ranges.where(perhaps, ranges.hull(zero, value), added)
    return added.odder(either(doubt, left_in(counts, rows)))


def left_in(truths: Truths, rows: int) -> Bools:
    """Return the rows whose truth is left to the evaluator."""
    return unpacked(truths.left, rows)


def summed(added: Range, owners: Rows, rows: int) -> Range:
    """Return the sums of what the records of each firm add."""
    low = _summed(added.low, owners, rows)
    return Range(low, low if added.exact else _summed(added.high, owners, rows))


def _summed(added: End, owners: Rows, rows: int) -> End:
    if not isinstance(added.below, int):
        return End(np.zeros(rows, np.int64), 1, None, np.ones(rows, np.bool_))
    # So many at most are added to one sum.
    most = LIMIT // max(int(np.bincount(owners, minlength=1).max()), 1)
    wide = np.abs(added.above) > most
    above = np.zeros(rows, np.int64)
    np.add.at(above, owners, np.where(wide, 0, added.above))
    odd = either(added.odd, wide if wide.any() else None)
    return end(above, added.below, _some(added.none, owners, rows), _some(odd, owners, rows))


def _some(flags: Bools | None, owners: Rows, rows: int) -> Bools | None:
    """Return the firms of which a record is flagged."""
    if flags is None:
        return None
    found = np.zeros(rows, np.bool_)
    found[owners[flags]] = True
    return found


def _beyond(side: End, signed: Bools) -> Bools:
    return signed if side.none is None else signed | side.none


def endless(side: End, none: Bools) -> End:
    """Return an end that some more rows have not."""
    return end(side.above, side.below, either(side.none, none), side.odd)
