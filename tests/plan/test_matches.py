"""Matching a whole library by its plan gives the matches that each policy by itself would give."""

import gc
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from weakref import ref

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.plan.test_compile import RULES
from tests.support.firms import PlainFirm, firms
from tests.support.policies import library_of
from tests.support.profiles import profile
from tests.support.random_policies import judged_policies as policies
from tests.support.terms import usual_terms

from policymatch import Enterprise, PolicyLibrary, Verdict
from policymatch.language import Context
from policymatch.matching import FirmOn, Match
from policymatch.matching.prepared import Prepared, prepared
from policymatch.policy import Policy, Verified

ROOT = Path(__file__).resolve().parents[2]


def assert_same(library: PolicyLibrary, context: Context) -> None:
    ready = Prepared(library)
    opened = ready.open_matches(context)
    verdicts = ready.verdicts(context)
    for match, status in ready.matches(context):
        alone = Match.of(match.policy, context)
        assert match.decision == alone.decision
        assert match.score == alone.score
        assert match.gaps == alone.gaps
        assert match.to_verify is alone.to_verify
        if match.verdict is not Verdict.INELIGIBLE:
            assert next(opened) == match
        assert status is match.policy.document.status(context.firm.as_of)
        if status.applies:
            assert verdicts.pop(match.policy_id) is alone.verdict
    assert not list(opened)
    assert not verdicts


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(policies, min_size=1, max_size=4), firms)
def test_random_policies(several: list[Policy], firm: PlainFirm) -> None:
    named = {str(number): replace(policy, id=str(number)) for number, policy in enumerate(several)}
    library = PolicyLibrary(named, usual_terms().vocabulary, "test")
    assert_same(library, Context(firm, library.vocabulary))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(policies, st.booleans()), min_size=1, max_size=4),
    st.lists(firms, min_size=1, max_size=3),
    st.integers(0, 2**9),
)
def test_verdicts_alone_are_those_of_each_policy_whatever_firms_came_before(
    several: list[tuple[Policy, bool]], plain: list[PlainFirm], seed: int
) -> None:
    named = {
        str(number): replace(policy, id=str(number), verified=Verified() if strict else None)
        for number, (policy, strict) in enumerate(several)
    }
    library = PolicyLibrary(named, usual_terms().vocabulary, "test")
    marks = Random(seed)
    for one in (*plain, *plain):
        firm = profile(one, lambda kind, key: marks.choice((True, True, None)))
        context = Context(FirmOn(firm, one.as_of), library.vocabulary)
        expected = {policy.id: Match.of(policy, context).verdict for policy in library}
        assert prepared(library).verdicts(context) == expected


def test_the_shipped_policies() -> None:
    library = PolicyLibrary.load()
    firm = Enterprise.load(ROOT / "examples/suzhou-machinery.yaml", library.vocabulary)
    for day in (date(2026, 3, 16), date(2023, 1, 1)):
        assert_same(library, Context(FirmOn(firm, day), library.vocabulary))


def test_a_library_is_prepared_once_and_let_go_with_it() -> None:
    library = library_of(RULES)
    made = ref(prepared(library))
    assert prepared(library) is made()
    assert prepared(library_of(RULES)) is not made()
    del library
    gc.collect()
    assert made() is None
