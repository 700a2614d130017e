"""Laws of evaluation over random rules and firms: true to the reference, never flipped by learning more."""

from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st
from tests.support.amounts import amounts
from tests.support.dice import drawn
from tests.support.firms import some_firm
from tests.support.laws import (
    Case,
    amount_is_kept,
    amount_is_sound,
    answer_is_kept,
    condition_is_sound,
    some_case,
)
from tests.support.rules import conditions, groups
from tests.support.terms import usual_terms

from policymatch.language import Context, tree, truth_of
from policymatch.language.negate import negate
from policymatch.values import Comparison

TERMS = usual_terms()
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_NEGATED = {
    Comparison.LT: Comparison.GE,
    Comparison.LE: Comparison.GT,
    Comparison.GT: Comparison.LE,
    Comparison.GE: Comparison.LT,
    Comparison.EQ: Comparison.NE,
    Comparison.NE: Comparison.EQ,
}


def case_of(data: st.DataObject, rule: tree.Node, exact: bool = True) -> Case:
    case = data.draw(drawn(some_case, TERMS, rule, exact))
    note(str(case))
    return case


def asked_of(data: st.DataObject, *rules: tree.Node) -> Context:
    return Context(data.draw(drawn(some_firm, TERMS.asked_by(*rules))), TERMS.vocabulary)


@many
@given(st.data(), groups)
def test_a_decided_condition_is_what_the_reference_says(data: st.DataObject, rule: tree.Node) -> None:
    condition_is_sound(case_of(data, rule))


@many
@given(st.data(), amounts)
def test_an_amount_holds_what_the_reference_says(data: st.DataObject, amount: tree.Node) -> None:
    amount_is_sound(case_of(data, amount))


@many
@given(st.data(), groups)
def test_learning_more_never_flips_nor_undoes_a_decided_answer(data: st.DataObject, rule: tree.Node) -> None:
    answer_is_kept(case_of(data, rule, exact=False))


@many
@given(st.data(), amounts)
def test_learning_more_never_widens_an_amount(data: st.DataObject, amount: tree.Node) -> None:
    amount_is_kept(case_of(data, amount, exact=False))


@many
@given(st.data(), groups)
def test_negation_pushed_inwards_means_not(data: st.DataObject, rule: tree.Node) -> None:
    context = asked_of(data, rule)
    assert truth_of(negate(rule), context) is truth_of(rule, context).negated
    assert truth_of(tree.Not(tree.Not(rule)), context) is truth_of(rule, context)


@many
@given(st.data(), st.lists(conditions, min_size=2, max_size=4).map(tuple))
def test_joining_knows_no_order_and_follows_de_morgan(
    data: st.DataObject, items: tuple[tree.Node, ...]
) -> None:
    context = asked_of(data, *items)
    both, some = truth_of(tree.All(items), context), truth_of(tree.Any(items), context)
    turned = tuple(reversed(items))
    assert truth_of(tree.All(turned), context) is both
    assert truth_of(tree.Any(turned), context) is some
    for count in range(1, len(items) + 1):
        counted = truth_of(tree.AtLeast(count, items), context)
        assert truth_of(tree.AtLeast(count, turned), context) is counted
    assert truth_of(tree.AtLeast(1, items), context) is some
    assert truth_of(tree.AtLeast(len(items), items), context) is both
    negated = tuple(tree.Not(item) for item in items)
    assert truth_of(tree.Any(negated), context) is both.negated
    assert truth_of(tree.All(negated), context) is some.negated


@many
@given(st.data(), conditions)
def test_a_comparison_is_the_negation_of_its_opposite(data: st.DataObject, rule: tree.Node) -> None:
    assume(isinstance(rule, tree.Compare))
    assert isinstance(rule, tree.Compare)
    context = asked_of(data, rule)
    opposite = tree.Compare(_NEGATED[rule.op], rule.left, rule.right)
    assert truth_of(tree.Not(opposite), context) is truth_of(rule, context)
