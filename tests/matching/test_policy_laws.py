"""Laws of whole policies, per firm and per record: true to the reference, within caps, explained."""

from dataclasses import replace

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from tests.support.dice import drawn
from tests.support.firms import PlainFirm, some_firm
from tests.support.laws import policy_is_sound, rule_terms, some_case
from tests.support.random_policies import judged_policies, policies
from tests.support.terms import usual_terms

from policymatch import Verdict
from policymatch.language import Context, number_of, tree
from policymatch.matching import Match
from policymatch.policy import Policy
from policymatch.values import Listing, Truth

TERMS = usual_terms()
many = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


few = settings(many, max_examples=30)


def of(policy: Policy, firm: PlainFirm) -> Match:
    return Match.of(policy, Context(firm, TERMS.vocabulary))


def firm_for(data: st.DataObject, policy: Policy) -> PlainFirm:
    return data.draw(drawn(some_firm, rule_terms(TERMS, policy)))


@many
@given(st.data(), policies)
def test_verdict_and_amount_are_what_the_reference_says(data: st.DataObject, policy: Policy) -> None:
    case = data.draw(drawn(some_case, TERMS, policy))
    note(str(case))
    policy_is_sound(case)


@many
@given(st.data(), judged_policies)
def test_caps_are_never_exceeded_floors_kept_and_nothing_paid_is_negative(
    data: st.DataObject, policy: Policy
) -> None:
    firm = firm_for(data, policy)
    match = of(policy, firm)
    context = Context(firm, TERMS.vocabulary)
    benefit = policy.benefit
    limits = (benefit.firm_cap, benefit.total_cap, *(cap.limit for cap in benefit.shared_caps))
    caps = [number_of(limit, context) for limit in limits if limit is not None]
    floor = None if benefit.firm_floor is None else number_of(benefit.firm_floor, context)
    for amount in (match.amount, match.amount_if_eligible):
        if amount is None:
            continue
        assert amount.low >= 0
        assert amount.high is None or amount.high >= amount.low
        # A bound of a fraction of a fen is rounded outward: by less than a fen.
        for cap in caps:
            if cap.high is not None:
                assert amount.high is not None
                assert amount.high * 100 < max(cap.high, 0) * 100 + 1
        # Where a cap lies below the floor, the cap counts.
        if floor is not None and floor.low is not None and all(_at_least(cap.low, floor.low) for cap in caps):
            assert amount.low * 100 > floor.low * 100 - 1


def _at_least(number: object, bound: object) -> bool:
    return number is not None and number >= bound  # type: ignore[operator]


@many
@given(st.data(), judged_policies)
def test_the_order_of_records_changes_neither_verdict_nor_amount(data: st.DataObject, policy: Policy) -> None:
    firm = firm_for(data, policy)
    turned = {kind: Listing(listed.items[::-1], listed.closed) for kind, listed in firm.lists.items()}
    here, there = of(policy, firm), of(policy, replace(firm, lists=turned))
    assert (here.verdict, here.undecided_by) == (there.verdict, there.undecided_by)
    assert here.amount == there.amount
    assert here.amount_if_eligible == there.amount_if_eligible


@few
@given(st.data(), judged_policies)
def test_every_result_can_be_explained_in_both_languages(data: st.DataObject, policy: Policy) -> None:
    match = of(policy, firm_for(data, policy))
    zh, en = match.to_dict("zh"), match.to_dict("en")
    assert zh.keys() == en.keys()
    assert zh["verdict"] == en["verdict"]
    assert zh["amount"] == en["amount"]
    waits = match.verdict is Verdict.UNDECIDED and match.undecided_by == "facts"
    if waits:
        assert match.missing, "an open verdict must say what it waits for"


@few
@given(st.data(), judged_policies)
def test_the_reasons_add_up_to_the_verdict(data: st.DataObject, policy: Policy) -> None:
    match = of(policy, firm_for(data, policy))
    if policy.record is not None or not isinstance(policy.condition, tree.All):
        return
    verdict = {Truth.TRUE: "eligible", Truth.UNKNOWN: "undecided", Truth.FALSE: "ineligible"}
    assert verdict[Truth(min(reason.truth for reason in match.reasons()))] == match.verdict
