"""Laws of the best package, over random candidates and relations: above all that nothing pays more."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.package import brute

from policymatch.package import (
    AtMostOne,
    Candidate,
    Cap,
    Exclude,
    PaidBefore,
    Relation,
    Requires,
    TopUp,
    UpperOffset,
    best_package,
)
from policymatch.package.choose import best_of
from policymatch.package.milp import solve
from policymatch.package.problem import parts_of

IDS = "abcdefg"


@cache
def some_candidates(ids: str, most: int) -> st.SearchStrategy[list[Candidate]]:
    return st.tuples(*(st.builds(Candidate, st.just(one), st.integers(0, most)) for one in ids)).map(list)


@cache
def some_relations(ids: str, most: int) -> st.SearchStrategy[list[Relation]]:
    members = st.lists(st.sampled_from(ids), min_size=1, max_size=4, unique=True).map(
        lambda some: tuple(some)
    )
    one = st.sampled_from(ids)
    # Differences follow the alphabet, so that none runs in a circle.
    ordered = members.map(lambda some: tuple(sorted(some)))
    relation = st.one_of(
        st.builds(AtMostOne, members),
        st.builds(Exclude, members),
        st.builds(Requires, one, members),
        st.builds(TopUp, ordered),
        st.tuples(one, one)
        .filter(lambda pair: pair[0] != pair[1])
        .map(lambda pair: UpperOffset(max(pair), min(pair))),
        st.builds(PaidBefore, one, st.integers(0, most)),
        st.builds(Cap, members, st.integers(0, 2 * most)),
    )
    return st.lists(relation, max_size=5)


counts = st.integers(1, 6)


@st.composite
def problems(draw: st.DrawFn, most: int = 9) -> tuple[list[Candidate], list[Relation]]:
    """A few candidates with small amounts, so that ties and filled caps are common."""
    ids = IDS[: draw(counts)]
    return draw(some_candidates(ids, most)), draw(some_relations(ids, most))


@settings(max_examples=300)
@given(problems())
def test_no_lawful_set_pays_more_or_as_much_with_fewer(
    problem: tuple[list[Candidate], list[Relation]],
) -> None:
    candidates, relations = problem
    package = best_package(candidates, relations)
    money, ids = brute.best(candidates, relations)
    assert (package.total, tuple(one.id for one in package.chosen)) == (money, ids)
    assert package.proven


@settings(max_examples=60)
@given(problems())
def test_the_solver_finds_what_the_search_finds(problem: tuple[list[Candidate], list[Relation]]) -> None:
    for part in parts_of(*problem):
        searched, solved = best_of(part), solve(part)
        assert searched is not None
        assert solved is not None
        assert (searched.chosen, sum(searched.paid.values())) == (solved.chosen, sum(solved.paid.values()))


@settings(max_examples=200)
@given(problems(most=50))
def test_what_is_paid_is_lawful(problem: tuple[list[Candidate], list[Relation]]) -> None:
    candidates, relations = problem
    paid = {one.id: one.amount for one in best_package(candidates, relations).chosen}
    owed = brute.due(candidates, relations, paid)
    assert brute.is_lawful(set(paid), relations)
    assert all(0 <= paid[one] <= owed[one] for one in paid)
    for relation in relations:
        if isinstance(relation, Cap):
            assert sum(paid.get(one, 0) for one in relation.members) <= relation.amount


@settings(max_examples=200)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_candidates_and_relations_changes_nothing(problem, random) -> None:  # type: ignore[no-untyped-def]
    candidates, relations = problem
    mixed, others = list(candidates), list(relations)
    random.shuffle(mixed)
    random.shuffle(others)
    assert best_package(mixed, others) == best_package(candidates, relations)


@settings(max_examples=200)
@given(problems())
def test_what_leaving_out_costs_is_what_taking_it_would_lose(
    problem: tuple[list[Candidate], list[Relation]],
) -> None:
    candidates, relations = problem
    package = best_package(candidates, relations)
    assert {one.id for one in package.chosen} | {one.id for one in package.left_out} == {
        one.id for one in candidates
    }
    for left in package.left_out:
        sets = [
            subset
            for subset in brute.subsets([one.id for one in candidates])
            if left.id in subset and brute.is_lawful(set(subset), relations)
        ]
        most = max((brute.total(candidates, relations, subset) for subset in sets), default=None)
        assert left.costs == (None if most is None else package.total - most)
