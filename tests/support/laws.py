"""What must hold of every rule and every firm, stated against the reference and between firms.

Each law takes a `Case` or what it is made of and raises AssertionError. The tests throw cases with
hypothesis, the long run (`make laws`) with seeds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from tests import reference
from tests.support.amounts import asked_by_tiers, some_amount
from tests.support.firms import PlainFirm, part_of_firm, some_firm, world_of
from tests.support.random_policies import some_policy
from tests.support.rules import some_group
from tests.support.showing import shown
from tests.support.terms import Terms

from policymatch import Verdict
from policymatch.language import Context, number_of, tree, truth_of
from policymatch.matching import Match
from policymatch.policy import Policy
from policymatch.values import NumberSpan, Truth


@dataclass(frozen=True, repr=False)
class Case:
    """A rule, a firm partly known, and what that firm may really be."""

    rule: tree.Node | Policy
    firm: PlainFirm
    really: PlainFirm
    terms: Terms

    @cached_property
    def world(self) -> reference.World:
        return world_of(self.really, self.terms)

    def __repr__(self) -> str:
        return shown(self.rule, self.firm, self.really, self.terms.vocabulary)

    def asked(self, firm: PlainFirm) -> Context:
        return Context(firm, self.terms.vocabulary)


def condition_is_sound(case: Case) -> None:
    """Of exact facts the answer is the reference's; of part of them it is that, or unknown."""
    assert isinstance(case.rule, tree.Node)
    expected = reference.truth(case.rule, case.world)
    if expected is None:
        return
    exactly = truth_of(case.rule, case.asked(case.really))
    assert exactly is Truth.of(expected), f"exact: {exactly!r}, reference: {expected}"
    partly = truth_of(case.rule, case.asked(case.firm))
    assert partly in (Truth.UNKNOWN, exactly), f"partly known: {partly!r}, reference: {expected}"


def amount_is_sound(case: Case) -> None:
    """Of exact facts a number is the reference's; of part of them the interval holds it."""
    assert isinstance(case.rule, tree.Node)
    ends = reference.number(case.rule, case.world)
    known = [end for end in ends if end is not None]
    exactly = number_of(case.rule, case.asked(case.really))
    if len(known) == len(ends):
        found = (exactly.low, exactly.high)
        assert found == (min(known), max(known)), f"exact: {exactly}, reference: {known}"
    partly = number_of(case.rule, case.asked(case.firm))
    for end in known:
        assert _holds(exactly, end), f"exact: {exactly}, reference: {end}"
        assert _holds(partly, end), f"partly known: {partly}, reference: {end}"


def _holds(span: NumberSpan, point: object) -> bool:
    return (span.low is None or span.low <= point) and (span.high is None or point <= span.high)  # type: ignore[operator]


def answer_is_kept(case: Case) -> None:
    """Learning more neither flips nor undoes what is decided."""
    assert isinstance(case.rule, tree.Node)
    before = truth_of(case.rule, case.asked(case.firm))
    after = truth_of(case.rule, case.asked(case.really))
    assert before in (Truth.UNKNOWN, after), f"before: {before!r}, knowing more: {after!r}"


def amount_is_kept(case: Case) -> None:
    """Learning more never widens an amount."""
    assert isinstance(case.rule, tree.Node)
    more = case.asked(case.really)
    # Tiers without an "else" ask that some tier holds (semantics 16): of other firms they say nothing.
    if any(truth_of(asked, more) is not Truth.TRUE for asked in asked_by_tiers(case.rule)):
        return
    before, after = number_of(case.rule, case.asked(case.firm)), number_of(case.rule, more)
    message = f"before: {before}, knowing more: {after}"
    assert before.low is None or (after.low is not None and before.low <= after.low), message
    assert before.high is None or (after.high is not None and after.high <= before.high), message


def policy_is_sound(case: Case) -> None:
    """Of exact facts verdict and amount are the reference's; of part of them they leave room for these."""
    policy = case.rule
    assert isinstance(policy, Policy)
    expected = reference.eligible(policy, case.world)
    if expected is None:
        return
    exactly, partly = (Match.of(policy, case.asked(firm)) for firm in (case.really, case.firm))
    verdict = Verdict.ELIGIBLE if expected else Verdict.INELIGIBLE
    assert exactly.verdict is verdict, f"exact: {exactly.verdict}, reference: {verdict}"
    assert partly.verdict in (Verdict.UNDECIDED, verdict), f"partly: {partly.verdict}, reference: {verdict}"
    paid = reference.paid(policy, case.world) if expected else None
    if paid is None:
        return
    assert exactly.amount is not None
    assert exactly.amount.high is not None
    found = reference.Paid(int(exactly.amount.low * 100), int(exactly.amount.high * 100))
    assert found == paid, f"exact: {exactly.amount}, reference: {paid}"
    promised = partly.amount or partly.amount_if_eligible
    assert promised is not None
    assert promised.low * 100 <= paid.low, f"promised: {promised}, reference: {paid}"
    assert promised.high is None or promised.high * 100 >= paid.high, (
        f"promised: {promised}, reference: {paid}"
    )


def rule_terms(terms: Terms, rule: tree.Node | Policy) -> Terms:
    """Return the terms that a rule asks for, the records that a policy is for among them."""
    if not isinstance(rule, Policy):
        return terms.asked_by(rule)
    benefit = rule.benefit
    bounds = (benefit.firm_floor, benefit.firm_cap, benefit.total_cap)
    asked = terms.asked_by(rule.condition, benefit.amount, *bounds)
    if rule.record is None:
        return asked
    return replace(asked, records={rule.record: (), **asked.records})


def some_case(dice: Random, terms: Terms, rule: tree.Node | Policy, exact: bool = True) -> Case:
    """Return a rule, and of the facts it asks for what is known of a firm and what it may really be.

    Unless `exact`, the latter is still known in part only.
    """
    terms = rule_terms(terms, rule)
    firm = some_firm(dice, terms)
    return Case(rule, firm, part_of_firm(dice, firm, terms, exact), terms)


def some_law(dice: Random, terms: Terms) -> tuple[Callable[[Case], None], Case]:
    """Throw a case, and say which law to hold against it."""
    match dice.randrange(8):
        case 0 | 1 | 2:
            return condition_is_sound, some_case(dice, terms, some_group(dice, terms))
        case 3:
            return answer_is_kept, some_case(dice, terms, some_group(dice, terms), exact=False)
        case 4 | 5:
            return amount_is_sound, some_case(dice, terms, some_amount(dice, terms))
        case 6:
            return amount_is_kept, some_case(dice, terms, some_amount(dice, terms), exact=False)
    return policy_is_sound, some_case(dice, terms, some_policy(dice, terms))
