"""What the linter calls impossible is never met, and what it calls implied never changes a verdict.

Conditions are random, about the same few facts; firms are random, exactly known and known in part.
"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from tests.lint.siblings import some_siblings
from tests.support.dice import seeds
from tests.support.laws import some_case
from tests.support.terms import usual_terms

from policymatch.language import Context, tree, truth_of
from policymatch.lint.forms import form_of
from policymatch.lint.reasoning import always_holds, can_hold, implies
from policymatch.values import Truth

TERMS = usual_terms()
many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def thrown(seed: int) -> tuple[tree.All, tuple[Context, Context]]:
    """Return a condition, and a firm known in part and exactly."""
    dice = Random(seed)
    node = some_siblings(dice, TERMS)
    case = some_case(dice, TERMS, node)
    return node, (case.asked(case.firm), case.asked(case.really))


def is_impossible(node: tree.Node) -> bool:
    return not can_hold(form_of(node, TERMS.vocabulary), TERMS.vocabulary)


def implied(items: tuple[tree.Node, ...], by_wider: bool = False) -> list[int]:
    """Return which of `items` another one implies; with `by_wider`, which imply another one."""
    forms = [form_of(item, TERMS.vocabulary) for item in items]
    return [
        index
        for index, one in enumerate(forms)
        if any(
            implies(one, other) if by_wider else implies(other, one)
            for number, other in enumerate(forms)
            if number != index
        )
    ]


@many
@given(seeds)
def test_no_firm_meets_what_is_called_impossible(seed: int) -> None:
    node, contexts = thrown(seed)
    if is_impossible(node):
        for context in contexts:
            assert truth_of(node, context) is not Truth.TRUE


@many
@given(seeds)
def test_what_is_implied_changes_no_verdict_when_removed(seed: int) -> None:
    node, contexts = thrown(seed)
    for index in implied(node.items):
        rest = tree.All(node.items[:index] + node.items[index + 1 :])
        for context in contexts:
            assert truth_of(rest, context) is truth_of(node, context)


@many
@given(seeds)
def test_a_branch_that_another_covers_changes_no_verdict_when_removed(seed: int) -> None:
    node, contexts = thrown(seed)
    for index in implied(node.items, by_wider=True):
        rest = tree.Any(node.items[:index] + node.items[index + 1 :])
        for context in contexts:
            assert truth_of(rest, context) is truth_of(tree.Any(node.items), context)


@many
@given(seeds)
def test_what_always_holds_holds_for_every_firm(seed: int) -> None:
    node, contexts = thrown(seed)
    for item in node.items:
        if always_holds(form_of(item, TERMS.vocabulary), TERMS.vocabulary):
            for context in contexts:
                assert truth_of(item, context) is Truth.TRUE


@pytest.mark.parametrize("asks", [is_impossible, lambda node: implied(node.items)])
def test_the_laws_are_not_empty(asks: object) -> None:
    assert callable(asks)
    found = sum(bool(asks(some_siblings(Random(seed), TERMS))) for seed in range(200))
    assert 40 < found < 190
