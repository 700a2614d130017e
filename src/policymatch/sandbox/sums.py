"""Counts and money added up, exactly: of all firms, and group by group."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from policymatch.batch.planes import Bools
from policymatch.matching.amount import plain_yuan
from policymatch.sandbox.asked import ELIGIBLE, UNDECIDED, Fen, Paid, Verdicts

_HALF = 31
_LOWER = (1 << _HALF) - 1


@dataclass
class Counts:
    """How many firms qualify certainly, how many are undecided, and how many there are."""

    eligible: int = 0
    undecided: int = 0
    firms: int = 0

    @property
    def ineligible(self) -> int:
        """Return how many certainly do not qualify."""
        return self.firms - self.eligible - self.undecided

    def add(self, verdicts: Verdicts, sound: Bools) -> None:
        """Count the firms of a chunk that could be read."""
        self.eligible += int(np.count_nonzero(verdicts == ELIGIBLE))
        self.undecided += int(np.count_nonzero(verdicts == UNDECIDED))
        self.firms += int(np.count_nonzero(sound))

    def to_dict(self) -> dict[str, object]:
        """Return plain data."""
        return {
            "eligible": self.eligible,
            "undecided": self.undecided,
            "ineligible": self.ineligible,
            "firms": self.firms,
        }


@dataclass
class Money:
    """What several firms are paid together, in fen: between `low_fen` and `high_fen`.

    `more` firms may have further records, which nobody has listed and which are not in it. Of `endless` no
    upper end is known: the sum then has none. `unstated` firms qualify for something that has no price.
    """

    low_fen: int = 0
    high_fen: int = 0
    more: int = 0
    endless: int = 0
    unstated: int = 0

    def add(self, paid: Paid, rows: Bools) -> None:
        """Add what some firms of a chunk are paid."""
        self.low_fen += _total(paid.low[rows])
        self.high_fen += _total(paid.high[rows])
        self.more += int(np.count_nonzero(paid.more & rows))
        self.endless += int(np.count_nonzero(paid.endless & rows))
        self.unstated += int(np.count_nonzero(paid.unstated & rows))

    def __add__(self, other: Money) -> Money:
        return Money(
            self.low_fen + other.low_fen,
            self.high_fen + other.high_fen,
            self.more + other.more,
            self.endless + other.endless,
            self.unstated + other.unstated,
        )

    @property
    def most_fen(self) -> int | None:
        """Return the upper end; None where there is none."""
        return None if self.endless else self.high_fen

    @property
    def low(self) -> Decimal:
        """Return the lower end in yuan."""
        return _yuan(self.low_fen)

    @property
    def high(self) -> Decimal | None:
        """Return the upper end in yuan; None where there is none."""
        return None if self.most_fen is None else _yuan(self.most_fen)

    def to_dict(self) -> dict[str, object]:
        """Return plain data, in yuan."""
        return {
            "low": plain_yuan(self.low),
            "high": plain_yuan(self.high),
            "firms_with_more_records": self.more,
            "firms_without_end": self.endless,
            "firms_without_amount": self.unstated,
        }


@dataclass
class Tally:
    """Firms counted, with the money of the eligible, and what the undecided would get."""

    counts: Counts
    money: Money
    if_eligible: Money

    @classmethod
    def empty(cls) -> Tally:
        """Return one of no firm."""
        return cls(Counts(), Money(), Money())

    def add(self, verdicts: Verdicts, paid: Paid, sound: Bools) -> None:
        """Add the firms of a chunk."""
        self.counts.add(verdicts, sound)
        self.money.add(paid, verdicts == ELIGIBLE)
        self.if_eligible.add(paid, verdicts == UNDECIDED)

    def to_dict(self) -> dict[str, object]:
        """Return plain data."""
        return {
            **self.counts.to_dict(),
            "money": self.money.to_dict(),
            "if_eligible": self.if_eligible.to_dict(),
        }


def _total(fen: Fen) -> int:
    """Return a sum that no number of firms makes overflow."""
    if fen.dtype == object:
        return int(sum(fen.tolist()))
    whole: npt.NDArray[np.int64] = fen.astype(np.int64, copy=False)
    return (int((whole >> _HALF).sum()) << _HALF) + int((whole & _LOWER).sum())


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)
