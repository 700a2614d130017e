"""The ranking formula. Its parts are shown with every match, and docs/ranking.md explains them.

    verdict    60 eligible · 40 all else holds, a person must judge or the document leaves it open ·
               25 facts are missing · 10 near miss · 0 otherwise
    amount     up to 25, by the order of magnitude of the money: 25 × log10(1 + yuan / 10,000) / 4
    deadline   10 open with 30 days or less left · 7 open · 4 opens within 90 days · 0 otherwise
    relevance  up to 10, by the words that the policy shares with what the firm does and says it needs
    trust      -10 when anything must be verified first

The money counted is the low end of what is paid (what is certain), or a quarter of the high end when the
low end is zero ("up to" and undecided), never what nothing bounds. The score orders; it decides nothing,
so binary floating point is good enough for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from math import log10

from policymatch.matching.amount import Amount
from policymatch.matching.verdict import UndecidedBy, Verdict

_RELEVANCE = 10.0
_FULL_AMOUNT_AT = 4  # 10,000 × 10⁴ = 100,000,000 yuan earn all of the amount's points


@dataclass(frozen=True)
class Score:
    """The points of one match."""

    verdict: float
    amount: float
    deadline: float
    relevance: float
    trust: float

    @cached_property
    def total(self) -> float:
        """Return the sum of the parts, to one decimal."""
        return round(self.verdict + self.amount + self.deadline + self.relevance + self.trust, 1)

    def to_dict(self) -> dict[str, object]:
        """Return the total and its parts."""
        parts = {
            "verdict": self.verdict,
            "amount": self.amount,
            "deadline": self.deadline,
            "relevance": self.relevance,
            "trust": self.trust,
        }
        return {"total": self.total, "parts": parts}


def score_of(
    verdict: Verdict,
    undecided_by: UndecidedBy | None,
    near: bool,
    amount: Amount | None,
    window: tuple[date, date] | None,
    as_of: date,
    verify: bool,
    relevance: float = 0.0,
) -> Score:
    """Return the score of a match by the formula above."""
    return Score(
        verdict=_verdict_points(verdict, undecided_by, near),
        amount=0.0 if verdict is Verdict.INELIGIBLE else amount_points(amount),
        deadline=0.0 if verdict is Verdict.INELIGIBLE else _deadline_points(window, as_of),
        relevance=0.0 if verdict is Verdict.INELIGIBLE else round(_RELEVANCE * relevance, 1),
        trust=-10.0 if verify else 0.0,
    )


@cache
def score_of_ineligible(near: bool, verify: bool) -> Score:
    """Return the score of a match that is ineligible, on which nothing else of it bears."""
    return score_of(Verdict.INELIGIBLE, None, near, None, None, date.min, verify)


def _verdict_points(verdict: Verdict, undecided_by: UndecidedBy | None, near: bool) -> float:
    if verdict is Verdict.ELIGIBLE:
        return 60.0
    if verdict is Verdict.UNDECIDED:
        return 25.0 if undecided_by is UndecidedBy.FACTS else 40.0
    return 10.0 if near else 0.0


def amount_points(amount: Amount | None) -> float:
    """Return the points of an amount of money, by its order of magnitude."""
    if amount is None:
        return 0.0
    counted = amount.listed or amount
    yuan = float(counted.low)
    if yuan == 0 and counted.high is not None:
        yuan = float(counted.high) / 4
    return round(min(25.0, 25 * log10(1 + yuan / 10_000) / _FULL_AMOUNT_AT), 1)


def _deadline_points(window: tuple[date, date] | None, as_of: date) -> float:
    if window is None:
        return 0.0
    opens, closes = window
    if opens <= as_of:
        return 10.0 if (closes - as_of).days <= 30 else 7.0
    return 4.0 if (opens - as_of).days <= 90 else 0.0
