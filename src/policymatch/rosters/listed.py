"""The list of a roster: as it is shown, written as JSON, and read back to compare with.

A list is plain data in one language. Of each firm it keeps the criteria with what the firm had, so that a
later list can say by which of them the firm entered or left; it keeps no profile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from policymatch.messages import Lang
from policymatch.problems import InputError, Place, Problem
from policymatch.roster import Roster
from policymatch.rosters.leaving import Reason
from policymatch.rosters.standing import Where


@dataclass(frozen=True)
class Seen:
    """One criterion: what is required, by which clause, and what the firm had (with ✓ ✗ or ?)."""

    required: str
    mark: str
    actual: str | None = None
    cite: str | None = None


@dataclass(frozen=True)
class Waiting:
    """A tier that is undecided: by facts, a check or the definition, and the facts it waits for.

    Where nobody asked why, `by` is empty.
    """

    tier: str
    by: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Near:
    """A tier that a small step would open, and by when, in words."""

    tier: str
    text: str
    when: str | None = None


@dataclass(frozen=True)
class Risk:
    """What may soon cost the tier; `by` is the last day of a certificate."""

    reason: Reason
    text: str
    by: date | None = None


@dataclass(frozen=True)
class Member:
    """One firm of a list, in some tier (its key) or in none; `criteria` by tier."""

    name: str
    credit_code: str | None
    where: Where
    tier: str | None
    undecided: tuple[Waiting, ...] = ()
    entry: Near | None = None
    leaving: tuple[Risk, ...] = ()
    criteria: Mapping[str, tuple[Seen, ...]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Listed:
    """Who is in a roster on a day. `tiers` are their names by key, the highest first."""

    roster: str
    title: str
    roster_version: str
    rules_version: str
    as_of: date
    lang: Lang
    tiers: Mapping[str, str]
    firms: tuple[Member, ...]

    def members(self, tier: str) -> tuple[Member, ...]:
        """Return the firms of one tier."""
        return tuple(one for one in self.firms if one.tier == tier)

    @property
    def undecided(self) -> tuple[Member, ...]:
        """Return the firms of which nobody can tell yet whether they are in."""
        return tuple(one for one in self.firms if one.where is Where.UNDECIDED)

    @property
    def entering(self) -> tuple[Member, ...]:
        """Return the firms that one small step would bring in, or up."""
        return tuple(one for one in self.firms if one.entry is not None)

    @property
    def leaving(self) -> tuple[Member, ...]:
        """Return the firms that may soon lose their tier."""
        return tuple(one for one in self.firms if one.leaving)

    def counts(self) -> dict[str, object]:
        """Return how many firms there are of each sort."""
        return {
            "firms": len(self.firms),
            "in": {tier: len(self.members(tier)) for tier in self.tiers},
            "undecided": len(self.undecided),
            "out": sum(one.where is Where.OUT for one in self.firms),
            "entering": len(self.entering),
            "leaving": len(self.leaving),
        }

    def to_dict(self) -> dict[str, object]:
        """Return plain data, which `read_list` reads back."""
        made: dict[str, object] = _adapter().dump_python(self, mode="json")
        return {**made, "counts": self.counts()}


@cache
def _adapter() -> TypeAdapter[Listed]:
    return TypeAdapter(Listed)


def read_list(path: Path, roster: Roster) -> Listed:
    """Return a list written earlier of the same roster. Raises InputError when the file is none."""
    place = Place(str(path))
    try:
        found = _adapter().validate_python(json.loads(path.read_text("utf-8")))
    except OSError as error:
        problem = Problem("file-unreadable", place, {"why": error.strerror or str(error)})
        raise InputError([problem]) from None
    except (ValueError, RecursionError, ValidationError):
        found = None
    if found is None or found.roster != roster.id:
        raise InputError([Problem("roster-before", place, {"found": roster.id})])
    return found
