"""One firm and one roster: the tier held, what is undecided, and the nearest step into a higher tier."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching import Match, Verdict
from policymatch.matching.firm import context_of
from policymatch.matching.prepared import prepared
from policymatch.messages import Lang
from policymatch.nearest import Step, nearest_steps
from policymatch.roster import Roster, Tier
from policymatch.rosters.leaving import Leaving, leavings_of
from policymatch.rosters.tiers import tiers_library


class Where(StrEnum):
    """Where a firm stands: in some tier, in none for certain, or nobody can tell yet."""

    IN = "in"
    UNDECIDED = "undecided"
    OUT = "out"


@dataclass(frozen=True)
class Entry:
    """A tier that is one small step away."""

    tier: Tier
    step: Step

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {"tier": self.tier.key, "name": self.tier.name, "step": self.step.to_dict(lang)}


@dataclass(frozen=True)
class Standing:
    """Where one firm stands in one roster on one day. `matches` are its tiers, the highest first.

    `within_reach` are the ids of the tiers that a near step may open, where that is known beforehand.
    """

    enterprise: Enterprise
    roster: Roster
    as_of: date
    matches: tuple[Match, ...] = field(repr=False)
    within_reach: frozenset[str] | None = field(default=None, repr=False)

    @cached_property
    def held(self) -> int | None:
        """Return the place of the highest tier that the firm certainly belongs to, or None."""
        places = (at for at, match in enumerate(self.matches) if match.verdict is Verdict.ELIGIBLE)
        return next(places, None)

    @property
    def tier(self) -> Tier | None:
        """Return the tier that the firm is in, or None."""
        return None if self.held is None else self.roster.tiers[self.held]

    @property
    def where(self) -> Where:
        """Return whether the firm is in; what is undecided above the tier held leaves it in."""
        if self.held is not None:
            return Where.IN
        return Where.UNDECIDED if self.undecided else Where.OUT

    @property
    def undecided(self) -> tuple[Match, ...]:
        """Return the undecided tiers above the one that is held: the firm may belong to them."""
        return tuple(match for match in self._above if match.verdict is Verdict.UNDECIDED)

    @property
    def _above(self) -> tuple[Match, ...]:
        return self.matches[: self.held]

    @cached_property
    def entry(self) -> Entry | None:
        """Return the higher tier that is the smallest near step away; of two alike the lower one."""
        # The lowest tier first: the order of what is equally near stays.
        above = [
            one for one in self._above if self.within_reach is None or one.policy_id in self.within_reach
        ]
        near = [one for match in reversed(above) for one in nearest_steps((match,))]
        if not near:
            return None
        found = min(near, key=lambda one: one.steps[0].size)
        tier = next(one for one in self.roster.tiers if one.policy.id == found.match.policy_id)
        return Entry(tier, found.steps[0])

    @cached_property
    def leaving(self) -> tuple[Leaving, ...]:
        """Return what may soon cost the firm the tier that it is in."""
        return () if self.held is None else leavings_of(self.matches[self.held])

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "roster": self.roster.id,
            "title": self.roster.title,
            "roster_version": self.roster.version,
            "enterprise": {"name": self.enterprise.name, "credit_code": self.enterprise.credit_code},
            "as_of": self.as_of.isoformat(),
            "where": self.where.value,
            "tier": None if self.tier is None else self.tier.key,
            "tiers": [
                {
                    "tier": tier.key,
                    "name": tier.name,
                    "verdict": match.verdict.value,
                    "undecided_by": None if match.undecided_by is None else match.undecided_by.value,
                    "criteria": list(match.criteria(lang)),
                    "missing": [one.to_dict(lang) for one in match.missing],
                }
                for tier, match in zip(self.roster.tiers, self.matches, strict=True)
            ],
            "entry": None if self.entry is None else self.entry.to_dict(lang),
            "leaving": [one.to_dict(lang) for one in self.leaving],
        }


def standing(
    enterprise: Enterprise, roster: Roster, library: PolicyLibrary, as_of: date | None = None
) -> Standing:
    """Return where a firm stands in a roster of `library`.

    `as_of` defaults to the profile's own day (基准日), else today.
    """
    day = as_of or enterprise.as_of or date.today()
    return standing_on(enterprise, roster, tiers_library(library, roster), day)


def standing_on(
    enterprise: Enterprise,
    roster: Roster,
    tiers: PolicyLibrary,
    day: date,
    within_reach: frozenset[str] | None = None,
) -> Standing:
    """Return where a firm stands in a roster, whose tiers are the library `tiers`, on a day."""
    matches = prepared(tiers).matches(context_of(enterprise, day, tiers))
    return Standing(enterprise, roster, day, tuple(match for match, _ in matches), within_reach)
