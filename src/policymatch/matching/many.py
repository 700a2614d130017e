"""Many firms × a library: the one place from which rosters and coverage tables take their verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching.firm import context_of
from policymatch.matching.match import Match
from policymatch.matching.prepared import prepared

Decided = tuple[Enterprise, tuple[Match, ...]]


def decided(firms: Iterable[Enterprise], library: PolicyLibrary, as_of: date) -> Iterator[Decided]:
    """Yield each firm with its match of every policy on one day, in the order of the library.

    Policies whose documents are not in force on the day are among them.
    """
    ready = prepared(library)
    for firm in firms:
        yield firm, tuple(match for match, _ in ready.matches(context_of(firm, as_of, library)))
