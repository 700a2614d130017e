"""Firms → the list of a roster: verdicts from columns, and single firms asked only for what they are told.

Columns say who is in which tier, and of whom nobody can tell. A firm by itself is read and decided where it
is in a tier (what may cost it that), one near step from one (wider.py), or undecided (what is missing).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from pathlib import Path

from policymatch.batch.compiled import Compiled
from policymatch.batch.pieces import Job, Progress, not_told, pieces_done, tables_of
from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.messages import Lang
from policymatch.problems import Problem, ProfileError
from policymatch.roster import Roster
from policymatch.rosters.listed import Listed
from policymatch.rosters.piece import Told, tiers_work
from policymatch.rosters.tiers import tiers_library


def list_firms(
    firms: Iterable[Path | Enterprise],
    roster: Roster,
    library: PolicyLibrary,
    as_of: date | None = None,
    lang: Lang = "zh",
    *,
    why: bool = True,
    criteria: bool = True,
    before: Listed | None = None,
    processes: int = 1,
    problems: list[Problem] | None = None,
    progress: Progress = not_told,
) -> Listed:
    """Return where each of many firms stands in a roster of `library`, all on one day (default: today).

    Args:
        firms: Firm tables, JSON lines, folders and profiles; or profiles in memory.
        roster: One of the rosters of `library`.
        library: The rules.
        as_of: The day of the question.
        lang: The language of texts.
        why: Whether what is undecided says what it waits for: without, columns tell it much sooner.
        criteria: Whether every firm's criteria are kept, for a later list to compare with.
        before: An earlier list; firms that have moved since keep their criteria.
        processes: How many processes work at it.
        problems: Gets what is wrong with firms, which are then left out of the list.
        progress: Is told of how many more firms are done, and of how many there are.

    Raises ProfileError, with everything that is wrong, when firms cannot be read and `problems` is not given.
    """
    day = as_of or date.today()
    found: list[Problem] = []
    tiers = tiers_library(library, roster)
    told = Told(roster.id, lang, why, criteria, None if before is None else _tiers_before(before))
    asks = Compiled(tiers).everything_asked
    job = Job(library, asks, False, day, tiers_work, (told,), processes)
    with tables_of(firms, library.vocabulary, found) as tables:
        done = chain.from_iterable(pieces_done(path, job, tables, progress) for path in tables.paths)
        members = []
        for piece in done:
            members += piece.members
            found += piece.problems
    if problems is None and found:
        raise ProfileError(found)
    if problems is not None:
        problems += found
    return Listed(
        roster.id,
        roster.title,
        roster.version,
        library.version,
        day,
        lang,
        {tier.key: tier.name for tier in roster.tiers},
        tuple(members),
    )


def _tiers_before(before: Listed) -> Mapping[str, str | None]:
    """Return the tier that a firm of an earlier list was in, by its code and by its name.

    Where two firms share a name nobody knows which is meant, so that it is the tier of neither.
    """
    found: dict[str, str | None] = {}
    for one in before.firms:
        found[one.name] = "" if one.name in found else one.tier
    return found | {one.credit_code: one.tier for one in before.firms if one.credit_code is not None}
