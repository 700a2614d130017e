"""Roster (资源库): named tiers of firms, each with the condition that puts a firm into it."""

from __future__ import annotations

from dataclasses import dataclass, field

from policymatch.policy import Policy
from policymatch.problems import Place


@dataclass(frozen=True)
class Tier:
    """One tier of a roster.

    `policy` is its condition as a policy that pays nothing, so that all that is told of policies (reasons,
    missing facts, nearest steps, cliffs, worked examples) is told of tiers. Its id is that of the roster and
    the tier's own behind it, its title the name of the tier.
    """

    key: str
    policy: Policy
    note: str | None = None

    @property
    def name(self) -> str:
        """Return what people call the tier."""
        return self.policy.title


@dataclass(frozen=True)
class Roster:
    """A named list of firms, its tiers from the highest down, and what it is taken from.

    `version` changes with the file that declares the roster; the library's own version does not, since no
    policy depends on a roster.
    """

    id: str
    title: str
    issuer: str
    source: str
    tiers: tuple[Tier, ...]
    version: str
    url: str | None = None
    note: str | None = None
    place: Place = field(default_factory=Place)
