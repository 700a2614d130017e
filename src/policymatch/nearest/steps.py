"""The nearest steps of a match: solved from its condition, tried on the policy, made as small as can be.

A step is only told after the policy has been decided anew for the firm with the changes made: it is eligible,
or open only to what a person must judge or the document leaves undefined. Then every change that is not
needed is left out, and every figure is moved back as far as it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import cast

from policymatch.language import Context, tree
from policymatch.matching import Match, UndecidedBy, Verdict
from policymatch.matching.firm import firm_on
from policymatch.matching.phrases import amount_phrase
from policymatch.matching.verdict import decide
from policymatch.messages import Both, Lang
from policymatch.nearest.change import Change, Step
from policymatch.nearest.figures import BEYOND, grain_of, nearer, whole
from policymatch.nearest.size import size_of, start_of
from policymatch.nearest.solve import KEPT, ways
from policymatch.nearest.told import figure_change, honour_change, other_change
from policymatch.nearest.trial import Start, Target, Trial
from policymatch.policy import Policy
from policymatch.values import Number, NumberSpan, Truth
from policymatch.vocabulary import Type

# A figure that would have to change by more than half of what it is to be is no near miss (as for gaps); a
# count that is small may grow by one all the same.
NEAR = Fraction(1, 2)
# More certificates than this at once are a road, not a step.
_HONOURS = 1

# How often a step is gone through to make it smaller.
_ROUNDS = 4

Accepts = Callable[[Trial], bool]


@dataclass(frozen=True)
class Alternatives:
    """What would open one policy: each step by itself does, the smallest first."""

    match: Match
    steps: tuple[Step, ...]

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "policy_id": self.match.policy.id,
            "title": self.match.policy.title,
            "steps": [step.to_dict(lang) for step in self.steps],
        }


def steps_of(match: Match) -> tuple[Step, ...]:
    """Return the steps that would open a policy for which the firm is ineligible, smallest first.

    Empty where the firm is not ineligible, or no change that it can make itself would do.
    """
    firm = firm_on(match.context)
    if firm is None or match.verdict is not Verdict.INELIGIBLE:
        return ()
    policy, vocabulary = match.policy, match.context.vocabulary
    records = range(len(match.decision.records))
    places = [None] if policy.record is None else [(policy.record, index) for index in records]
    found: list[Trial] = []
    for place in places:
        trial = Trial(Start(firm, vocabulary, place))
        found += solved(policy.condition, trial, lambda one: opens(policy, one.firm_context))
    return tuple(_step(trial, policy) for trial in least(found)[:KEPT])


def nearest_steps(matches: Iterable[Match]) -> tuple[Alternatives, ...]:
    """Return the near misses among matches with their near steps, the smallest step first.

    Near is what asks for at most one certificate, and moves no figure by more than half of what it is to be
    (or a count by one).
    """
    found = []
    for match in matches:
        near = tuple(step for step in steps_of(match) if is_near(step))
        if near:
            found.append(Alternatives(match, near))
    return tuple(sorted(found, key=lambda one: (one.steps[0].size, one.match.policy.id)))


def is_near(step: Step) -> bool:
    """Return whether a step is small enough for a near miss."""
    honours = sum(change.target is None for change in step.changes)
    return honours <= _HONOURS and all(_is_small(change) for change in step.changes)


def _is_small(change: Change) -> bool:
    if change.by is None or change.share <= NEAR:
        return True
    return change.by.high == 1


def opens(policy: Policy, context: Context) -> bool:
    """Return whether a policy is open to a firm but for what a person judges or the document leaves open."""
    decision = decide(policy, context)
    if decision.verdict is Verdict.UNDECIDED:
        return decision.undecided_by is not UndecidedBy.FACTS
    return decision.verdict is Verdict.ELIGIBLE


def solved(condition: tree.Node, trial: Trial, accepts: Accepts) -> list[Trial]:
    """Return the smallest changes with which `accepts` holds, solved from `condition`; none of them idle."""
    return least(_smallest(one, accepts) for one in ways(condition, Truth.TRUE, trial) if accepts(one))


def least(trials: Iterable[Trial]) -> list[Trial]:
    """Return trials, the smallest first, without those that ask for all that another asks for."""
    found: list[Trial] = []
    for one in sorted(trials, key=size_of):
        if (one.facts or one.honours) and not any(_within(other, one) for other in found):
            found.append(one)
    return found


def _within(less: Trial, more: Trial) -> bool:
    """Return whether one step asks for everything that another asks for, and that alone would do."""
    return set(less.facts) <= set(more.facts) and set(less.honours) <= set(more.honours)


def _smallest(trial: Trial, accepts: Accepts) -> Trial:
    """Return the trial with every change left out that can be, and every figure moved back as far as it goes.

    A figure that is moved back may make another change idle, so that is done until nothing moves.
    """
    less = _smaller(trial, accepts)
    for _ in range(_ROUNDS):
        if less.facts == trial.facts and less.honours == trial.honours:
            break
        trial, less = less, _smaller(less, accepts)
    return less


def _smaller(trial: Trial, accepts: Accepts) -> Trial:
    for wanted in trial.honours:
        less = Trial(trial.start, trial.facts, tuple(one for one in trial.honours if one != wanted))
        trial = less if accepts(less) else trial
    for target in tuple(trial.facts):
        less = trial.without(target)
        trial = less if accepts(less) else trial
    for target in tuple(trial.facts):
        if trial.field(target).type.is_numeric:
            trial = _moved_back(trial, target, accepts)
    return trial


def _moved_back(trial: Trial, target: Target, accepts: Accepts) -> Trial:
    before, to = _figures(trial, target)
    field = trial.field(target)
    figure = nearer(
        lambda number: accepts(trial.with_figure(target, number)), start_of(before, to), to, field
    )
    return trial.with_figure(target, figure)


def _figures(trial: Trial, target: Target) -> tuple[NumberSpan, Number]:
    before = cast("NumberSpan", Trial(trial.start).value(target))
    after = cast("NumberSpan", trial.facts[target])
    return before, cast(Number, after.low)


def _step(trial: Trial, policy: Policy) -> Step:
    match = Match.of(policy, trial.firm_context)
    changes = changes_of(trial, lambda one: opens(policy, one.firm_context))
    by, next_filing = when(trial, policy)
    worth = Both(amount_phrase(match, "zh"), amount_phrase(match, "en"))
    return Step(
        changes,
        size_of(trial),
        by,
        next_filing,
        match.nature,
        match.amount or match.amount_if_eligible,
        worth,
        match.undecided_by,
    )


def changes_of(trial: Trial, accepts: Accepts) -> tuple[Change, ...]:
    """Return the changes of a trial in words, certificates last."""
    facts = tuple(_change(trial, target, accepts) for target in trial.facts)
    return (*facts, *(honour_change(wanted, trial.start) for wanted in trial.honours))


def _change(trial: Trial, target: Target, accepts: Accepts) -> Change:
    if not trial.field(target).type.is_numeric:
        return other_change(target, Trial(trial.start).value(target), trial.facts[target], trial)
    before, to = _figures(trial, target)
    grain = Fraction(grain_of(trial.field(target)))
    upward = to > start_of(before, to)
    back = -1 if upward else 1
    # Just past the figure before: where that is enough, the rule asks for more than that figure. Of people
    # and things there is nothing in between.
    last = whole(to + back * grain)
    beyond = trial.field(target).type is not Type.COUNT and accepts(
        trial.with_figure(target, last - back * grain * BEYOND)
    )
    return figure_change(target, before, last if beyond else to, upward, beyond, trial)


def when(trial: Trial, policy: Policy | None) -> tuple[date | None, bool]:
    """Return by which day a step must stand, and whether it counts at the next filing only.

    A figure of the last year is reported and cannot be changed: that of this year counts next year.
    """
    today = trial.start.firm.as_of
    if any(target.year is not None and target.year < today.year for target in trial.facts):
        return date(today.year, 12, 31), True
    window = None if policy is None else policy.filing.next_window(today)
    return (None if window is None else window[1]), False
