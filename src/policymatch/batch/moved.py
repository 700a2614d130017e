"""Two match tables compared: who gained which policy, who lost it, whose amount is another, through what.

Firms are the same ones by their credit code, else by a name that no other has, else by name and row. A
verdict hangs on the firm, the rule, the day and policymatch, so where only one of these is not the same, it
is that one. Tables are read group by group, so that memory does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from policymatch.batch.earlier import Earlier, EarlierFirms
from policymatch.batch.planes import Bools, Rows
from policymatch.compare import MoveKind
from policymatch.compare.standing import MOVES, RANKS
from policymatch.firms.arrow import arrow, compute
from policymatch.firms.columns import CREDIT_CODE, NAME

# Firms whose rows are compared at once.
BLOCK = 1 << 16
_KINDS = list(MoveKind)
_ENDS = ("low", "high")


class Because(StrEnum):
    """Through what a policy may have moved. The order is that of output."""

    NEW_FIRM = "new-firm"
    GONE_FIRM = "gone-firm"
    NEW_POLICY = "new-policy"
    GONE_POLICY = "gone-policy"
    FIRM = "firm"  # the firm's facts are not the same
    RULE = "rule"  # nor the rule, or what it rests on
    DAY = "day"
    PROGRAM = "program"  # another version of policymatch


@dataclass(frozen=True)
class Moves:
    """What moved between two match tables.

    `sames` are the numbers that the firms of the new table have in the old one, or -1.
    """

    old: Earlier
    new: Earlier
    old_firms: EarlierFirms
    new_firms: EarlierFirms
    sames: Rows

    @property
    def gone(self) -> Rows:
        """Return the numbers of the old firms that are not in the new table."""
        left = np.ones(len(self.old_firms.codes), np.bool_)
        left[self.sames[self.sames >= 0]] = False
        return np.flatnonzero(left)

    @cached_property
    def policies(self) -> tuple[str, ...]:
        """Return the ids of all policies, those of the new rules first."""
        tables = (self.new, self.old)
        return tuple(dict.fromkeys(one for table in tables for one in table.policies()))

    def batches(self) -> Iterator[Any]:
        """Yield what moved as tables: firm after firm as the new table has them, those that are gone last."""
        count = len(self.new_firms.codes)
        for first in range(0, max(count, 1), BLOCK):
            numbers = np.arange(first, min(first + BLOCK, count))
            olds = self.sames[numbers]
            there = olds >= 0
            yield self._compared(olds, numbers, self.old.rows_of(olds[there], numbers[there]))
        gone = self.gone
        for first in range(0, len(gone), BLOCK):
            # Numbers behind those of the new table stand for firms that are not in it.
            olds = gone[first : first + BLOCK]
            numbers = np.arange(first, first + len(olds)) + count
            yield self._compared(olds, numbers, self.old.rows_of(olds, numbers))

    def _compared(self, olds: Rows, numbers: Rows, old: Any) -> Any:
        pa = arrow()
        count = len(self.new_firms.codes)
        inside = numbers[numbers < count]
        sides = _Side(old, self.policies), _Side(self.new.rows_of(inside, inside), self.policies)
        keys = np.union1d(sides[0].keys, sides[1].keys)
        before, after = (side.at(keys) for side in sides)
        firms, places = np.divmod(keys, max(len(self.policies), 1))
        kinds = _kinds(sides[0], before, sides[1], after)
        moved = np.flatnonzero(kinds >= 0)
        firms, places, kinds = firms[moved], places[moved], kinds[moved]
        at = firms - (numbers[0] if len(numbers) else 0)
        where = olds[at]
        columns = {
            "firm_before": pa.array(where, mask=where < 0),
            "firm_after": pa.array(firms, mask=firms >= count),
            **self._named(where, firms, count),
            "policy_id": pa.array(self.policies, pa.string()).take(pa.array(places)),
            "move": pa.array([kind.value for kind in _KINDS]).take(pa.array(kinds)),
        }
        for name, side, rows in (("before", sides[0], before[moved]), ("after", sides[1], after[moved])):
            taken = pa.array(rows, mask=rows < 0)
            columns[f"verdict_{name}"] = side.verdicts.take(taken)
            columns[f"nature_{name}"] = side.natures.take(taken)
            for end, amounts in zip(_ENDS, side.amounts, strict=True):
                columns[f"amount_{name}_{end}"] = amounts.take(taken)
        columns["because"] = self._because(where, firms, places)
        return pa.table(columns)

    def _named(self, olds: Rows, news: Rows, count: int) -> dict[str, Any]:
        pa, pc = arrow(), compute()
        found = {}
        for name, old, new in (
            (CREDIT_CODE, self.old_firms.codes, self.new_firms.codes),
            (NAME, self.old_firms.names, self.new_firms.names),
        ):
            later = new.take(pa.array(news, mask=news >= count))
            found[name] = pc.coalesce(later, old.take(pa.array(olds, mask=olds < 0)))
        return found

    def _because(self, olds: Rows, news: Rows, places: Rows) -> Any:
        """Return through what each pair may have moved; several things, where several are not the same."""
        pa = arrow()
        told = {one: np.zeros(len(olds), np.bool_) for one in Because}
        gone = news >= len(self.new_firms.codes)
        told[Because.NEW_FIRM], told[Because.GONE_FIRM] = olds < 0, gone
        both = ~gone & (olds >= 0)
        told[Because.FIRM][both] = self._other_firm(olds[both], news[both])
        before, after = self.old.about, self.new.about
        if before is not None and after is not None:
            pairs = [(before.policies.get(one), after.policies.get(one)) for one in self.policies]
            for because, some in (
                (Because.NEW_POLICY, [old is None for old, _ in pairs]),
                (Because.GONE_POLICY, [new is None for _, new in pairs]),
                (Because.RULE, [None not in pair and pair[0] != pair[1] for pair in pairs]),
            ):
                told[because] = np.array(some, np.bool_)[places]
            told[Because.PROGRAM][:] = before.program != after.program
            days = [one.today if one.as_of is None else one.as_of for one in (before, after)]
            if before.as_of is None and after.as_of is None:
                # Only firms without a day of their own are asked about today: where nothing else moved.
                nobody = ~np.logical_or.reduce([told[one] for one in Because if one is not Because.DAY])
                told[Because.DAY] = nobody & (days[0] != days[1])
            else:
                told[Because.DAY][:] = (before.as_of is None) != (after.as_of is None) or days[0] != days[1]
        counts = np.sum(list(told.values()), axis=0, dtype=np.int64)
        flat = np.stack(list(told.values()), axis=1).nonzero()[1]
        words = pa.array([one.value for one in Because]).take(pa.array(flat))
        ends = np.concatenate(([0], np.cumsum(counts)))
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), words)

    def _other_firm(self, olds: Rows, news: Rows) -> Bools:
        if self.old_firms.versions is None or self.new_firms.versions is None:
            return np.zeros(len(olds), np.bool_)
        before, after = (
            firms.versions.take(arrow().array(numbers))
            for firms, numbers in ((self.old_firms, olds), (self.new_firms, news))
        )
        return np.asarray(compute().not_equal(before, after).fill_null(True))


class _Side:
    """The rows of one table by firm and policy."""

    def __init__(self, rows: Any, policies: tuple[str, ...]) -> None:
        pa, pc = arrow(), compute()
        ids = pc.index_in(rows.column("policy_id").cast(pa.string()), value_set=pa.array(policies))
        keys = np.asarray(rows.column("firm")) * max(len(policies), 1) + np.asarray(ids.fill_null(0))
        order = np.argsort(keys, kind="stable")
        self.keys: Rows = keys[order]
        rows = rows.take(pa.array(order))
        self.verdicts = _whole(rows.column("verdict").cast(pa.string()))
        self.natures = _whole(rows.column("nature").cast(pa.string()))
        self.amounts = [_amount(rows, end) for end in _ENDS]
        ranks = pc.index_in(self.verdicts, value_set=pa.array([one.value for one in RANKS])).fill_null(0)
        self.ranks = np.array(list(RANKS.values()))[np.asarray(ranks)]
        self.by = None
        if "undecided_by" in rows.schema.names:
            self.by = _whole(rows.column("undecided_by").cast(pa.string()))

    def at(self, keys: Rows) -> Rows:
        """Return the row of each pair, or -1."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        found = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[found] == keys, found, -1)


def _kinds(old: _Side, before: Rows, new: _Side, after: Rows) -> Rows:
    """Return how each pair moved, as its place among the kinds; -1 where it did not."""
    ranks = [np.zeros(len(rows), np.int64) for rows in (before, after)]
    for rank, side, rows in zip(ranks, (old, new), (before, after), strict=True):
        rank[rows >= 0] = side.ranks[rows[rows >= 0]]
    kinds = np.full(len(before), -1)
    for pair, kind in MOVES.items():
        kinds[(ranks[0] == pair[0]) & (ranks[1] == pair[1])] = _KINDS.index(kind)
    same = np.flatnonzero((ranks[0] == ranks[1]) & (ranks[0] > 0))
    if old.by is not None and new.by is not None:
        kinds[same[_differ(old.by, before[same], new.by, after[same])]] = _KINDS.index(MoveKind.AWAITS)
    for one, other in zip(old.amounts, new.amounts, strict=True):
        kinds[same[_differ(one, before[same], other, after[same])]] = _KINDS.index(MoveKind.AMOUNT)
    return kinds


def _differ(one: Any, before: Rows, other: Any, after: Rows) -> Bools:
    pa, pc = arrow(), compute()
    left, right = one.take(pa.array(before)), other.take(pa.array(after))
    lacks = pc.not_equal(left.is_valid(), right.is_valid())
    return np.asarray(pc.or_(lacks, pc.not_equal(left, right).fill_null(False)))


def _amount(rows: Any, end: str) -> Any:
    pa, pc = arrow(), compute()
    names = (f"{kind}_{end}" for kind in ("amount", "amount_if_eligible"))
    there = [rows.column(name) for name in names if name in rows.schema.names]
    return _whole(pc.coalesce(*there)) if there else pa.nulls(rows.num_rows, pa.decimal128(38, 2))


def _whole(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, arrow().ChunkedArray) else column


def moves(old: Earlier, new: Earlier) -> Moves:
    """Return what moved between two open match tables."""
    before, after = (one.firms() or one.firms_with_rows() for one in (old, new))
    return Moves(old, new, before, after, _sames(before, after))


def _sames(old: EarlierFirms, new: EarlierFirms) -> Rows:
    """Return the number that each new firm has among the old ones, or -1."""
    pa, pc = arrow(), compute()
    found = np.full(len(new.codes), -1)
    _match(found, old.codes, new.codes, np.ones(len(old.codes), np.bool_), np.ones(len(found), np.bool_))
    # By name only where not both state codes.
    for old_only, new_only in ((True, False), (False, True)):
        left = np.ones(len(old.codes), np.bool_)
        left[found[found >= 0]] = False
        bare_old, bare_new = (np.asarray(one.is_null()) for one in (old.codes, new.codes))
        _match(
            found,
            old.names,
            new.names,
            left & bare_old if old_only else left,
            (found < 0) & bare_new if new_only else found < 0,
        )
    left = np.ones(len(old.codes), np.bool_)
    left[found[found >= 0]] = False
    rows = np.flatnonzero(found[: len(old.codes)] < 0)
    rows = rows[left[rows]]
    there = pa.array(rows)
    alike = np.asarray(pc.equal(old.names.take(there), new.names.take(there)).fill_null(False))
    # Two codes that are not the same are two firms.
    same = np.asarray(pc.equal(old.codes.take(there), new.codes.take(there)).fill_null(True))
    found[rows[alike & same]] = rows[alike & same]
    return found


def _match(found: Rows, old: Any, new: Any, of_old: Bools, of_new: Bools) -> None:
    """Note where a word stands once among some old firms and once among some new ones."""
    pa, pc = arrow(), compute()
    sides = []
    for words, some in ((old, of_old), (new, of_new)):
        rows = np.flatnonzero(some & np.asarray(words.is_valid()))
        listed = words.take(pa.array(rows))
        counts = pc.value_counts(listed)
        once = counts.field("values").filter(pc.equal(counts.field("counts"), 1))
        alone = np.asarray(pc.is_in(listed, value_set=once))
        sides.append((rows[alone], listed.filter(pa.array(alone))))
    (old_rows, old_words), (new_rows, new_words) = sides
    places = np.asarray(pc.index_in(new_words, value_set=old_words).fill_null(-1)).astype(np.int64)
    found[new_rows[places >= 0]] = old_rows[places[places >= 0]]
