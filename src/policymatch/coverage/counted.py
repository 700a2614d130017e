"""Firms, applications and a library → the coverage table: each firm decided once, each pair counted once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policymatch.coverage.applications import Application
from policymatch.coverage.groups import By, Group, group_of
from policymatch.coverage.joined import Joined, Unjoined, Why, join
from policymatch.coverage.model import Case, Coverage, Kind, Row
from policymatch.coverage.words import State
from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching import Match, Verdict
from policymatch.matching.many import decided
from policymatch.matching.phrases import amount_phrase
from policymatch.matching.totals import totals_of
from policymatch.messages import Both, wording
from policymatch.values import Truth

# Of several applications of one firm for one policy the one that came furthest counts.
_FURTHEST = (State.PAID, State.APPLIED, State.REJECTED, State.WITHDRAWN)


def coverage_of(
    firms: Iterable[Enterprise],
    applications: Iterable[Application],
    library: PolicyLibrary,
    as_of: date | None = None,
    by: By = By.POLICY,
    since: date | None = None,
) -> Coverage:
    """Return who of `firms` is entitled on a day (default: today), and who of them has applied.

    Policies whose documents are not in force on the day count for nobody. Only applications of `since` or
    later count (those without a date always do). A firm that stands twice among `firms` counts once.
    """
    day = as_of or date.today()
    listed, repeated = _once(firms)
    counted = [one for one in applications if _is_since(one, since)]
    joined, unjoined = join(counted, listed, library)
    in_force = {one.id for one in library if one.document.status(day).applies}
    unjoined += [
        Unjoined(one.application, Why.NOT_IN_FORCE) for one in joined if one.policy_id not in in_force
    ]
    table = _Table(by, [one for one in joined if one.policy_id in in_force])
    for at, (firm, matches) in enumerate(decided(listed, library, day)):
        table.add(at, firm, [match for match in matches if match.policy_id in in_force])
    table.cases.sort(key=lambda case: list(Kind).index(case.kind))
    rows = sorted(table.rows.values(), key=lambda row: (-row.missed, row.group.key))
    return Coverage(
        by,
        day,
        library.version,
        len(listed),
        tuple(rows),
        table.total,
        tuple(table.cases),
        tuple(sorted(unjoined, key=lambda one: one.application.row)),
        tuple(one for one in joined if one.doubts),
        repeated,
    )


def _once(firms: Iterable[Enterprise]) -> tuple[list[Enterprise], int]:
    """Return firms without those that have the code, or without codes the name, of one before."""
    found: dict[str, Enterprise] = {}
    count = 0
    for firm in firms:
        count += 1
        found.setdefault(firm.credit_code or firm.name, firm)
    return list(found.values()), count - len(found)


def _is_since(one: Application, since: date | None) -> bool:
    if since is None or one.day is None or one.day.high is None:
        return True
    return one.day.high >= since


class _Table:
    """The rows as firms are added, one after the other."""

    def __init__(self, by: By, joined: Iterable[Joined]) -> None:
        self._by = by
        self._states: dict[tuple[int, str], State] = {}
        for one in joined:
            at = one.firm, one.policy_id
            known = self._states.get(at, one.state)
            self._states[at] = min(known, one.state, key=_FURTHEST.index)
        self.rows: dict[str, Row] = {}
        self.total = Row(Group("", wording("coverage-total")))
        self.cases: list[Case] = []

    def add(self, at: int, firm: Enterprise, matches: Iterable[Match]) -> None:
        """Count one firm."""
        missed: dict[str, list[Match]] = {}
        every: list[Match] = []
        for match in matches:
            state = self._states.get((at, match.policy_id))
            if match.verdict is Verdict.INELIGIBLE and state in (None, State.WITHDRAWN):
                continue
            row = self._row(match)
            kind = _kind(match, state)
            for one in (row, self.total):
                _count(one, match, state, kind)
            if kind is not None:
                self.cases.append(_case(kind, firm, match, state))
            if kind is Kind.MISSED:
                missed.setdefault(row.group.key, []).append(match)
                every.append(match)
        # What excludes each other is paid once to one firm, so that sums are made firm by firm.
        for key, some in missed.items():
            self.rows[key].missed_firms += 1
            self.rows[key].add(totals_of(some))
        if every:
            self.total.missed_firms += 1
            self.total.add(totals_of(every))

    def _row(self, match: Match) -> Row:
        group = group_of(self._by, match.policy, match.context)
        return self.rows.setdefault(group.key, Row(group))


def _kind(match: Match, state: State | None) -> Kind | None:
    """Return what a person should look at, or None where all is as it should be."""
    if match.verdict is Verdict.INELIGIBLE:
        return None if state is State.REJECTED else Kind.INELIGIBLE
    if state in (State.APPLIED, State.PAID):
        return None
    if match.verdict is Verdict.UNDECIDED:
        return Kind.MAYBE if state is None else None
    return Kind.REJECTED if state is State.REJECTED else Kind.MISSED


def _count(row: Row, match: Match, state: State | None, kind: Kind | None) -> None:
    row.eligible += match.verdict is Verdict.ELIGIBLE
    row.applied += state in (State.APPLIED, State.PAID, State.REJECTED)
    row.paid += state is State.PAID
    row.missed += kind is Kind.MISSED
    row.maybe += kind is Kind.MAYBE
    row.ineligible += kind is Kind.INELIGIBLE
    row.rejected += kind is Kind.REJECTED


def _case(kind: Kind, firm: Enterprise, match: Match, state: State | None) -> Case:
    why: tuple[Both, ...] = ()
    if kind is Kind.INELIGIBLE:
        why = _failing(match)
    elif kind is Kind.MAYBE:
        why = tuple(one.label for one in match.missing if one.needed_for == "verdict")
    return Case(
        kind,
        firm.name,
        firm.credit_code,
        match.policy_id,
        match.policy.title,
        match.policy.document.issuer,
        match.nature,
        match.worth,
        Both(amount_phrase(match, "zh"), amount_phrase(match, "en")),
        why,
        state,
    )


def _failing(match: Match) -> tuple[Both, ...]:
    """Return the criteria that certainly do not hold, those of one record once."""
    pairs = zip(match.reasons("zh"), match.reasons("en"), strict=True)
    leaves = (
        (zh, en)
        for one, other in pairs
        for (zh, _), (en, _) in zip(one.leaves(), other.leaves(), strict=True)
        if zh.truth is Truth.FALSE
    )
    return tuple(dict.fromkeys(Both(zh.required, en.required) for zh, en in leaves))
