"""Circuits: which inputs can change what comes out, against going through every case."""

from collections.abc import Hashable
from itertools import product
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.support.dice import drawn, one_in

from policymatch.questions.circuit import (
    Circuit,
    Fixed,
    Gate,
    Input,
    Inverse,
    Join,
    inputs_of,
    reach_of,
    truth_given,
)
from policymatch.values import Truth

F, U, T = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
A, B = Input("a", (F, T)), Input("b", (F, T))


def some_circuit(dice: Random, depth: int = 3) -> Circuit:
    if depth == 0 or one_in(dice, 4):
        if one_in(dice, 6):
            return Fixed(dice.choice((F, U, T)))
        name = dice.choice("abcdef")
        # The same input has the same number of cases wherever it stands.
        return Input(name, tuple(dice.choice((F, T)) for _ in range(2 + "abcdef".index(name) % 2)))
    if one_in(dice, 5):
        return Inverse(some_circuit(dice, depth - 1))
    items = tuple(some_circuit(dice, depth - 1) for _ in range(dice.randint(1, 3)))
    return Join(dice.choice(list(Gate)), items, dice.randint(1, 2))


@given(drawn(some_circuit))
def test_the_reach_is_what_going_through_every_case_finds(circuit: Circuit) -> None:
    sizes = {one.name: len(one.truths) for one in inputs_of(circuit)}
    names = list(sizes)
    outcomes, matter = set(), set[Hashable]()
    for cases in product(*(range(size) for size in sizes.values())):
        truth = truth_given(circuit, dict(zip(names, cases, strict=True)))
        outcomes.add(truth)
        for index, name in enumerate(names):
            for case in range(sizes[name]):
                other = {**dict(zip(names, cases, strict=True)), name: case}
                if case != cases[index] and truth_given(circuit, other) is not truth:
                    matter.add(name)
    reach = reach_of(circuit)
    assert reach.outcomes == outcomes
    assert reach.inputs == matter


def test_a_criterion_that_both_alternatives_have_leaves_the_other_without_effect() -> None:
    both = Join(Gate.ANY, (Join(Gate.ALL, (A, B)), Join(Gate.ALL, (A, Inverse(B)))))
    assert reach_of(both).inputs == {"a"}


def test_what_stands_beside_an_open_judgement_changes_nothing_by_holding() -> None:
    assert reach_of(Join(Gate.ALL, (A, Fixed(U)))).outcomes == {F, U}
    assert reach_of(Join(Gate.ANY, (Fixed(U), Join(Gate.ALL, (A, Fixed(U)))))).inputs == frozenset()


def test_too_much_to_go_through_leaves_nothing_out() -> None:
    many = tuple(Input(number, (F, T)) for number in range(14))
    doubled = Join(Gate.ANY, (Join(Gate.ALL, many), Join(Gate.ALL, tuple(map(Inverse, many)))))
    assert reach_of(doubled).inputs == set(range(14))


@given(st.integers(1, 3))
def test_at_least_counts(count: int) -> None:
    three = Join(Gate.AT_LEAST, (A, B, Fixed(F)), count)
    assert reach_of(three).inputs == ({"a", "b"} if count < 3 else frozenset())
