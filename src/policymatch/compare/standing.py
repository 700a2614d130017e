"""Where a policy stands for a firm in one state, and how it has moved in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from policymatch.compare.causes import Cause, causes_of
from policymatch.matching import Amount, Match, Recommendation, Verdict
from policymatch.matching.phrases import amount_phrase, verdict_phrase
from policymatch.messages import Lang, say
from policymatch.policy import Policy, Status


class MoveKind(StrEnum):
    """How a policy moves between two states of a firm, or of the rules. The order is that of output."""

    GAINED = "gained"  # eligible now
    LOST = "lost"  # was eligible; is not now
    UNSETTLED = "unsettled"  # was eligible; is undecided now
    OPENED = "opened"  # undecided now; was not eligible
    CLOSED = "closed"  # was undecided; is not eligible now
    AMOUNT = "amount"  # the same verdict, another amount
    AWAITS = "awaits"  # undecided still, for another reason


# The lowest first; and how a policy has moved, by the ranks of its verdict before and after.
RANKS = {Verdict.INELIGIBLE: 0, Verdict.UNDECIDED: 1, Verdict.ELIGIBLE: 2}
MOVES = {
    (0, 2): MoveKind.GAINED,
    (1, 2): MoveKind.GAINED,
    (2, 0): MoveKind.LOST,
    (2, 1): MoveKind.UNSETTLED,
    (0, 1): MoveKind.OPENED,
    (1, 0): MoveKind.CLOSED,
}


@dataclass(frozen=True)
class Standing:
    """Where one policy stands for one firm in one state.

    `match` is None where the policy is not in force (`status` says why), or the rules do not have it at all
    (both None).
    """

    match: Match | None = field(default=None, repr=False)
    status: Status | None = None

    @property
    def rank(self) -> int:
        """Return 2 for eligible, 1 for undecided, 0 for anything else."""
        return 0 if self.match is None else RANKS[self.match.verdict]

    @property
    def amount(self) -> Amount | None:
        """Return what is paid, or would be were an undecided verdict to turn out eligible."""
        return None if self.match is None else self.match.amount or self.match.amount_if_eligible

    def text(self, lang: Lang) -> str:
        """Return the standing in words, with its amount unless the firm cannot have it."""
        if self.match is None:
            status = None if self.status is None else self.status.value.replace("_", "-")
            return say("not-in-rules" if status is None else f"status-{status}", lang)
        told = verdict_phrase(self.match, lang)
        if not self.rank:
            return told
        return say("standing-amount", lang, verdict=told, amount=amount_phrase(self.match, lang))

    def to_dict(self) -> dict[str, object]:
        """Return plain data; `status` is given for a policy that is not in force."""
        match, amount = self.match, self.amount
        by = None if match is None else match.undecided_by
        return {
            "verdict": None if match is None else match.verdict.value,
            "undecided_by": None if by is None else by.value,
            "status": None if self.status is None else self.status.value,
            "amount": None if match is None or match.amount is None else match.amount.to_dict(),
            "amount_if_eligible": amount.to_dict() if self.rank == 1 and amount is not None else None,
            "to_verify": match is not None and match.to_verify,
        }


@dataclass(frozen=True)
class Move:
    """One policy that stands otherwise for a firm than it did."""

    policy: Policy
    kind: MoveKind
    before: Standing
    after: Standing

    def causes(self, lang: Lang = "zh") -> tuple[Cause, ...]:
        """Return the criteria, each with its clause, that decide the move; none where an amount has moved.

        For the better they are those that stood in the way and do so no longer; for the worse those that
        stand in the way now.
        """
        return causes_of(self.before.match, self.after.match, self.after.rank - self.before.rank, lang)

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "policy_id": self.policy.id,
            "title": self.policy.title,
            "kind": self.kind.value,
            "nature": self.policy.benefit.nature.value,
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "causes": [cause.to_dict() for cause in self.causes(lang)],
        }


def moves_between(before: Recommendation, after: Recommendation) -> tuple[Move, ...]:
    """Return the policies that stand otherwise, by kind of move, each kind in the later order."""
    found = list(_moves(_standings(before), _standings(after)))
    order = list(MoveKind)
    return tuple(sorted(found, key=lambda move: order.index(move.kind)))


def _standings(recommendation: Recommendation) -> dict[str, tuple[Policy, Standing]]:
    found = {match.policy.id: (match.policy, Standing(match)) for match in recommendation.matches}
    for one in recommendation.not_in_force:
        found[one.policy.id] = (one.policy, Standing(status=one.status))
    return found


def _moves(
    before: dict[str, tuple[Policy, Standing]], after: dict[str, tuple[Policy, Standing]]
) -> Iterator[Move]:
    for key in (*after, *(key for key in before if key not in after)):
        policy = (after.get(key) or before[key])[0]
        old = before[key][1] if key in before else Standing()
        new = after[key][1] if key in after else Standing()
        kind = _kind(old, new)
        if kind is not None:
            yield Move(policy, kind, old, new)


def _kind(old: Standing, new: Standing) -> MoveKind | None:
    if old.rank != new.rank:
        return MOVES[old.rank, new.rank]
    if not new.rank:
        return None
    if old.amount != new.amount:
        return MoveKind.AMOUNT
    assert old.match is not None
    assert new.match is not None
    return None if old.match.undecided_by is new.match.undecided_by else MoveKind.AWAITS
