"""What a simulation counts is what each firm by itself is told, whatever the draft and the firms."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.batch.alike import enterprise_of, saying_something
from tests.support.firms import PlainFirm
from tests.support.firms import firms as random_firms
from tests.support.random_policies import judged_policies
from tests.support.terms import usual_terms
from tests.support.values import AS_OF

from policymatch import Enterprise, PolicyLibrary, Verdict, firms, sandbox
from policymatch.batch import source
from policymatch.language import tree
from policymatch.matching import Match
from policymatch.matching.firm import context_of
from policymatch.policy import Policy
from policymatch.sandbox.budget import fits
from policymatch.sandbox.clauses import clauses_of
from policymatch.sandbox.sums import Counts, Tally
from policymatch.sandbox.thresholds import thresholds_of

LIBRARY = PolicyLibrary({}, usual_terms().vocabulary, "test")


@pytest.fixture(autouse=True, scope="module")
def small_chunks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "CHUNK_ROWS", 3)
        yield


def one_by_one(policy: Policy, nodes: Sequence[tree.Node], some: Sequence[Enterprise]) -> list[Match]:
    rule = replace(policy, condition=tree.All(tuple(nodes)))
    return [Match.of(rule, context_of(firm, AS_OF, LIBRARY)) for firm in some]


def counted(matches: Sequence[Match]) -> tuple[int, int]:
    verdicts = [match.verdict for match in matches]
    return verdicts.count(Verdict.ELIGIBLE), verdicts.count(Verdict.UNDECIDED)


def of(counts: Counts) -> tuple[int, int]:
    return counts.eligible, counts.undecided


def assert_tally(tally: Tally, matches: Sequence[Match]) -> None:
    assert of(tally.counts) == counted(matches)
    for money, amounts in (
        (tally.money, [match.amount for match in matches]),
        (tally.if_eligible, [match.amount_if_eligible for match in matches]),
    ):
        stated = [one.listed or one for one in amounts if one is not None]
        assert money.low == sum((one.low for one in stated), Decimal(0))
        ends = [one.high for one in stated]
        assert money.high == (
            None if None in ends else sum((one for one in ends if one is not None), Decimal(0))
        )


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(judged_policies, st.lists(random_firms, min_size=1, max_size=7), st.integers(0, 10**7))
def test_counts_and_money_are_those_of_single_firms(
    draft: Policy, some: list[PlainFirm], budget: int
) -> None:
    listed = [saying_something(enterprise_of(firm, number, AS_OF)) for number, firm in enumerate(some)]
    clauses = clauses_of(draft)
    nodes = [one.node for one in clauses]
    keys = [one.key for one in thresholds_of(clauses)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "firms.parquet"
        firms.write(path, listed, LIBRARY.vocabulary)
        found = sandbox.simulate(draft, path, LIBRARY, AS_OF, vary=keys, budget=budget)
    assert_tally(found.overall, one_by_one(draft, nodes, listed))
    for at, step in enumerate(found.funnel):
        assert of(step.after) == counted(one_by_one(draft, nodes[: at + 1], listed))
        assert of(step.without) == counted(one_by_one(draft, nodes[:at] + nodes[at + 1 :], listed))
        alone = draft if clauses[at].of_record else replace(draft, record=None)
        assert of(step.alone) == counted(one_by_one(alone, nodes[at : at + 1], listed))
    for rows in found.groups.values():
        assert sum(row.tally.counts.eligible for row in rows) == found.overall.counts.eligible
        assert sum(row.tally.money.low for row in rows) == found.overall.money.low
    for curve in found.curves:
        for point in curve.points:
            assert_tally(point.tally, one_by_one(draft, curve.threshold.at(point.value, clauses), listed))
        for cautious, allowed in ((False, curve.certain), (True, curve.cautious)):
            assert allowed is not None
            assert allowed.fits is None or fits(allowed.fits.tally, budget * 100, cautious)
            assert allowed.next is None or not fits(allowed.next.tally, budget * 100, cautious)
            if allowed.fits is not None and allowed.next is not None:
                lower = allowed.next.value < allowed.fits.value
                assert lower is curve.threshold.looser_is_lower
