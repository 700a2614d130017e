"""The firms present, each decided once; and of each policy, whom it is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching import Match, UndecidedBy, Verdict, recommend
from policymatch.nearest import nearest_steps


@dataclass
class Standing:
    """One policy in the room: the matches of those it is, or may be, for, each with the firm's place."""

    qualify: list[tuple[int, Match]] = field(default_factory=list)
    check: list[tuple[int, Match]] = field(default_factory=list)
    open: list[tuple[int, Match]] = field(default_factory=list)
    near: list[tuple[int, Match]] = field(default_factory=list)

    @property
    def every(self) -> list[tuple[int, Match]]:
        """Return all of them, those who qualify first."""
        return [*self.qualify, *self.check, *self.open, *self.near]

    @property
    def weight(self) -> float:
        """Return how much the policy matters to the room: the sum of its scores with those present.

        The score is the one that ranks policies for a single firm (docs/ranking.md).
        """
        return sum(match.score.total for _, match in self.every)

    def add(self, firm: int, match: Match) -> None:
        """Note a match of a firm that is not ineligible."""
        if match.verdict is Verdict.ELIGIBLE:
            self.qualify.append((firm, match))
        elif match.undecided_by is UndecidedBy.FACTS:
            self.open.append((firm, match))
        else:
            self.check.append((firm, match))


def standings_of(
    firms: Iterable[Enterprise], library: PolicyLibrary, as_of: date, only: frozenset[str] | None
) -> dict[str, Standing]:
    """Return how each policy in force stands in the room, by id; with `only`, those alone."""
    found: dict[str, Standing] = {}
    for place, firm in enumerate(firms):
        matches = recommend(firm, library, as_of).matches
        wanted = [match for match in matches if only is None or match.policy_id in only]
        for match in wanted:
            standing = found.setdefault(match.policy_id, Standing())
            if match.verdict is not Verdict.INELIGIBLE:
                standing.add(place, match)
        for one in nearest_steps(wanted):
            found[one.match.policy_id].near.append((place, one.match))
    return found
