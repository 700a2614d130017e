"""What comes of a comparison: the nearest firms, and the policies that they get and the firm does not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from math import fsum

from policymatch.enterprise import Enterprise
from policymatch.language import Context
from policymatch.matching import Amount, Match, Recommendation, UndecidedBy, Verdict
from policymatch.messages import Lang
from policymatch.nearest import Step, nearest_steps
from policymatch.peers.distance import Likeness
from policymatch.peers.features import FEATURES, Feature
from policymatch.peers.told import feature_text, part_text

# Where names are hidden, what fewer firms than this have in common is not shown.
HIDING = 3

_SHOWN_ALIKE = 3


class Way(StrEnum):
    """What stands between the firm and a policy that its peers qualify for."""

    TELL = "tell"
    STEP = "step"
    JUDGE = "judge"
    CLOSED = "closed"


@dataclass(frozen=True)
class Peer:
    """A firm like the one asked about, how like it is, and what it qualifies for on the same day."""

    likeness: Likeness
    recommendation: Recommendation = field(repr=False)
    context: Context = field(repr=False, compare=False)

    @property
    def enterprise(self) -> Enterprise:
        """Return the firm."""
        return self.recommendation.enterprise

    def alike(self, mine: Context, lang: Lang) -> tuple[str, ...]:
        """Return what most makes it like the firm of `mine`, in words."""
        return tuple(part_text(part, mine, self.context, lang) for part in self.likeness.alike)

    def different(self, mine: Context, lang: Lang) -> tuple[str, ...]:
        """Return in what it differs most from the firm of `mine`, in words."""
        return tuple(part_text(part, mine, self.context, lang) for part in self.likeness.different)

    def to_dict(self, mine: Context, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "name": self.enterprise.name,
            "credit_code": self.enterprise.credit_code,
            "likeness": round(self.likeness.score, 1),
            "features": len(self.likeness.parts),
            "confidence": round(self.likeness.confidence, 3),
            "alike": list(self.alike(mine, lang)),
            "different": list(self.different(mine, lang)),
        }


@dataclass(frozen=True)
class PeerPolicy:
    """A policy for which some of the nearest firms qualify, and the firm itself (`match`) does not yet."""

    match: Match
    peers: tuple[Peer, ...] = field(repr=False)
    nearest: tuple[Peer, ...] = field(repr=False)

    @property
    def share(self) -> float:
        """Return the share of the nearest that qualify (0 to 1), each counted by its discounted likeness."""
        of_all = fsum(peer.likeness.discounted for peer in self.nearest)
        return fsum(peer.likeness.discounted for peer in self.peers) / of_all

    @cached_property
    def _amounts(self) -> tuple[Amount, ...]:
        found = (peer.recommendation.match(self.match.policy.id).amount for peer in self.peers)
        return tuple(amount for amount in found if amount is not None)

    def amount(self, anonymous: bool = False) -> Amount | None:
        """Return the range of what peers get; None where no money is stated.

        Also None where names are hidden and fewer than three peers get money.
        """
        if len(self._amounts) < (HIDING if anonymous else 1):
            return None
        listed = [amount.listed or amount for amount in self._amounts]
        of_listed = None if listed == list(self._amounts) else _range(listed)
        return replace(_range(self._amounts), listed=of_listed)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return the near steps that would open the policy, the smallest first."""
        return tuple(step for one in nearest_steps([self.match]) for step in one.steps)

    @property
    def way(self) -> Way:
        """Return what stands between the firm and the policy."""
        if self.match.verdict is Verdict.UNDECIDED:
            return Way.TELL if self.match.undecided_by is UndecidedBy.FACTS else Way.JUDGE
        return Way.STEP if self.steps else Way.CLOSED

    def to_dict(self, lang: Lang, anonymous: bool = False) -> dict[str, object]:
        """Return plain data with texts in `lang`; with `anonymous` without the names of peers."""
        match, amount = self.match, self.amount(anonymous)
        made: dict[str, object] = {
            "policy_id": match.policy.id,
            "title": match.policy.title,
            "peers": len(self.peers),
            "of": len(self.nearest),
            "share": round(self.share, 3),
            "amount": None if amount is None else amount.to_dict(),
            "nature": match.nature.value,
            "way": self.way.value,
            "verdict": match.verdict.value,
            "undecided_by": None if match.undecided_by is None else match.undecided_by.value,
            "missing": [one.to_dict(lang) for one in match.missing if one.needed_for == "verdict"],
            "unmet": [one for one in match.criteria(lang) if one["mark"] == ("✗" if self._fails else "?")],
            "gaps": [gap.to_dict(lang) for gap in match.gaps],
            "steps": [step.to_dict(lang) for step in self.steps],
        }
        if not anonymous:
            made["names"] = [peer.enterprise.name for peer in self.peers]
        return made

    @property
    def _fails(self) -> bool:
        return self.match.verdict is Verdict.INELIGIBLE


def _range(amounts: Sequence[Amount]) -> Amount:
    highs = [amount.high for amount in amounts if amount.high is not None]
    high = max(highs) if len(highs) == len(amounts) else None
    return Amount(min(amount.low for amount in amounts), high)


@dataclass(frozen=True)
class Peers:
    """The firms most like one firm, nearest first, and what they qualify for that it does not yet.

    `seen` counts the firms that could be compared at all. `policies` are those of most of the nearest first.
    """

    recommendation: Recommendation
    context: Context = field(repr=False, compare=False)
    nearest: tuple[Peer, ...]
    seen: int
    policies: tuple[PeerPolicy, ...]

    def shown(self, anonymous: bool = False) -> tuple[PeerPolicy, ...]:
        """Return the policies to show: with names hidden, those for which three peers or more qualify."""
        least = HIDING if anonymous else 1
        return tuple(one for one in self.policies if len(one.peers) >= least)

    @property
    def range(self) -> tuple[float, float] | None:
        """Return the least and the greatest likeness; None for fewer than three peers."""
        scores = [peer.likeness.score for peer in self.nearest]
        return (min(scores), max(scores)) if len(scores) >= HIDING else None

    @property
    def often_alike(self) -> tuple[tuple[Feature, int], ...]:
        """Return the features in which most peers are alike, with how many; at least three of them are."""
        counts = Counter(
            part.feature for peer in self.nearest for part in peer.likeness.parts if part.is_alike
        )
        weighed = sorted(FEATURES, key=lambda one: -one.weight * counts[one])
        return tuple((one, counts[one]) for one in weighed if counts[one] >= HIDING)[:_SHOWN_ALIKE]

    def to_dict(self, lang: Lang = "zh", anonymous: bool = False) -> dict[str, object]:
        """Return plain data with texts in `lang`.

        With `anonymous` no firm but the one asked about is named or told of by itself: only counts and ranges
        over three firms or more.
        """
        own = self.recommendation
        made: dict[str, object] = {
            "enterprise": {"name": own.enterprise.name, "credit_code": own.enterprise.credit_code},
            "as_of": own.as_of.isoformat(),
            "decision_id": own.decision_id,
            "rules_version": own.rules_version,
            "seen": self.seen,
            "nearest": len(self.nearest),
        }
        if anonymous:
            made["likeness"] = None if self.range is None else [round(end, 1) for end in self.range]
            made["often_alike"] = [
                {"feature": feature_text(feature, self.context.vocabulary, lang), "peers": count}
                for feature, count in self.often_alike
            ]
            made["withheld"] = len(self.policies) - len(self.shown(anonymous))
        else:
            made["peers"] = [peer.to_dict(self.context, lang) for peer in self.nearest]
        made["policies"] = [one.to_dict(lang, anonymous) for one in self.shown(anonymous)]
        return made

    def to_json(self, lang: Lang = "zh", anonymous: bool = False) -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(lang, anonymous), ensure_ascii=False, indent=2)
