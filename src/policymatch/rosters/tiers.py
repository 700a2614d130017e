"""The rosters of a library, and their tiers as policies that are decided like any other."""

from __future__ import annotations

from types import MappingProxyType

from policymatch.library import PolicyLibrary
from policymatch.library.once import OncePerLibrary
from policymatch.names import nearest
from policymatch.problems import NotFoundError, Problem
from policymatch.roster import Roster


def rosters_of(library: PolicyLibrary) -> tuple[Roster, ...]:
    """Return the rosters of a library, in the order of its files."""
    return tuple(library.rosters.values())


def roster_in(library: PolicyLibrary, roster_id: str) -> Roster:
    """Return one roster. Raises NotFoundError, which names the nearest id."""
    found = library.rosters.get(roster_id)
    if found is None:
        near = nearest(roster_id, library.rosters)
        raise NotFoundError(Problem("unknown-roster", values={"found": roster_id}, nearest=near))
    return found


def tiers_library(library: PolicyLibrary, roster: Roster) -> PolicyLibrary:
    """Return the tiers of a roster as a library of their own, the same one for as long as `library` lives."""
    return _by_roster(library)[roster.id]


def _libraries(library: PolicyLibrary) -> dict[str, PolicyLibrary]:
    return {
        roster.id: PolicyLibrary(
            MappingProxyType({tier.policy.id: tier.policy for tier in roster.tiers}),
            library.vocabulary,
            library.version,
            library.derivations,
        )
        for roster in library.rosters.values()
    }


_by_roster = OncePerLibrary(_libraries)
