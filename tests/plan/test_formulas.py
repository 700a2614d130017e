"""The plan's amounts are those of the tree evaluator, whatever the formula, the firm and the record."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.amounts import some_amount
from tests.support.dice import drawn, one_in
from tests.support.firms import PlainFirm, PlainRecord, firms
from tests.support.numbers import CNY
from tests.support.random_policies import DOCUMENT, some_judged_policy
from tests.support.terms import Terms, usual_terms

from policymatch import PolicyLibrary
from policymatch.benefit import Benefit, BenefitKind, Nature
from policymatch.language import Context, number_of, tree
from policymatch.matching import Match
from policymatch.matching.prepared import Prepared
from policymatch.plan import Answers, Figure, Program, Supposing, compile_plan, span_of
from policymatch.policy import Policy
from policymatch.values import ANYTHING, Choice, Listing, Span

VOCABULARY = usual_terms().vocabulary
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _some_formula(dice: Random, terms: Terms) -> tree.Node:
    """Return an amount, some of it by functions of several numbers, and some hanging on a check."""
    parts = tuple(some_amount(dice, terms, dice.choice((None, "project"))) for _ in range(dice.randint(1, 3)))
    name = dice.choice(("min", "max", "sum", "mean", "floor", "ceil", None))
    if name in ("floor", "ceil"):
        return tree.Function(name, parts[:1])
    made = parts[0] if name is None else tree.Function(name, parts)
    if one_in(dice, 3):
        made = tree.Arithmetic(dice.choice(list(tree.Operator)), made, parts[-1])
    if one_in(dice, 3):
        made = tree.Tiers((tree.Tier(tree.Check("由人工判断"), tree.Negative(made)),), otherwise=parts[-1])
    return made


def _per_project(name: str, formula: tree.Node) -> Policy:
    benefit = Benefit(BenefitKind.SUBSIDY, Nature.PAYMENT, formula)
    return Policy(name, "测试政策", "test", DOCUMENT, tree.All(()), benefit, record="project")


@many
@given(st.lists(drawn(_some_formula, usual_terms()), min_size=1, max_size=3), firms)
def test_every_formula_has_the_figure_of_its_tree(formulas: list[tree.Node], firm: PlainFirm) -> None:
    policies = [_per_project(str(number), one) for number, one in enumerate(formulas)]
    program = Program(compile_plan(policies, VOCABULARY))
    answers = Answers(program, Context(firm, VOCABULARY))
    for record in (*firm.records("project").items, None):
        there = answers if record is None else answers.for_record(record)
        for what in Supposing:
            supposed = there.supposing(what)
            for one in formulas:
                number = program.formulas.number(one)
                assert number is not None
                assert span_of(supposed.figure(number)) == number_of(one, supposed.context)


def _some_paying_policy(dice: Random, terms: Terms) -> Policy:
    """Return a policy that may deduct something from the sum over records."""
    policy = some_judged_policy(dice, terms)
    if policy.record is None or one_in(dice, 2):
        return policy
    less = tree.Quantity(dice.randint(0, 30), CNY)
    return replace(policy, benefit=replace(policy.benefit, firm_less=less))


@many
@given(st.lists(drawn(_some_paying_policy, usual_terms()), min_size=1, max_size=4), firms)
def test_every_policy_pays_what_it_would_by_itself(several: list[Policy], firm: PlainFirm) -> None:
    named = {str(number): replace(policy, id=str(number)) for number, policy in enumerate(several)}
    context = Context(firm, VOCABULARY)
    for match, _ in Prepared(PolicyLibrary(named, VOCABULARY, "test")).matches(context):
        alone = Match.of(match.policy, context)
        assert match.amount == alone.amount
        assert match.amount_if_eligible == alone.amount_if_eligible


def test_of_a_record_only_the_awards_that_name_it_are_deducted() -> None:
    received = tree.Records(tree.Summary.SUM, "award", None, tree.Fact("award", "amount"))
    formula = tree.Arithmetic(tree.Operator.SUBTRACT, tree.Quantity(100, CNY), received)
    plain = _per_project("all", formula)
    deducting = replace(plain, id="own", benefit=replace(plain.benefit, firm_less=tree.Quantity(0, CNY)))
    library = PolicyLibrary({one.id: one for one in (plain, deducting)}, VOCABULARY, "test")
    project = PlainRecord({("name", None, None): Choice.exact("甲")})
    awards = tuple(
        PlainRecord({("record", None, None): Choice.exact(name), ("amount", None, None): Span.exact(yuan)})
        for name, yuan in (("甲", 30), ("乙", 20))
    )
    firm = PlainFirm({}, {"project": Listing((project,), True), "award": Listing(awards, True)})
    matches = Prepared(library).matches(Context(firm, VOCABULARY))
    assert [str(match.amount) for match, _ in matches] == ["50.00", "70.00"]


@pytest.mark.parametrize(
    ("formula", "figure"),
    [
        (tree.Arithmetic(tree.Operator.MULTIPLY, tree.Quantity(Fraction(1, 2)), tree.Quantity(6)), 3),
        (tree.Capped(tree.Quantity(5), tree.Function("max", (tree.Quantity(2), tree.Quantity(4)))), 4),
        (tree.Arithmetic(tree.Operator.DIVIDE, tree.Quantity(5), tree.Quantity(0)), ANYTHING),
        (tree.Fact(None, "registered_capital"), None),
    ],
)
def test_what_is_the_same_for_every_firm_is_known_from_the_start(
    formula: tree.Node, figure: Figure | None
) -> None:
    program = Program(compile_plan([_per_project("one", formula)], VOCABULARY))
    number = program.formulas.number(formula)
    assert number is not None
    assert program.formulas.known[number] == figure
