"""Random conditions and amounts of the language, as resolved and checked trees over real vocabulary."""

from datetime import timedelta
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st
from tests.support.firms import (
    ANY_SIGN,
    AS_OF,
    COUNTS,
    ENUMS,
    HONOURS,
    MATTERS,
    MONEY,
    PROJECT_MONEY,
    REGIONS,
    TAGS,
)

from policymatch.language import tree, walk
from policymatch.library.benefits.brackets import build_brackets
from policymatch.library.benefits.less import awarded_for, past_awards
from policymatch.library.benefits.nodes import ALWAYS, NO_MONEY, minus, not_below_zero, product, smaller
from policymatch.library.leaves import Leaves
from policymatch.library.spec_amount import BracketsInner, BracketSpec
from policymatch.values import Comparison, Span
from policymatch.values.arithmetic import whole
from policymatch.vocabulary import base_vocabulary
from policymatch.yamlio import read_text

CNY = (("CNY", 1),)
PERSON = (("person", 1),)

years = st.sampled_from([tree.LAST_YEAR, tree.Year(-2), tree.Year(0), tree.Year(2024, relative=False)])
yearly = st.builds(tree.Fact, st.none(), st.sampled_from((*MONEY, *ANY_SIGN)), years)
project_money = st.builds(tree.Fact, st.just("project"), st.sampled_from(PROJECT_MONEY))
comparisons = st.sampled_from(list(Comparison))
# Literals are finite decimals, as people write them.
numbers = st.one_of(st.integers(0, 100), st.integers(0, 4000).map(lambda n: whole(Fraction(n, 40))))


@cache
def quantities(dimension: tuple[tuple[str, int], ...]) -> st.SearchStrategy[tree.Node]:
    return st.builds(tree.Quantity, numbers, st.just(dimension))


ratios: st.SearchStrategy[tree.Quantity] = st.builds(tree.Quantity, numbers, st.just(()))


@cache
def money(project: bool) -> st.SearchStrategy[tree.Node]:
    """Expressions that come to 元."""
    facts = st.one_of(yearly, project_money) if project else yearly
    leaves = st.one_of(facts, quantities(CNY))

    def larger(inner: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tree.Node]:
        both = st.tuples(inner, inner)
        return st.one_of(
            st.builds(
                tree.Arithmetic, st.sampled_from([tree.Operator.ADD, tree.Operator.SUBTRACT]), inner, inner
            ),
            st.builds(tree.Arithmetic, st.just(tree.Operator.MULTIPLY), ratios, inner),
            st.builds(
                tree.Arithmetic, st.just(tree.Operator.DIVIDE), inner, ratios.filter(lambda q: q.value != 0)
            ),
            st.builds(tree.Negative, inner),
            st.builds(tree.Function, st.sampled_from(["min", "max"]), both),
        )

    return st.recursive(leaves, larger, max_leaves=4)


@cache
def criteria(project: bool) -> st.SearchStrategy[tree.Node]:
    """Conditions on one fact or formula."""
    amounts = money(project)
    ratio = st.builds(tree.Arithmetic, st.just(tree.Operator.DIVIDE), amounts, amounts)
    growth = st.builds(tree.Function, st.just("growth"), yearly.map(lambda fact: (fact,)))
    increase = st.builds(tree.Function, st.just("increase"), yearly.map(lambda fact: (fact,)))
    days = st.integers(-400, 400).map(lambda n: AS_OF + timedelta(days=n)).map(lambda d: Span(d, d))
    return st.one_of(
        st.builds(tree.Compare, comparisons, amounts, amounts),
        st.builds(tree.Compare, comparisons, st.one_of(ratio, growth), ratios),
        st.builds(tree.Compare, comparisons, increase, quantities(CNY)),
        st.builds(
            tree.Compare,
            comparisons,
            st.builds(tree.Fact, st.none(), st.sampled_from(COUNTS)),
            quantities(PERSON),
        ),
        st.builds(
            tree.Compare, comparisons, st.just(tree.Fact(None, "established")), st.builds(tree.Day, days)
        ),
        st.builds(tree.IsTrue, st.just(tree.Fact(None, "above_scale"))),
        st.builds(
            tree.Among,
            st.just(tree.Fact(None, "size_class")),
            st.lists(st.sampled_from(ENUMS["size_class"]), min_size=1, max_size=3, unique=True).map(tuple),
            st.booleans(),
        ),
        st.builds(
            tree.Among,
            st.just(tree.Fact(None, "region")),
            st.lists(st.sampled_from(REGIONS), min_size=1, max_size=2, unique=True).map(tuple),
            st.booleans(),
        ),
        st.builds(
            tree.Contains,
            st.just(tree.Fact(None, "lists")),
            st.lists(st.sampled_from(TAGS["lists"]), min_size=1, max_size=2, unique=True).map(tuple),
            st.booleans(),
        ),
        st.builds(
            tree.Holds,
            st.sampled_from(list(tree.Holding)),
            st.lists(wanted_honours, min_size=1, max_size=2, unique=True).map(tuple),
        ),
    )


wanted_honours = st.builds(
    tree.HonourWanted,
    st.sampled_from(HONOURS),
    st.none(),
    st.none(),
    st.sampled_from([None, None, tree.Year(-1), tree.Year(2025, relative=False)]),
)


@cache
def conditions(project: bool = False) -> st.SearchStrategy[tree.Node]:
    """Whole conditions: and, or, not, at least."""

    def larger(inner: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tree.Node]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            st.builds(tree.All, several),
            st.builds(tree.Any, several),
            st.builds(tree.Not, inner),
            st.builds(tree.AtLeast, st.integers(1, 2), several),
        )

    return st.recursive(criteria(project), larger, max_leaves=5)


@cache
def amounts(project: bool = False) -> st.SearchStrategy[tree.Node]:
    """Amount formulas: caps, floors, up-to, ranges, tiers in every mode."""
    plain = money(project)
    tier = st.builds(tree.Tier, criteria(project), plain)
    tiers = st.builds(
        tree.Tiers,
        st.lists(tier, min_size=1, max_size=3).map(tuple),
        st.sampled_from(list(tree.TierMode)),
        st.one_of(st.none(), plain),
    )
    either = st.one_of(plain, tiers, parts(project), brackets())
    changed = st.one_of(either, st.builds(product, either, factors(project)), st.builds(less, either, pasts))
    return st.one_of(
        changed,
        st.builds(tree.Capped, changed, plain),
        st.builds(tree.Capped, st.builds(tree.Capped, changed, plain, st.just(tree.CapScope.RECORD)), plain),
        st.builds(tree.Floored, changed, plain),
        st.builds(tree.UpTo, plain),
        st.builds(tree.Between, plain, plain),
    )


@cache
def parts(project: bool) -> st.SearchStrategy[tree.Node]:
    """Sums of parts, some of which always count."""
    plain = money(project)
    bounded = st.one_of(plain, st.builds(tree.Capped, plain, plain), st.builds(tree.Floored, plain, plain))
    part = st.builds(tree.Tier, st.one_of(st.just(ALWAYS), criteria(project)), bounded)
    several = st.lists(part, min_size=1, max_size=3).map(tuple)
    return st.builds(tree.Tiers, several, st.just(tree.TierMode.SUM), st.just(NO_MONEY))


def _brackets(of: str, *steps: tuple[str, str]) -> tree.Node:
    listed = [BracketSpec(to=end, rate=rate) for end, rate in steps]
    spec = BracketsInner(of=of, steps=[*listed, BracketSpec(rate="5%")])
    made = build_brackets(spec, Leaves(read_text("{}", "rule.yaml"), base_vocabulary()), ())
    assert made is not None
    return made


@cache
def brackets() -> st.SearchStrategy[tree.Node]:
    """Marginal brackets over yearly facts, as the macro builds them."""
    bases = ("营业收入", "研发费用[前年]", "应纳税所得额")
    tables = ((("10元", "10%"), ("50元", "30%")), (("40元", "50%"),))
    return st.sampled_from([_brackets(base, *table) for base in bases for table in tables])


@cache
def factors(project: bool) -> st.SearchStrategy[tree.Node]:
    """Multipliers: one factor of several tiers, capped or not."""
    tier = st.builds(tree.Tier, criteria(project), ratios)
    several = st.lists(tier, min_size=1, max_size=2).map(tuple)
    modes = st.sampled_from([tree.TierMode.FIRST, tree.TierMode.HIGHEST, tree.TierMode.SUM])
    factor = st.builds(tree.Tiers, several, modes, st.just(tree.Quantity(1)))
    return st.one_of(factor, st.builds(smaller, factor, ratios))


pasts = st.sampled_from((None, *MATTERS)).map(
    lambda matter: past_awards(tree.All(()) if matter is None else awarded_for((), matter))
)


def less(amount: tree.Node, past: tree.Node) -> tree.Node:
    """An amount less what was received before."""
    return not_below_zero(minus(amount, past))


def asked_by_tiers(amount: tree.Node) -> list[tree.SomeTier]:
    """What the tiers of an amount ask of the firm: that some tier holds, where there is no "else"."""
    return [
        tree.SomeTier(tuple(tier.when for tier in node.tiers))
        for node in walk(amount)
        if isinstance(node, tree.Tiers) and node.otherwise is None
    ]
