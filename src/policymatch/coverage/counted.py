"""Firms, applications and a library → the coverage table: each firm decided once, each pair counted once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from policymatch.batch.asks import asks_of
from policymatch.batch.compiled import Compiled
from policymatch.batch.pieces import Job, Progress, not_told, pieces_done, tables_of
from policymatch.coverage.applications import Application
from policymatch.coverage.groups import FACTS, By
from policymatch.coverage.joined import Joined, Unjoined, Why, join
from policymatch.coverage.model import Case, Coverage, Kind
from policymatch.coverage.named import Counting, named
from policymatch.coverage.piece import Told, counting_work
from policymatch.coverage.table import Table
from policymatch.coverage.words import State
from policymatch.enterprise import Enterprise
from policymatch.language import tree
from policymatch.library import PolicyLibrary
from policymatch.problems import Problem, ProfileError

H = TypeVar("H", bound=Hashable)

# Of several applications of one firm for one policy the one that came furthest counts.
_FURTHEST = (State.PAID, State.APPLIED, State.REJECTED, State.WITHDRAWN)


def coverage_of(
    firms: Iterable[Path | Enterprise],
    applications: Iterable[Application],
    library: PolicyLibrary,
    as_of: date | None = None,
    by: By = By.POLICY,
    since: date | None = None,
    *,
    shown: int | None = None,
    why: bool = True,
    processes: int = 1,
    problems: list[Problem] | None = None,
    progress: Progress = not_told,
) -> Coverage:
    """Return who of `firms` is entitled on a day (default: today), and who of them has applied.

    Policies whose documents are not in force on the day count for nobody. Only applications of `since` or
    later count (those without a date always do). A firm that stands twice among `firms` counts once.

    Args:
        firms: Firm tables, JSON lines, folders and profiles; or profiles in memory.
        applications: The rows of a register, as `read_applications` returns them.
        library: The policies.
        as_of: The day of the question.
        by: What the rows of the table are.
        since: The first day of applications that count.
        shown: How many cases that may be entitled are told (None: all). All of them are counted, but to tell
            one takes far longer.
        why: Whether these cases say what they wait for and what would be paid.
        processes: How many processes work at it.
        problems: Gets what is wrong with firms, which are then left out.
        progress: Is told of how many more firms are done, and of how many there are.

    Raises ProfileError, with everything that is wrong, when firms cannot be read and `problems` is not given.
    """
    day = as_of or date.today()
    found: list[Problem] = []
    key = FACTS.get(by)
    compiled = Compiled(library)
    asks = compiled.everything_asked
    asks |= asks_of([None if key is None else tree.Fact(None, key)], library.derivations)
    job = Job(library, asks, compiled.verified, day, counting_work, (), processes)
    in_force = {one.id for one in library if one.document.status(day).applies}
    table, shared = Table(by), _Shared()
    with tables_of(firms, library.vocabulary, found) as tables:
        names, counted = named(tables, job)
        counting = [one for one in applications if _is_since(one, since)]
        joined, unjoined = join(counting, names, library)
        unjoined += [
            Unjoined(one.application, Why.NOT_IN_FORCE) for one in joined if one.policy_id not in in_force
        ]
        states = _states(one for one in joined if one.policy_id in in_force)
        first = 0
        for one in counted:
            told = Told(by, _of_rows(states, one, first), one, shown, why)
            first += len(one.rows)
            for piece in pieces_done(one.path, replace(job, given=(told,)), tables, progress):
                piece.table.cases = [shared.case(case) for case in piece.table.cases]
                table.join(piece.table)
                found += piece.problems
    if problems is None and found:
        raise ProfileError(found)
    if problems is not None:
        problems += found
    order = list(Kind)
    cases = sorted(table.cases, key=lambda case: order.index(case.kind))
    maybe = [case for case in cases if case.kind is Kind.MAYBE]
    rows = sorted(table.rows.values(), key=lambda row: (-row.missed, row.group.key))
    return Coverage(
        by,
        day,
        library.version,
        len(names),
        tuple(rows),
        table.total,
        # They are the last in the order of kinds.
        tuple(cases[: len(cases) - len(maybe)] + maybe[:shown]),
        tuple(sorted(unjoined, key=lambda one: one.application.row)),
        tuple(one for one in joined if one.doubts),
        sum(len(one.again) for one in counted),
    )


def _is_since(one: Application, since: date | None) -> bool:
    if since is None or one.day is None or one.day.high is None:
        return True
    return one.day.high >= since


def _states(joined: Iterable[Joined]) -> dict[int, dict[str, State]]:
    """Return what became of applications, by the number of the firm and the id of the policy."""
    found: dict[int, dict[str, State]] = {}
    for one in joined:
        mine = found.setdefault(one.firm, {})
        known = mine.get(one.policy_id, one.state)
        mine[one.policy_id] = min(known, one.state, key=_FURTHEST.index)
    return found


def _of_rows(
    states: dict[int, dict[str, State]], counted: Counting, first: int
) -> dict[int, dict[str, State]]:
    """Return the states of firms by their rows in a table, whose first firm has the number `first`."""
    end = first + len(counted.rows)
    return {counted.rows[firm - first]: mine for firm, mine in states.items() if first <= firm < end}


class _Shared:
    """Texts and amounts of cases, each kept once: thousands of firms are told the same."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Hashable] = {}

    def case(self, one: Case) -> Case:
        """Return the same case, of shared parts."""
        return replace(
            one,
            policy_id=self._of(one.policy_id),
            title=self._of(one.title),
            issuer=self._of(one.issuer),
            amount=self._of(one.amount),
            worth=self._of(one.worth),
            why=self._of(one.why),
        )

    def _of(self, part: H) -> H:
        return self._known.setdefault(part, part)  # type: ignore[return-value]
