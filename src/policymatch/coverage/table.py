"""The rows of a coverage table as firms are added, one after the other, and tables of some firms joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policymatch.coverage.groups import By, Group, group_of
from policymatch.coverage.model import Case, Kind, Row
from policymatch.coverage.words import State
from policymatch.enterprise import Enterprise
from policymatch.matching import Match, Verdict
from policymatch.matching.phrases import amount_phrase
from policymatch.matching.totals import totals_of
from policymatch.messages import Both, wording
from policymatch.policy import Policy
from policymatch.values import Truth

# What became of a firm's applications, by the id of the policy.
States = Mapping[str, State]


class Table:
    """The rows by the key of their group, their total, and the cases behind them."""

    def __init__(self, by: By) -> None:
        self._by = by
        self.rows: dict[str, Row] = {}
        self.total = Row(Group("", wording("coverage-total")))
        self.cases: list[Case] = []

    def add(self, firm: Enterprise, matches: Iterable[Match], states: States) -> None:
        """Count one firm with its matches."""
        missed: dict[str, list[Match]] = {}
        every: list[Match] = []
        for match in matches:
            state = states.get(match.policy_id)
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

    def add_maybe(self, group: Group, count: int) -> None:
        """Count so many more pairs of a group that may be entitled and have not applied."""
        if count:
            self._of(group).maybe += count
            self.total.maybe += count

    def join(self, other: Table) -> None:
        """Add other firms."""
        for row in other.rows.values():
            self._of(row.group).join(row)
        self.total.join(other.total)
        self.cases += other.cases

    def _row(self, match: Match) -> Row:
        return self._of(group_of(self._by, match.policy, match.context))

    def _of(self, group: Group) -> Row:
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


def bare_case(firm: Enterprise, policy: Policy) -> Case:
    """Return a case that may be entitled, of which nobody has asked for more."""
    return Case(
        Kind.MAYBE,
        firm.name,
        firm.credit_code,
        policy.id,
        policy.title,
        policy.document.issuer,
        policy.benefit.nature,
        None,
        None,
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
