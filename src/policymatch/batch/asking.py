"""Asks the evaluator about firms of a chunk: one of each group of firms that are alike, for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled
from policymatch.batch.payments import NONE, Paid
from policymatch.batch.planes import Bools, Rows
from policymatch.enterprise import Enterprise
from policymatch.firms.columns import fact_column
from policymatch.matching.amount import Amount
from policymatch.matching.firm import context_of
from policymatch.matching.match import Match
from policymatch.matching.missing import Missing
from policymatch.matching.verdict import UndecidedBy, Verdict
from policymatch.messages import Lang
from policymatch.problems import Problem


@dataclass(frozen=True)
class Wanted:
    """What is asked of a table: amounts, firms of which the verdict is open, and near misses.

    What open verdicts wait for, and how far near misses are, is told in `lang` where near misses are wanted.
    Without `why` an open verdict is told bare: neither what it waits for nor what would be paid; columns
    mostly tell that by themselves. `policies` are the ids of those that are matched; without any all are.
    """

    amounts: bool = True
    undecided: bool = False
    why: bool = True
    near: bool = False
    lang: Lang = "zh"
    policies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A firm (its row in the chunk) and a policy (its place in the library), as the evaluator sees them."""

    row: int
    place: int
    verdict: Verdict
    undecided_by: UndecidedBy | None = None
    amount: Amount | None = None
    missing: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A policy about which some firms are asked: of each group that at `first`; `which` is each one's group.

    `paid` is what they would be paid, where columns tell it: the firms of a group may differ in that.
    """

    place: int
    rows: Rows
    first: Rows
    which: Rows
    paid: Paid | None = None

    @property
    def pairs(self) -> int:
        """Return how many pairs the evaluator is asked about."""
        return len(self.first)

    def of(self, places: Rows) -> Question | None:
        """Return the question about some of the firms; None without any."""
        if not len(places):
            return None
        _, first, which = np.unique(self.which[places], return_index=True, return_inverse=True)
        paid = None if self.paid is None else self.paid.of(places)
        return Question(self.place, self.rows[places], first, which, paid)


@dataclass(frozen=True)
class Answered:
    """Firms about which the evaluator has told something: `which` of the `told` each is like."""

    place: int
    rows: Rows
    told: Sequence[Pair]
    which: Rows
    paid: Paid | None = None

    def without(self, rows: Rows) -> Answered:
        """Return the same without some firms."""
        return self._only(~np.isin(self.rows, rows))

    def _only(self, kept: Bools) -> Answered:
        paid = None if self.paid is None else self.paid.of(kept)
        return Answered(self.place, self.rows[kept], self.told, self.which[kept], paid)

    def each(self) -> Iterator[Pair]:
        """Yield what is told of each firm."""
        for at, (row, place) in enumerate(zip(self.rows.tolist(), self.which.tolist(), strict=True)):
            amount = self.told[place].amount if self.paid is None else _amount(self.paid, at)
            yield replace(self.told[place], row=row, amount=amount)


class Asking:
    """Asks about the firms of a chunk on a day. What is wrong with single firms is kept."""

    def __init__(self, compiled: Compiled, shape: Shape, wanted: Wanted, chunk: Chunk, day: date) -> None:
        self._compiled, self._shape, self._wanted = compiled, shape, wanted
        self._chunk, self._day = chunk, day
        self.problems: list[Problem] = []
        self.bad_rows: set[int] = set()

    def answered(self, asked: Sequence[Question]) -> list[Answered]:
        """Return what the evaluator tells of the firms of some questions."""
        told = self._told(asked)
        if self.bad_rows:
            # Whoever such a firm stood for is asked by itself.
            parted = [self._parted(one) for one in asked]
            alone = [one for _, one in parted if one is not None]
            told |= self._told(alone)
            asked = [one for one, _ in parted if one is not None] + alone
        return [made for one in asked if len((made := self._answered(one, told)).rows)]

    def _parted(self, asked: Question) -> tuple[Question | None, Question | None]:
        """Part the firms whose group has an answer from those whose group has none."""
        wrong = np.isin(asked.rows, list(self.bad_rows))
        alone = wrong[asked.first][asked.which]
        if not alone.any():
            return asked, None
        others = np.flatnonzero(alone & ~wrong)
        return asked.of(np.flatnonzero(~alone)), replace(asked, which=np.arange(len(wrong))).of(others)

    def _answered(self, asked: Question, told: dict[tuple[int, int], Pair]) -> Answered:
        found = [told.get((row, asked.place)) for row in asked.rows[asked.first].tolist()]
        there = [one for one in found if one is not None]
        numbers = np.cumsum([one is not None for one in found]) - 1
        kept = np.array([one is not None for one in found], np.bool_)[asked.which]
        if self.bad_rows:
            kept &= ~np.isin(asked.rows, list(self.bad_rows))
        paid = None if asked.paid is None else asked.paid.of(kept)
        return Answered(asked.place, asked.rows[kept], there, numbers[asked.which[kept]], paid)

    def _told(self, asked: Sequence[Question]) -> dict[tuple[int, int], Pair]:
        told: dict[tuple[int, int], Pair] = {}
        for row, found, places in self._profiles([(one.place, one.rows[one.first]) for one in asked]):
            if not isinstance(found, Enterprise):
                if row not in self.bad_rows:
                    self.problems += found
                self.bad_rows.add(row)
                continue
            told |= {(row, pair.place): pair for pair in self._pairs(row, found, places)}
        return told

    def _profiles(
        self, asked: list[tuple[int, Rows]]
    ) -> Iterator[tuple[int, Enterprise | tuple[Problem, ...], list[int]]]:
        """Yield each firm that something is asked of, with the places of the policies, in order."""
        if not asked:
            return
        rows = np.concatenate([rows for _, rows in asked])
        places = np.repeat(
            np.array([place for place, _ in asked]), np.array([len(rows) for _, rows in asked])
        )
        order = np.lexsort((places, rows))
        rows, places = rows[order], places[order]
        there, starts = np.unique(rows, return_index=True)
        profiles = self._chunk.profiles(there, self._shape, self._compiled.library.vocabulary)
        split = np.split(places, starts[1:])
        for row, found, mine in zip(there.tolist(), profiles, split, strict=True):
            yield row, found, mine.tolist()

    def _pairs(self, row: int, firm: Enterprise, places: list[int]) -> Iterator[Pair]:
        compiled = self._compiled
        context = context_of(firm, self._day, compiled.library)
        policies = [compiled.policies[place] for place in places]
        matches = compiled.prepared.matches_of(policies, context)
        for place, match in zip(places, matches, strict=True):
            if match.verdict is Verdict.ELIGIBLE:
                yield Pair(row, place, match.verdict, amount=match.amount if self._wanted.amounts else None)
            elif match.verdict is Verdict.UNDECIDED and self._wanted.undecided:
                yield (
                    self._undecided(row, place, match)
                    if self._wanted.why
                    else Pair(row, place, match.verdict)
                )
            elif self._wanted.near and match.gaps:
                told = tuple(gap.text.in_(self._wanted.lang) for gap in match.gaps)
                yield Pair(row, place, match.verdict, told=told)

    def _undecided(self, row: int, place: int, match: Match) -> Pair:
        amount = match.amount_if_eligible if self._wanted.amounts else None
        waiting = [one for one in match.missing if one.needed_for == "verdict"]
        missing = tuple(map(_column_of, waiting))
        told = tuple(one.label.in_(self._wanted.lang) for one in waiting)
        return Pair(row, place, match.verdict, match.undecided_by, amount, missing, told)


def _column_of(missing: Missing) -> str:
    """Return the name that the column of a missing fact has, behind the kind of record if it is of one."""
    column = fact_column((missing.key, missing.year, missing.basis))
    return column if missing.kind is None else f"{missing.kind}.{column}"


def _amount(paid: Paid, at: int) -> Amount:
    low, high = (int(fen[at]) for fen in (paid.low, paid.high))
    return Amount(Decimal(low).scaleb(-2), None if high == NONE else Decimal(high).scaleb(-2))
