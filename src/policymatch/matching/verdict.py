"""Eligible, ineligible or undecided; and when undecided, what stands in the way (semantics 14 to 18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from policymatch.language import Context, RecordFacts, at_most_perhaps, truth_of
from policymatch.plan import Answers, Supposing
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


@dataclass(frozen=True)
class Decision:
    """A verdict with, for a policy per record, the truth for each record listed."""

    verdict: Verdict
    undecided_by: UndecidedBy | None = None
    records: tuple[tuple[RecordFacts, Truth], ...] = ()
    open_list: bool = False


# One answer serves every firm that a policy of the firm (not of its records) is decided for.
SETTLED = {Truth.TRUE: Decision(Verdict.ELIGIBLE), Truth.FALSE: Decision(Verdict.INELIGIBLE)}
_UNDECIDED = {by: Decision(Verdict.UNDECIDED, by) for by in UndecidedBy}

# What a policy's condition is for one record (None: for one that nobody has listed), supposing something.
Ask = Callable[[RecordFacts | None, Supposing], Truth]


def decide(policy: Policy, context: Context, answers: Answers | None = None) -> Decision:
    """Return whether the firm of `context` qualifies for `policy`.

    `answers` for that context, of a plan that has the policy, give the same decision sooner.
    """
    ask = _by_tree(policy, context) if answers is None else _by_plan(policy, answers)
    made = _decision(_overall(policy, context, ask))
    if policy.record is None:
        return made
    listing = context.firm.records(policy.record)
    each = tuple((record, ask(record, Supposing.NOTHING)) for record in listing.items)
    return Decision(made.verdict, made.undecided_by, each, not listing.closed)


def verdict_of(policy: Policy, context: Context, answers: Answers | None = None) -> Verdict:
    """Return the verdict that `decide` comes to, and not what stands in the way."""
    ask = _by_tree(policy, context) if answers is None else _by_plan(policy, answers)
    decision = SETTLED.get(_overall(policy, context, ask)(Supposing.NOTHING))
    return Verdict.UNDECIDED if decision is None else decision.verdict


def _overall(policy: Policy, context: Context, ask: Ask) -> Callable[[Supposing], Truth]:
    """Return what tells whether the firm qualifies, when something is supposed."""
    if policy.record is None:
        return lambda what: ask(None, what)
    listing = context.firm.records(policy.record)

    def overall(what: Supposing) -> Truth:
        listed = any_of(ask(record, what) for record in listing.items)
        if listed is Truth.TRUE or listing.closed:
            return listed
        # A record nobody has listed: whether it exists is unknown, so it can at most leave the verdict open.
        # Where a criterion of the firm fails, no record could qualify, and the verdict is certain.
        return any_of((listed, min(ask(None, what), Truth.UNKNOWN)))

    return overall


def _decision(supposing: Callable[[Supposing], Truth]) -> Decision:
    """Return the decision for a condition, given what its truth is when something is supposed."""
    decision = SETTLED.get(supposing(Supposing.NOTHING))
    if decision is not None:
        return decision
    if supposing(Supposing.CHECKS) is Truth.TRUE:
        return _UNDECIDED[UndecidedBy.CHECK]
    if supposing(Supposing.DEFINITIONS) is Truth.TRUE:
        return _UNDECIDED[UndecidedBy.DEFINITION]
    return _UNDECIDED[UndecidedBy.FACTS]


def _by_tree(policy: Policy, context: Context) -> Ask:
    worlds = {
        Supposing.NOTHING: context,
        Supposing.CHECKS: replace(context, checks=Truth.TRUE),
        Supposing.DEFINITIONS: replace(context, checks=Truth.TRUE, undefined=Truth.TRUE),
    }

    def ask(record: RecordFacts | None, what: Supposing) -> Truth:
        world = worlds[what]
        truth = truth_of(policy.condition, world if policy.record is None else world.with_record(record))
        return at_most_perhaps(truth, record)

    return ask


def _by_plan(policy: Policy, answers: Answers) -> Ask:
    root = answers.program.plan.roots[policy.id]

    def ask(record: RecordFacts | None, what: Supposing) -> Truth:
        there = answers if record is None else answers.for_record(record)
        return there.supposing(what).truth(root)

    return ask
