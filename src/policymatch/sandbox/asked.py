"""Policies asked of chunk after chunk by the batch itself: verdicts as arrays, and amounts in fen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from policymatch.batch.asks import Asks
from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled
from policymatch.batch.found import Finder, Found, Wanted
from policymatch.batch.payments import NONE
from policymatch.batch.payments import Paid as Told
from policymatch.batch.planes import Bools, Rows
from policymatch.library import PolicyLibrary
from policymatch.matching.amount import Amount
from policymatch.matching.verdict import Verdict
from policymatch.policy import Policy
from policymatch.problems import Problem

# A verdict as a number; whoever is neither eligible nor undecided is 0.
NO, UNDECIDED, ELIGIBLE = 0, 1, 2
_CODES = {Verdict.INELIGIBLE: NO, Verdict.UNDECIDED: UNDECIDED, Verdict.ELIGIBLE: ELIGIBLE}
Verdicts = npt.NDArray[np.uint8]
# Whole fen; as Python's own numbers where 64 bits do not hold them.
Fen = npt.NDArray[np.int64] | npt.NDArray[np.object_]


def asked_library(policies: Iterable[Policy], like: PolicyLibrary) -> PolicyLibrary:
    """Return policies as a library of their own, with the words and definitions of another."""
    by_id = MappingProxyType({one.id: one for one in policies})
    return PolicyLibrary(by_id, like.vocabulary, like.version, like.derivations)


def by_line(problems: Iterable[Problem]) -> dict[str, Problem]:
    """Return problems by what is said of each: the same one may be met in several rounds."""
    return {one.line(): one for one in problems}


@dataclass(frozen=True)
class Paid:
    """What each firm of a chunk is paid, in fen; nothing where it has not been asked about.

    Where its list of records is open, that is what comes from the records listed, and it may be `more`.
    Of `endless` no upper end is known, and of `unstated` no money at all.
    """

    low: Fen
    high: Fen
    more: Bools
    endless: Bools
    unstated: Bools

    def of(self, rows: Bools) -> Paid:
        """Return the same for some firms alone."""
        return Paid(*(getattr(self, one.name)[rows] for one in fields(self)))


class Questions:
    """Policies that are asked together, of chunk after chunk of one round. Not to be shared by threads."""

    def __init__(self, library: PolicyLibrary, amounts: bool = False, undecided: bool = True) -> None:
        self.policies: tuple[Policy, ...] = tuple(library)
        self._compiled = Compiled(library)
        # What an undecided firm would get is told together with why it is undecided.
        self._wanted = Wanted(amounts, undecided, why=amounts)
        self._finder: Finder | None = None

    @property
    def asks(self) -> Asks:
        """Return the facts that any of the verdicts or amounts rests on."""
        return self._compiled.everything_asked

    @property
    def verified(self) -> bool:
        """Return whether some policy rests on verified facts alone."""
        return self._compiled.verified

    def begin(self, shape: Shape) -> None:
        """Begin a round of firms whose tables look like this."""
        self._finder = Finder(self._compiled, shape, self._wanted)

    def found(self, chunk: Chunk, day: date) -> Found:
        """Return what the batch finds."""
        assert self._finder is not None
        return self._finder.found(chunk, day)

    def verdicts(self, chunk: Chunk, day: date) -> tuple[Verdicts, Found]:
        """Return the verdict of each policy (rows) for each firm (columns), and all that was found."""
        found = self.found(chunk, day)
        made = np.zeros((len(self.policies), len(chunk.numbers)), np.uint8)
        for one in found.sure:
            made[one.place, one.rows] = _CODES[one.verdict]
        for pair in found.pairs:
            made[pair.place, pair.row] = _CODES[pair.verdict]
        return made, found

    def paid(self, place: int, found: Found, rows: Rows, firms: int) -> Paid:
        """Return what a policy pays those that were asked about, who stand in `rows` of a chunk."""
        pairs = [pair for pair in found.pairs if pair.place == place]
        sure = [one for one in found.sure if one.place == place]
        same = self._compiled.paid(place)
        known = _Told.of(same if isinstance(same, Amount) else None)
        each = [_Told.of(pair.amount) for pair in pairs]
        amounts = [one.paid for one in sure if one.paid is not None]
        most = [int(ends.max(initial=0)) for paid in amounts for ends in (paid.low, paid.high)]
        fits = max((known.high, *most, *(one.high for one in each))) <= _MOST
        low, high = (np.zeros(firms, np.int64 if fits else object) for _ in range(2))
        flags = [np.zeros(firms, np.bool_) for _ in range(3)]
        columns: tuple[Any, ...] = (low, high, *flags)
        for pair, told in zip(pairs, each, strict=True):
            for column, value in zip(columns, told, strict=True):
                column[rows[pair.row]] = value
        for one in sure:
            there = rows[one.rows]
            if one.paid is not None:
                for column, values in zip(columns, _columns(one.paid), strict=False):
                    column[there] = values
                continue
            for column, value in zip(columns, known, strict=True):
                column[there] = value
        return Paid(low, high, *flags)


# What 64 bits hold, of the sum of two as well.
_MOST = 1 << 61


class _Told(NamedTuple):
    """What is told of one firm's amount, in the order of the columns of `Paid`."""

    low: int = 0
    high: int = 0
    more: bool = False
    endless: bool = False
    unstated: bool = False

    @classmethod
    def of(cls, amount: Amount | None) -> _Told:
        if amount is None:
            return cls(unstated=True)
        told = amount.listed or amount
        low = _fen(told.low)
        high = low if told.high is None else _fen(told.high)
        return cls(low, high, amount.listed is not None, told.high is None)


def _columns(paid: Told) -> tuple[npt.NDArray[Any], ...]:
    """Return what columns tell of amounts as those of `Paid`: of the records listed where more may come."""
    low, high = paid.low, paid.high
    more = np.zeros(len(low), np.bool_)
    if paid.listed is not None:
        more = paid.listed[0] != NONE
        low, high = (np.where(more, part, all_) for part, all_ in zip(paid.listed, (low, high), strict=True))
    endless = high == NONE
    return low, np.where(endless, low, high), more, endless


def _fen(yuan: Decimal) -> int:
    return int(yuan.scaleb(2))
