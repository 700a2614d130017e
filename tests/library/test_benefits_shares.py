"""Who pays what and when: instalments, funding, payee, shared caps; and what is no promise."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.benefits import in_wan, match_with, paid

from policymatch import Amount
from policymatch.benefit import Nature, Share
from policymatch.matching.split import split

TERMS = """
kind: award
amount: 50万元
instalments: [{share: 40%, when: 首年}, {share: 60%, when: 次年}]
funding: {市级: 70%, 区级: 30%}
"""


def test_instalments_and_funding_split_what_is_paid() -> None:
    match = match_with(TERMS)
    assert [(one.name, one.amount and in_wan(one.amount)) for one in match.instalments] == [
        ("首年", (20, 20)),
        ("次年", (30, 30)),
    ]
    assert [(one.name, one.amount and in_wan(one.amount)) for one in match.funding] == [
        ("市级", (35, 35)),
        ("区级", (15, 15)),
    ]
    plain = match.to_dict()
    assert plain["instalments"] == [
        {"when": "首年", "share": 0.4, "amount": {"low": 200000, "high": 200000}},
        {"when": "次年", "share": 0.6, "amount": {"low": 300000, "high": 300000}},
    ]
    assert plain["funding"] == [
        {"payer": "市级", "share": 0.7, "amount": {"low": 350000, "high": 350000}},
        {"payer": "区级", "share": 0.3, "amount": {"low": 150000, "high": 150000}},
    ]


def test_a_range_is_split_into_ranges() -> None:
    match = match_with(
        "kind: award\namount: 10% * 研发费用\ninstalments: [25%, 75%]\n", 研发费用="100-200万元"
    )
    assert [one.amount and in_wan(one.amount) for one in match.instalments] == [(2.5, 5), (7.5, 15)]
    assert [one.name for one in match.instalments] == [None, None]


@given(st.integers(0, 10**9), st.lists(st.integers(1, 20), min_size=1, max_size=6))
def test_parts_of_one_figure_add_up_to_it(fen: int, weights: list[int]) -> None:
    yuan = Decimal(fen).scaleb(-2)
    shares = tuple(Share(Fraction(weight, sum(weights))) for weight in weights)
    parts = [one.amount for one in split(Amount(yuan, yuan), shares)]
    assert all(part is not None and part.is_exact and part.low >= 0 for part in parts)
    assert sum(part.low for part in parts if part is not None) == yuan


def test_money_for_somebody_else_is_of_its_own_nature() -> None:
    match = match_with("kind: subsidy\namount: 50万元\npayee: 融资担保机构\n")
    assert match.nature is Nature.THIRD_PARTY
    assert match.to_dict()["payee"] == "融资担保机构"
    assert match_with("kind: subsidy\namount: 50万元\n").nature is Nature.PAYMENT


SHARED = "kind: subsidy\namount: 10% * 研发费用\nshared_cap: {group: 科技, limit: 30万元, over: year}\n"


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [({"研发费用": "200万元"}, 20, 20), ({"研发费用": "900万元"}, 30, 30), ({}, 0, 30)],
)
def test_a_shared_cap_bounds_a_single_match(facts: dict[str, object], low: float, high: float) -> None:
    assert paid(SHARED, **facts) == (low, high)
    match = match_with(SHARED, **facts)
    assert match.steps()[-1] == "与“科技”其他政策合计，每年不超过 300,000 元"
    assert match.to_dict()["shared_cap"] == [
        {"group": "科技", "limit": {"low": 300000, "high": 300000}, "over": "year"}
    ]


@pytest.mark.parametrize(
    ("benefit", "promised"),
    [
        ("amount: 50万元", True),
        ("amount: 最高 50万元", False),
        ("amount: 50万元, quota: 20家", False),
        ("amount: 50万元, budget: 500万元", False),
        ("amount: 50万元, ranking: 前10名", False),
        ("amount: 50万元, limited: 择优", False),
        ("amount: null", False),
    ],
)
def test_what_may_be_told_as_a_promise(benefit: str, promised: bool) -> None:
    match = match_with(f"{{kind: award, {benefit}}}\n")
    assert match.promised is promised
    assert match.to_dict()["promised"] is promised


def test_limits_are_flagged() -> None:
    match = match_with("kind: award\namount: 50万元\nquota: 20家\nbudget: 500万元\nranking: 前10名\n")
    assert [(flag.code, flag.verify) for flag in match.flags] == [
        ("quota", True),
        ("budget", True),
        ("ranking", True),
    ]


def test_an_undecided_match_promises_nothing() -> None:
    match = match_with("kind: award\namount: {tiers: [{if: 规上企业, amount: 5万元}]}\n")
    assert match.verdict.value == "undecided"
    assert not match.promised
