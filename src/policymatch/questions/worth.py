"""The formula by which questions are ranked; its parts are shown with every question (docs/questions.md).

    first       100 where the firm is registered: no local policy can be decided without it
    verdicts    5 for each verdict that some answer decides by itself · 2 for each other one that hangs on it
    money       up to 25, by the order of magnitude of the money that hangs on it, as matches are ranked
    effort      0 the firm's own books · -2 a certificate · -5 a department

It orders; it decides nothing, so binary floating point is good enough for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from policymatch.matching.amount import Amount
from policymatch.matching.score import amount_points
from policymatch.questions.asked import Asked
from policymatch.questions.effort import Effort
from policymatch.vocabulary.model import REGISTERED_IN

_EFFORT = {Effort.BOOKS: 0.0, Effort.CERTIFICATE: -2.0, Effort.DEPARTMENT: -5.0}


@dataclass(frozen=True)
class Worth:
    """The points of one question."""

    first: float
    verdicts: float
    money: float
    effort: float

    @cached_property
    def total(self) -> float:
        """Return the sum of the parts, to one decimal."""
        return round(self.first + self.verdicts + self.money + self.effort, 1)

    def to_dict(self) -> dict[str, object]:
        """Return the total and its parts."""
        parts = {
            "first": self.first,
            "verdicts": self.verdicts,
            "money": self.money,
            "effort": self.effort,
        }
        return {"total": self.total, "parts": parts}


def worth_of(asked: Asked, alone: int, others: int, money: tuple[Amount, ...], effort: Effort) -> Worth:
    """Return the worth of a question by the formula above.

    Args:
        asked: What the question is about.
        alone: How many verdicts some answer decides by itself.
        others: How many other verdicts hang on it.
        money: What hangs on it, one amount for each nature; the points are those of the largest.
        effort: How hard the answer is to get.
    """
    return Worth(
        first=100.0 if asked == Asked(key=REGISTERED_IN) else 0.0,
        verdicts=5.0 * alone + 2.0 * others,
        money=max((amount_points(amount) for amount in money), default=0.0),
        effort=_EFFORT[effort],
    )
