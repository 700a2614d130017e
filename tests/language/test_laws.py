"""Laws of the language over random rules and firms: sound, monotone, printed back without loss."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.support.firms import PlainFirm, firms, parts_of_firm
from tests.support.rules import amounts, asked_by_tiers, conditions, criteria

from policymatch.language import (
    Context,
    check_condition,
    number_of,
    parse,
    print_expression,
    resolve,
    tree,
    truth_of,
)
from policymatch.language.negate import negate
from policymatch.messages import Lang
from policymatch.problems import Place
from policymatch.values import Truth
from policymatch.vocabulary import base_vocabulary

VOCABULARY = base_vocabulary()
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def asked_of(firm: PlainFirm) -> Context:
    return Context(firm, VOCABULARY)


@many
@given(st.data(), conditions(), firms())
def test_a_decided_condition_stays_so_whatever_the_exact_figures_are(
    data: st.DataObject, condition: tree.Node, firm: PlainFirm
) -> None:
    truth = truth_of(condition, asked_of(firm))
    really = truth_of(condition, asked_of(data.draw(parts_of_firm(firm, exact=True))))
    assert truth in (Truth.UNKNOWN, really)


@many
@given(st.data(), conditions(), firms())
def test_learning_more_never_flips_nor_undoes_a_decided_answer(
    data: st.DataObject, condition: tree.Node, firm: PlainFirm
) -> None:
    truth = truth_of(condition, asked_of(firm))
    later = truth_of(condition, asked_of(data.draw(parts_of_firm(firm, exact=False))))
    assert truth in (Truth.UNKNOWN, later)


@many
@given(st.data(), amounts(), firms())
def test_an_amount_holds_what_the_exact_figures_give(
    data: st.DataObject, amount: tree.Node, firm: PlainFirm
) -> None:
    exactly = asked_of(data.draw(parts_of_firm(firm, exact=True)))
    # Tiers without an "else" ask that some tier holds (semantics 16): of other firms they say nothing.
    assume(all(truth_of(asked, exactly) is Truth.TRUE for asked in asked_by_tiers(amount)))
    span = number_of(amount, asked_of(firm))
    really = number_of(amount, exactly)
    for point in (really.low, really.high):
        if point is not None:
            assert span.low is None or span.low <= point
            assert span.high is None or point <= span.high
    assert really.low is not None or span.low is None
    assert really.high is not None or span.high is None


@many
@given(conditions(), firms())
def test_negation_pushed_inwards_means_not(condition: tree.Node, firm: PlainFirm) -> None:
    context = asked_of(firm)
    assert truth_of(negate(condition), context) is truth_of(condition, context).negated


@many
@given(st.lists(conditions(), min_size=2, max_size=4), firms())
def test_order_does_not_matter(items: list[tree.Node], firm: PlainFirm) -> None:
    context = asked_of(firm)
    turned = tuple(reversed(items))
    assert truth_of(tree.All(tuple(items)), context) is truth_of(tree.All(turned), context)
    assert truth_of(tree.Any(tuple(items)), context) is truth_of(tree.Any(turned), context)


@many
@given(criteria(project=True), st.sampled_from(["zh", "en"]))
def test_what_is_printed_parses_back_to_the_same_tree(criterion: tree.Node, lang: Lang) -> None:
    text = print_expression(criterion, VOCABULARY, lang)
    resolved, problems = resolve(parse(text), VOCABULARY, Place(), record="project")
    assert not problems
    assert resolved is not None
    checked, problems = check_condition(resolved, VOCABULARY, Place())
    assert not problems
    assert checked == criterion
