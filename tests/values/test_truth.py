"""Kleene's tables and the laws that follow from them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policymatch.values import Truth, all_of, any_of, at_least

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
truths = st.sampled_from(list(Truth))


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T),
        (T, U, U, T),
        (T, F, F, T),
        (U, U, U, U),
        (U, F, F, U),
        (F, F, F, F),
    ],
)
def test_kleene_tables(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert all_of([left, right]) is all_of([right, left]) is both
    assert any_of([left, right]) is any_of([right, left]) is either


def test_negation_keeps_unknown() -> None:
    assert [truth.negated for truth in (T, U, F)] == [F, U, T]


def test_empty_groups() -> None:
    assert all_of([]) is T
    assert any_of([]) is F


@given(st.lists(truths))
def test_de_morgan(items: list[Truth]) -> None:
    assert all_of(items).negated is any_of([item.negated for item in items])


@given(st.lists(truths, min_size=1, max_size=6), st.integers(0, 7))
def test_at_least_counts_what_is_certain_and_what_is_possible(items: list[Truth], count: int) -> None:
    # Whatever the unknown ones turn out to be, the decided answer is the count's.
    unknown = [index for index, item in enumerate(items) if item is U]
    outcomes = set()
    for filling in product([T, F], repeat=len(unknown)):
        filled = list(items)
        for index, value in zip(unknown, filling, strict=True):
            filled[index] = value
        outcomes.add(sum(item is T for item in filled) >= count)
    expected = U if len(outcomes) == 2 else Truth.of(outcomes.pop())
    assert at_least(count, items) is expected


def test_a_truth_is_no_bool() -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(U)
