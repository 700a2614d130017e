"""Eligible, ineligible or undecided; and when undecided, what stands in the way (semantics 14 to 18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from policymatch.language import Context, RecordFacts, truth_of
from policymatch.policy import Policy
from policymatch.values import Truth, any_of


class Verdict(StrEnum):
    """Whether a firm qualifies for a policy."""

    ELIGIBLE = "eligible"
    UNDECIDED = "undecided"
    INELIGIBLE = "ineligible"


class UndecidedBy(StrEnum):
    """Why a verdict is undecided."""

    FACTS = "facts"  # something about the firm is not known
    CHECK = "check"  # everything else holds; a person must judge
    DEFINITION = "definition"  # everything else holds; the document leaves something open


_VERDICTS = {
    Truth.TRUE: Verdict.ELIGIBLE,
    Truth.UNKNOWN: Verdict.UNDECIDED,
    Truth.FALSE: Verdict.INELIGIBLE,
}


@dataclass(frozen=True)
class Decision:
    """A verdict with, for a policy per record, the truth for each record listed."""

    verdict: Verdict
    undecided_by: UndecidedBy | None = None
    records: tuple[tuple[RecordFacts, Truth], ...] = ()
    open_list: bool = False


def decide(policy: Policy, context: Context) -> Decision:
    """Return whether the firm of `context` qualifies for `policy`."""
    records, open_list = _records(policy, context)
    truth = _overall(policy, context, records, open_list)
    verdict = _VERDICTS[truth]
    by = _undecided_by(policy, context, records, open_list) if verdict is Verdict.UNDECIDED else None
    each = tuple((record, truth_of(policy.condition, context.with_record(record))) for record in records)
    return Decision(verdict, by, each, open_list)


def _records(policy: Policy, context: Context) -> tuple[tuple[RecordFacts, ...], bool]:
    if policy.record is None:
        return (), False
    listing = context.firm.records(policy.record)
    return listing.items, not listing.closed


def _overall(policy: Policy, context: Context, records: tuple[RecordFacts, ...], open_list: bool) -> Truth:
    if policy.record is None:
        return truth_of(policy.condition, context)
    listed = any_of(truth_of(policy.condition, context.with_record(record)) for record in records)
    if listed is Truth.TRUE or not open_list:
        return listed
    # A record nobody has listed: whether it exists is unknown, so it can at most leave the verdict open.
    # Where a criterion of the firm fails, no record could qualify, and the verdict is certain.
    unlisted = truth_of(policy.condition, context.with_record(None))
    return any_of((listed, min(unlisted, Truth.UNKNOWN)))


def _undecided_by(
    policy: Policy, context: Context, records: tuple[RecordFacts, ...], open_list: bool
) -> UndecidedBy:
    def holds_if(change: Callable[[Context], Context]) -> bool:
        return _overall(policy, change(context), records, open_list) is Truth.TRUE

    if holds_if(lambda c: replace(c, checks=Truth.TRUE)):
        return UndecidedBy.CHECK
    if holds_if(lambda c: replace(c, checks=Truth.TRUE, undefined=Truth.TRUE)):
        return UndecidedBy.DEFINITION
    return UndecidedBy.FACTS
