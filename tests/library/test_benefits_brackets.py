"""Marginal brackets, by hand, and against the function they stand for."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.benefits import match_with, paid

BRACKETS = """
kind: award
amount: {brackets: {of: 营业收入, steps: [{to: 1000万元, rate: 1%}, {to: 5000万元, rate: 2%}, {rate: 3%}]}}
"""
FROM = """
kind: award
amount: {brackets: {of: 营业收入, from: 500万元, steps: [{to: 1000万元, rate: 1%}, {to: 5000万元, rate: 2%}]}}
"""
PER_HEAD = """
kind: award
amount: {brackets: {of: 员工人数, steps: [{to: 10人, rate: 1000元 / 人}, {rate: 500元 / 人}]}}
"""
OF_PROFIT = (
    "kind: award\namount: {brackets: {of: 应纳税所得额, steps: [{to: 100万元, rate: 5%}, {rate: 10%}]}}\n"
)


@pytest.mark.parametrize(
    ("benefit", "facts", "low", "high"),
    [
        (BRACKETS, {"营业收入": "800万元"}, 8, 8),
        (BRACKETS, {"营业收入": "1000万元"}, 10, 10),
        (BRACKETS, {"营业收入": "6000万元"}, 10 + 80 + 30, 120),
        (BRACKETS, {"营业收入": "800-6000万元"}, 8, 120),
        (BRACKETS, {}, 0, None),
        (FROM, {"营业收入": "400万元"}, 0, 0),
        (FROM, {"营业收入": "600万元"}, 1, 1),
        (FROM, {"营业收入": "9000万元"}, 5 + 80, 85),
        (FROM, {}, 0, 85),
        (PER_HEAD, {"员工人数": 8}, 0.8, 0.8),
        (PER_HEAD, {"员工人数": 30}, 2, 2),
        (OF_PROFIT, {"应纳税所得额": "300万元"}, 25, 25),
        (OF_PROFIT, {"应纳税所得额": "-300万元"}, 0, 0),
        (OF_PROFIT, {"应纳税所得额": ["-100万元", "300万元"]}, 0, 25),
    ],
)
def test_brackets(benefit: str, facts: dict[str, object], low: float, high: float | None) -> None:
    assert paid(benefit, **facts) == (low, high)


def owed(revenue: int) -> Fraction:
    """What BRACKETS comes to, the way a tax table is read: from the top bracket down."""
    for start, before, rate in ((5000, 90, 3), (1000, 10, 2), (0, 0, 1)):
        if revenue >= start:
            return before + Fraction(rate * (revenue - start), 100)
    raise AssertionError(revenue)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 9000), st.integers(0, 9000))
def test_a_range_is_as_tight_as_the_table(first: int, second: int) -> None:
    low, high = sorted((first, second))
    found = paid(BRACKETS, 营业收入=[f"{low}万元", f"{high}万元"])
    assert found == (float(owed(low)), float(owed(high)))


def test_each_slice_is_shown() -> None:
    steps = match_with(FROM, 营业收入="600万元").steps()
    assert steps == (
        "适用档次：上年营业收入超过500万元",
        "公式：(（上年营业收入、1,000万元）中较小者 − 500万元) × 1%",
        "(取小(6,000,000, 10,000,000) − 5,000,000) × 1% = 10,000 元",
    )
    assert match_with(BRACKETS, 营业收入="6000万元").steps("en")[-1] == "Sum: CNY 1,200,000"
