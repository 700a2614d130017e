"""Laws of order: the order of tiers that add up or compete, and of a firm's records, changes nothing."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.amounts import Amounts, amounts
from tests.support.dice import drawn
from tests.support.firms import some_firm
from tests.support.rules import groups
from tests.support.terms import usual_terms

from policymatch.language import Context, number_of, tree, truth_of
from policymatch.values import Listing

TERMS = usual_terms()
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
tiers = drawn(lambda dice: Amounts(dice, TERMS).tiers(1))


def turned(context: Context) -> Context:
    """Return the same question of the same firm, its records listed in the opposite order."""
    firm = context.firm
    lists = {kind: Listing(listed.items[::-1], listed.closed) for kind, listed in firm.lists.items()}  # type: ignore[attr-defined]
    return replace(context, firm=replace(firm, lists=lists))  # type: ignore[type-var]


@many
@given(st.data(), tiers)
def test_tiers_that_add_up_or_compete_know_no_order(data: st.DataObject, tiers: tree.Tiers) -> None:
    context = Context(data.draw(drawn(some_firm, TERMS.asked_by(tiers))), TERMS.vocabulary)
    for mode in (tree.TierMode.SUM, tree.TierMode.HIGHEST):
        amount = replace(tiers, mode=mode)
        backwards = replace(amount, tiers=amount.tiers[::-1])
        assert number_of(amount, context) == number_of(backwards, context)


@many
@given(st.data(), groups, amounts)
def test_records_know_no_order(data: st.DataObject, rule: tree.Node, amount: tree.Node) -> None:
    context = Context(data.draw(drawn(some_firm, TERMS.asked_by(rule, amount))), TERMS.vocabulary)
    assert truth_of(rule, context) is truth_of(rule, turned(context))
    assert number_of(amount, context) == number_of(amount, turned(context))
