"""Laws of whole policies, per firm and per record: verdicts and amounts are sound, caps hold."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.firms import PlainFirm, firms, parts_of_firm
from tests.support.rules import CNY, amounts, asked_by_tiers, conditions, numbers

from policymatch import Verdict
from policymatch.benefit import Benefit, BenefitKind, Nature
from policymatch.language import Context, tree
from policymatch.matching import Match
from policymatch.policy import Document, Policy
from policymatch.values import Truth
from policymatch.vocabulary import base_vocabulary

VOCABULARY = base_vocabulary()
DOCUMENT = Document(title="测试文件", issuer="某市", level="city", region="3413")
many = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Policies of the firm and per project, with checks, presumptions, tiers and caps."""
    per_project = draw(st.booleans())
    condition = draw(conditions(per_project))
    presume = draw(st.sampled_from([None, None, True, False]))
    leaf: tree.Node = tree.Criterion(condition, presume=presume)
    if draw(st.integers(0, 4)) == 0:
        leaf = tree.All((leaf, tree.Check("由人工判断")))
    amount = draw(amounts(per_project))
    leaf = tree.All((leaf, *(tree.Criterion(asked) for asked in asked_by_tiers(amount))))
    cap = draw(st.none() | st.builds(tree.Quantity, numbers, st.just(CNY)))
    benefit = Benefit(BenefitKind.SUBSIDY, Nature.PAYMENT, amount, firm_cap=cap)
    record = "project" if per_project else None
    return Policy("test/one", "测试政策", "test", DOCUMENT, leaf, benefit, record=record)


def of(policy: Policy, firm: PlainFirm) -> Match:
    return Match.of(policy, Context(firm, VOCABULARY))


def without_presumptions(policy: Policy) -> Policy:
    """Laws of soundness are stated for firms where presumptions hold (semantics 15)."""
    return replace(policy, condition=unpresumed(policy.condition))


def unpresumed(node: tree.Node) -> tree.Node:
    if isinstance(node, tree.Criterion):
        return replace(node, presume=None)
    if isinstance(node, tree.All):
        return replace(node, items=tuple(unpresumed(item) for item in node.items))
    return node


@many
@given(st.data(), policies(), firms())
def test_a_decided_verdict_stays_whatever_the_exact_figures_are(
    data: st.DataObject, policy: Policy, firm: PlainFirm
) -> None:
    policy = without_presumptions(policy)
    verdict = of(policy, firm).verdict
    really = of(policy, data.draw(parts_of_firm(firm, exact=True))).verdict
    assert verdict in (Verdict.UNDECIDED, really)


@many
@given(st.data(), policies(), firms())
def test_the_amount_holds_what_is_really_paid(data: st.DataObject, policy: Policy, firm: PlainFirm) -> None:
    policy = without_presumptions(policy)
    before = of(policy, firm)
    really = of(policy, data.draw(parts_of_firm(firm, exact=True))).amount
    promised = before.amount or before.amount_if_eligible
    if really is None or before.verdict is Verdict.INELIGIBLE:
        return
    assert promised is not None
    assert promised.low <= really.low
    assert promised.high is None or (really.high is not None and really.high <= promised.high)


@many
@given(policies(), firms())
def test_caps_are_never_exceeded_and_nothing_paid_is_negative(policy: Policy, firm: PlainFirm) -> None:
    match = of(policy, firm)
    cap = policy.benefit.firm_cap
    for amount in (match.amount, match.amount_if_eligible):
        if amount is None:
            continue
        assert amount.low >= 0
        assert amount.high is None or amount.high >= amount.low
        if isinstance(cap, tree.Quantity):
            assert amount.high is not None
            assert amount.high <= cap.value + 1  # a cap of 1/8 fen is rounded outward, to less than a yuan


@many
@given(policies(), firms())
def test_every_result_can_be_explained_in_both_languages(policy: Policy, firm: PlainFirm) -> None:
    match = of(policy, firm)
    zh, en = match.to_dict("zh"), match.to_dict("en")
    assert zh.keys() == en.keys()
    assert zh["verdict"] == en["verdict"]
    assert zh["amount"] == en["amount"]
    waits = match.verdict is Verdict.UNDECIDED and match.undecided_by == "facts"
    if waits:
        assert match.missing, "an open verdict must say what it waits for"


@many
@given(policies(), firms())
def test_the_reasons_add_up_to_the_verdict(policy: Policy, firm: PlainFirm) -> None:
    if policy.record is not None:
        return
    truths = [reason.truth for reason in of(policy, firm).reasons()]
    verdict = of(policy, firm).verdict
    expected = Truth(min(truths))
    assert {Truth.TRUE: "eligible", Truth.UNKNOWN: "undecided", Truth.FALSE: "ineligible"}[
        expected
    ] == verdict
