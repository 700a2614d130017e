"""A plan answers as the tree evaluator does, whatever the rules, the firm and the record at hand."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.dice import drawn
from tests.support.firms import PlainFirm, firms, some_record
from tests.support.rules import criteria, some_condition, some_group
from tests.support.terms import usual_terms

from policymatch.benefit import Benefit, BenefitKind, Nature
from policymatch.language import Context, RecordFacts, tree, truth_of
from policymatch.plan import Answers, Program, Supposing, compile_plan
from policymatch.policy import Document, Policy
from policymatch.values import Comparison, Truth
from policymatch.values.dates import days_of

TERMS = usual_terms()
VOCABULARY = TERMS.vocabulary
AS_OF_DAY = tree.Moment.AS_OF
DOCUMENT = Document(title="测试文件", issuer="某市", level="city", region="3413")
BENEFIT = Benefit(BenefitKind.SUBSIDY, Nature.PAYMENT)
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

of_project = tree.Compare(
    Comparison.GE, tree.Fact("project", "equipment_investment"), tree.Quantity(20, (("CNY", 1),))
)
number_of_projects = tree.Records(tree.Summary.COUNT, "project", of_project)
years_of_project = tree.Year(-1, anchor=tree.Fact("project", "completed_on"))
conditions = drawn(some_condition, TERMS, "project")
points = st.builds(
    lambda when, first: tree.Tiers((tree.Tier(when, tree.Quantity(first)),), otherwise=tree.Quantity(1)),
    st.one_of(conditions, st.just(tree.Check("由人工打分"))),
    st.integers(0, 9),
)
newer = st.one_of(
    st.builds(
        tree.Compare,
        st.sampled_from(Comparison),
        st.just(number_of_projects),
        st.builds(tree.Quantity, st.integers(0, 3)),
    ),
    st.builds(tree.Score, st.lists(points, min_size=1, max_size=3).map(tuple), st.just(tree.Quantity(6))),
    st.builds(tree.Named, st.just("通用条件"), conditions),
    st.builds(
        tree.Compare,
        st.sampled_from(Comparison),
        st.just(tree.Fact(None, "revenue", years_of_project)),
        st.builds(tree.Quantity, st.integers(0, 50), st.just((("CNY", 1),))),
    ),
    st.builds(
        tree.Compare,
        st.sampled_from(Comparison),
        st.just(tree.Fact(None, "established")),
        st.sampled_from([tree.Day(days_of(2025, 3)), tree.Day(days_of(2025)), tree.RelativeDay(AS_OF_DAY)]),
    ),
)

leaves = st.one_of(
    conditions,
    drawn(some_group, TERMS, "project"),
    newer,
    st.just(tree.Check("由人工判断")),
    st.just(tree.Undefined("文件没有说明")),
    st.builds(tree.SomeTier, st.lists(criteria, min_size=1, max_size=3).map(tuple)),
)


def _joined(inner: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tree.Node]:
    several = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(tree.All, several),
        st.builds(tree.Any, several),
        st.builds(tree.AtLeast, st.integers(1, 3), several),
        st.builds(tree.Not, inner),
        st.builds(tree.Criterion, inner, st.none(), st.sampled_from([None, True, False])),
    )


projects = drawn(some_record, "project", TERMS)
libraries = st.lists(st.recursive(leaves, _joined, max_leaves=6), min_size=1, max_size=6)


def program_of(trees: list[tree.Node]) -> Program:
    policies = [
        Policy(f"test/{number}", "测试政策", "test", DOCUMENT, one, BENEFIT)
        for number, one in enumerate(trees)
    ]
    return Program(compile_plan(policies, VOCABULARY))


@many
@given(libraries, firms)
def test_every_policy_has_the_truth_of_its_tree(trees: list[tree.Node], firm: PlainFirm) -> None:
    context = Context(firm, VOCABULARY)
    assert Answers(program_of(trees), context).roots() == [truth_of(one, context) for one in trees]


@many
@given(libraries, firms, st.lists(projects, max_size=3), st.permutations(list(Supposing)))
def test_so_it_has_for_each_record_and_whatever_is_supposed_in_any_order_of_asking(
    trees: list[tree.Node], firm: PlainFirm, records: list[RecordFacts], supposed: list[Supposing]
) -> None:
    program = program_of(trees)
    context = Context(firm, VOCABULARY)
    answers = Answers(program, context)
    for what in supposed:
        asked = {
            Supposing.NOTHING: context,
            Supposing.CHECKS: replace(context, checks=Truth.TRUE),
            Supposing.DEFINITIONS: replace(context, checks=Truth.TRUE, undefined=Truth.TRUE),
        }[what]
        for record in (None, *records):
            there = answers if record is None else answers.for_record(record)
            for one, root in zip(trees, program.roots, strict=True):
                assert there.supposing(what).truth(root) is truth_of(one, asked.with_record(record))
