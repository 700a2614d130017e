"""A plan answers as the tree evaluator does, whatever the rules, the firm and the record at hand."""

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.dice import drawn
from tests.support.firms import PlainFirm, firms
from tests.support.plans import truths_of
from tests.support.random_policies import DOCUMENT
from tests.support.rules import some_condition
from tests.support.terms import Terms, usual_terms

from policymatch.benefit import Benefit, BenefitKind, Nature
from policymatch.language import Context, RecordFacts, tree, truth_of
from policymatch.language.transform import transformed
from policymatch.plan import Answers, Program, Supposing, compile_plan
from policymatch.policy import Policy
from policymatch.values import Truth

VOCABULARY = usual_terms().vocabulary
BENEFIT = Benefit(BenefitKind.SUBSIDY, Nature.PAYMENT)
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _of_project(dice: Random, terms: Terms) -> tree.Node:
    return some_condition(dice, terms, "project")


def _judged_points(dice: Random, terms: Terms) -> tree.Node:
    """Points of which some hang on what a person says."""
    tiers = (tree.Tier(tree.Check("由人工打分", owner="0"), tree.Quantity(dice.randint(0, 9))),)
    judged = tree.Tiers(tiers, otherwise=tree.Quantity(1))
    sure = tree.Tiers((tree.Tier(_of_project(dice, terms), tree.Quantity(3)),), otherwise=tree.Quantity(0))
    return tree.Score((judged, sure), tree.Quantity(6))


leaves = st.one_of(
    drawn(_of_project, usual_terms()),
    drawn(_judged_points, usual_terms()),
    st.sampled_from([tree.Check("由人工判断", owner=owner) for owner in "01"]),
    st.just(tree.Undefined("文件没有说明")),
)


def _joined(inner: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tree.Node]:
    several = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(tree.All, several),
        st.builds(tree.Any, several),
        st.builds(tree.SomeTier, several),
        st.builds(tree.AtLeast, st.integers(1, 3), several),
        st.builds(tree.Not, inner),
        st.builds(tree.Named, st.just("通用条件"), inner),
        st.builds(tree.Criterion, inner, st.none(), st.sampled_from([None, True, False])),
    )


# What people have decided of the checks of two policies, for the firm or for one of its projects.
_ASKED = ["由人工判断", "由人工打分"]
judgements = st.dictionaries(
    st.tuples(st.sampled_from("01"), st.sampled_from(_ASKED), st.sampled_from([None, 0, 1])),
    st.sampled_from([Truth.TRUE, Truth.FALSE]),
    max_size=4,
)
libraries = st.lists(st.recursive(leaves, _joined, max_leaves=6), min_size=1, max_size=6)


def program_of(trees: list[tree.Node]) -> Program:
    policies = [
        Policy(str(number), "测试政策", "test", DOCUMENT, one, BENEFIT) for number, one in enumerate(trees)
    ]
    return Program(compile_plan(policies, VOCABULARY))


@many
@given(libraries, firms, judgements)
def test_every_policy_has_the_truth_of_its_tree(
    trees: list[tree.Node], firm: PlainFirm, judged: dict[tuple[str, str, int | None], Truth]
) -> None:
    context = Context(replace(firm, judged=judged), VOCABULARY)
    assert truths_of(program_of(trees), context) == [truth_of(one, context) for one in trees]


def test_a_decision_on_one_policy_says_nothing_of_another_that_asks_in_the_same_words() -> None:
    asked: list[tree.Node] = [tree.All((tree.Check("由人工判断", owner=owner),)) for owner in "01"]
    firm = PlainFirm({}, judged={("0", "由人工判断", None): Truth.TRUE})
    assert truths_of(program_of(asked), Context(firm, VOCABULARY)) == [Truth.TRUE, Truth.UNKNOWN]


@many
@given(libraries, firms, judgements, st.permutations(list(Supposing)))
def test_so_it_has_for_each_record_and_whatever_is_supposed_in_any_order_of_asking(
    trees: list[tree.Node],
    firm: PlainFirm,
    judged: dict[tuple[str, str, int | None], Truth],
    supposed: list[Supposing],
) -> None:
    program = program_of(trees)
    context = Context(replace(firm, judged=judged), VOCABULARY)
    answers = Answers(program, context)
    for what in supposed:
        asked = {
            Supposing.NOTHING: context,
            Supposing.CHECKS: replace(context, checks=Truth.TRUE),
            Supposing.DEFINITIONS: replace(context, checks=Truth.TRUE, undefined=Truth.TRUE),
        }[what]
        for record in (None, *firm.records("project").items):
            there = answers if record is None else answers.for_record(record)
            for one, root in zip(trees, program.roots, strict=True):
                assert there.supposing(what).truth(root) is truth_of(one, asked.with_record(record))


@many
@given(libraries, firms, judgements)
def test_a_check_decided_is_what_a_constant_in_its_place_is(
    trees: list[tree.Node], firm: PlainFirm, judged: dict[tuple[str, str, int | None], Truth]
) -> None:
    decided = replace(firm, judged=judged)
    constants = {Truth.TRUE: tree.All(()), Truth.FALSE: tree.Any(())}
    for record in (None, *firm.records("project").items):

        def constant(node: tree.Node, record: RecordFacts | None = record) -> tree.Node | None:
            truth = decided.decided(node, record) if isinstance(node, tree.Check) else None
            return None if truth is None else constants[truth]

        for one in trees:
            asked = truth_of(one, Context(decided, VOCABULARY, record))
            assert asked is truth_of(transformed(one, constant), Context(firm, VOCABULARY, record))
