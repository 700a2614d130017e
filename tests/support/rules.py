"""Random conditions and amounts of the language, as resolved and checked trees over real vocabulary."""

from datetime import timedelta
from fractions import Fraction

from hypothesis import strategies as st
from tests.support.firms import ANY_SIGN, AS_OF, COUNTS, ENUMS, HONOURS, MONEY, PROJECT_MONEY, REGIONS, TAGS

from policymatch.language import tree, walk
from policymatch.values import Comparison, Span
from policymatch.values.arithmetic import whole

CNY = (("CNY", 1),)
PERSON = (("person", 1),)

years = st.sampled_from([tree.LAST_YEAR, tree.Year(-2), tree.Year(0), tree.Year(2024, relative=False)])
yearly = st.builds(tree.Fact, st.none(), st.sampled_from((*MONEY, *ANY_SIGN)), years)
project_money = st.builds(tree.Fact, st.just("project"), st.sampled_from(PROJECT_MONEY))
comparisons = st.sampled_from(list(Comparison))
# Literals are finite decimals, as people write them.
numbers = st.one_of(st.integers(0, 100), st.integers(0, 4000).map(lambda n: whole(Fraction(n, 40))))


def quantities(dimension: tuple[tuple[str, int], ...]) -> st.SearchStrategy[tree.Node]:
    return st.builds(tree.Quantity, numbers, st.just(dimension))


ratios: st.SearchStrategy[tree.Quantity] = st.builds(tree.Quantity, numbers, st.just(()))


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
    either = st.one_of(plain, tiers)
    return st.one_of(
        either,
        st.builds(tree.Capped, either, plain),
        st.builds(tree.Floored, either, plain),
        st.builds(tree.UpTo, plain),
        st.builds(tree.Between, plain, plain),
    )


def asked_by_tiers(amount: tree.Node) -> list[tree.SomeTier]:
    """What the tiers of an amount ask of the firm: that some tier holds, where there is no "else"."""
    return [
        tree.SomeTier(tuple(tier.when for tier in node.tiers))
        for node in walk(amount)
        if isinstance(node, tree.Tiers) and node.otherwise is None
    ]
