"""The batch gives the verdicts and amounts of the single path, whatever the rules and the firms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.batch.alike import assert_alike, enterprise_of
from tests.support.firms import PlainFirm, firms
from tests.support.random_policies import judged_policies, policies
from tests.support.terms import usual_terms
from tests.support.values import AS_OF

from policymatch import Enterprise, PolicyLibrary
from policymatch.batch import alike, source
from policymatch.policy import Policy, Verified

many = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
days = st.sampled_from([AS_OF, AS_OF, date(2025, 12, 31), date(2024, 7, 1)])


@pytest.fixture(autouse=True, scope="module")
def small_chunks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "CHUNK_ROWS", 5)
        patch.setattr(alike, "FEW", 0)
        yield


def library(several: list[Policy]) -> PolicyLibrary:
    named = {str(number): replace(policy, id=str(number)) for number, policy in enumerate(several)}
    return PolicyLibrary(named, usual_terms().vocabulary, "test")


@many
@given(
    st.lists(judged_policies, min_size=1, max_size=4),
    st.lists(st.tuples(firms, days), max_size=3),
    st.randoms(),
)
def test_random_policies_and_firms(
    several: list[Policy], some: list[tuple[PlainFirm, date]], dice: Random
) -> None:
    drawn = [enterprise_of(firm, number, day) for number, (firm, day) in enumerate(some)]
    listed = [like for firm in drawn for like in likes(firm, dice)]
    assert_alike(listed, library(several))


def likes(firm: Enterprise, dice: Random) -> Iterator[Enterprise]:
    """Yield a firm, and others that are like it but for the name and perhaps one fact."""
    yield firm
    yield replace(firm, name=f"{firm.name}甲")
    left_out = dice.choice([None, *firm.facts])
    facts = {key: known for key, known in firm.facts.items() if key != left_out}
    yield replace(firm, name=f"{firm.name}乙", facts=facts)


@settings(many, max_examples=10)
@given(st.lists(policies, min_size=1, max_size=3), st.lists(firms, max_size=3))
def test_on_verified_facts(several: list[Policy], some: list[PlainFirm]) -> None:
    verified = [replace(one, verified=Verified(())) for one in several]
    listed = [enterprise_of(firm, number) for number, firm in enumerate(some)]
    assert_alike(listed, library([*several, *verified]))
