"""Laws of policies on verified facts, over random rules and firms."""

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.support.dice import drawn
from tests.support.firms import PlainFirm, some_firm
from tests.support.laws import rule_terms
from tests.support.profiles import profile
from tests.support.random_policies import policies
from tests.support.terms import usual_terms

from policymatch import Verdict
from policymatch.enterprise import Enterprise
from policymatch.language import Context
from policymatch.matching import FirmOn, Match
from policymatch.policy import Policy, Verified

TERMS = usual_terms()
many = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def match(policy: Policy, firm: Enterprise, plain: PlainFirm) -> Match:
    return Match.of(policy, Context(FirmOn(firm, plain.as_of), TERMS.vocabulary))


def drawn_firm(data: st.DataObject, policy: Policy) -> PlainFirm:
    return data.draw(drawn(some_firm, rule_terms(TERMS, policy)))


@many
@given(st.data(), policies)
def test_where_all_is_verified_the_match_is_the_same(data: st.DataObject, policy: Policy) -> None:
    plain = drawn_firm(data, policy)
    firm = profile(plain, lambda kind, key: True)
    assume(firm.facts or any(listed.items for listed in firm.listings.values()))
    said, sure = match(policy, firm, plain), match(replace(policy, verified=Verified()), firm, plain)
    assert said.decision == sure.decision
    assert (said.amount, said.amount_if_eligible) == (sure.amount, sure.amount_if_eligible)
    assert said.missing == sure.missing
    assert said.reasons() == sure.reasons()


@many
@given(st.data(), policies, st.sampled_from([None, False]))
def test_where_nothing_is_verified_it_is_as_if_nothing_were_known(
    data: st.DataObject, policy: Policy, mark: bool | None
) -> None:
    plain = drawn_firm(data, policy)
    strict = replace(policy, verified=Verified())
    found = match(strict, profile(plain, lambda kind, key: mark), plain)
    nobody = match(policy, Enterprise("测试企业"), plain)
    assert found.verdict in (Verdict.UNDECIDED, nobody.verdict)


@many
@given(st.data(), policies, st.integers(0, 2**32))
def test_what_verified_facts_decide_the_others_do_not_change(
    data: st.DataObject, policy: Policy, seed: int
) -> None:
    plain = drawn_firm(data, policy)
    firm = profile(plain, lambda kind, key: bool(Random(f"{seed}{kind}{key}").getrandbits(1)))
    said, sure = match(policy, firm, plain), match(replace(policy, verified=Verified()), firm, plain)
    if sure.verdict is Verdict.UNDECIDED:
        return
    assert said.verdict is sure.verdict
    if sure.amount is not None and said.amount is not None:
        assert sure.amount.low <= said.amount.low
        assert sure.amount.high is None or (
            said.amount.high is not None and said.amount.high <= sure.amount.high
        )
