"""Many firms and one roster: the list as it is shown, written as JSON, and read back to compare with.

A list is plain data in one language. Of each firm it keeps the criteria with what the firm had, so that a
later list can say by which of them the firm entered or left; it keeps no profile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching import Match
from policymatch.matching.many import decided
from policymatch.messages import Lang
from policymatch.problems import InputError, Place, Problem
from policymatch.roster import Roster
from policymatch.rosters.leaving import Reason
from policymatch.rosters.standing import Standing, Where
from policymatch.rosters.tiers import tiers_library


@dataclass(frozen=True)
class Seen:
    """One criterion: what is required, by which clause, and what the firm had (with ✓ ✗ or ?)."""

    required: str
    mark: str
    actual: str | None = None
    cite: str | None = None


@dataclass(frozen=True)
class Waiting:
    """A tier that is undecided: by facts, a check or the definition, and the facts it waits for."""

    tier: str
    by: str
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


def list_firms(
    firms: Iterable[Enterprise],
    roster: Roster,
    library: PolicyLibrary,
    as_of: date | None = None,
    lang: Lang = "zh",
) -> Listed:
    """Return where each of many firms stands in a roster, all on one day (default: today)."""
    day = as_of or date.today()
    found = decided(firms, tiers_library(library, roster), day)
    return Listed(
        roster.id,
        roster.title,
        roster.version,
        library.version,
        day,
        lang,
        {tier.key: tier.name for tier in roster.tiers},
        tuple(_member(Standing(firm, roster, day, matches), lang) for firm, matches in found),
    )


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


def _member(one: Standing, lang: Lang) -> Member:
    tiers = {tier.policy.id: tier.key for tier in one.roster.tiers}
    step = None if one.entry is None else one.entry.step
    return Member(
        one.enterprise.name,
        one.enterprise.credit_code,
        one.where,
        None if one.tier is None else one.tier.key,
        tuple(_waiting(tiers[match.policy_id], match, lang) for match in one.undecided),
        None
        if one.entry is None or step is None
        else Near(one.entry.tier.key, step.text(lang), step.when(lang)),
        tuple(Risk(risk.reason, risk.text.in_(lang), risk.by) for risk in one.leaving),
        {tiers[match.policy_id]: tuple(_criteria(match, lang)) for match in one.matches},
    )


def _waiting(tier: str, match: Match, lang: Lang) -> Waiting:
    by = "" if match.undecided_by is None else match.undecided_by.value
    missing = tuple(one.label.in_(lang) for one in match.missing if one.needed_for == "verdict")
    return Waiting(tier, by, missing)


def _criteria(match: Match, lang: Lang) -> Iterable[Seen]:
    for reason in match.reasons(lang):
        for leaf, _ in reason.leaves():
            yield Seen(leaf.required, leaf.mark, leaf.actual, leaf.cite)
