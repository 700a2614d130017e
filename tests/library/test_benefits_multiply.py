"""Multipliers, by hand: the highest, added up, multiplied, capped."""

import pytest
from tests.support.benefits import match_with, paid

BY = "by: [{if: 规上企业, times: 1.5}, {if: 链上企业, times: 1.2}]"
BASE = "kind: award\namount: 10万元\n"
HIGHEST = f"{BASE}multiply: {{{BY}}}\n"
ADD = f"{BASE}multiply: {{mode: add, {BY}}}\n"
PRODUCT = f"{BASE}multiply: {{mode: product, {BY}}}\n"
CAPPED = f"{BASE}multiply: {{mode: product, cap: 1.6, {BY}}}\n"
THEN_CAPPED = f"{HIGHEST}cap: 12万元\n"

BOTH = {"规上企业": "是", "链上企业": "是"}
ONE = {"规上企业": "否", "链上企业": "是"}
NONE = {"规上企业": "否", "链上企业": "否"}
HALF_KNOWN = {"链上企业": "是"}


@pytest.mark.parametrize(
    ("benefit", "facts", "low", "high"),
    [
        (HIGHEST, BOTH, 15, 15),
        (HIGHEST, ONE, 12, 12),
        (HIGHEST, NONE, 10, 10),
        (HIGHEST, HALF_KNOWN, 12, 15),
        (HIGHEST, {}, 10, 15),
        (ADD, BOTH, 17, 17),
        (ADD, ONE, 12, 12),
        (ADD, NONE, 10, 10),
        (ADD, HALF_KNOWN, 12, 17),
        (PRODUCT, BOTH, 18, 18),
        (PRODUCT, ONE, 12, 12),
        (PRODUCT, HALF_KNOWN, 12, 18),
        (CAPPED, BOTH, 16, 16),
        (CAPPED, {}, 10, 16),
        (THEN_CAPPED, BOTH, 12, 12),
    ],
)
def test_multiply(benefit: str, facts: dict[str, object], low: float, high: float) -> None:
    assert paid(benefit, **facts) == (low, high)


def test_the_arithmetic_is_shown() -> None:
    benefit = f"kind: award\namount: 10% * 研发费用\nmultiply: {{cap: 1.4, {BY}}}\n"
    assert match_with(benefit, 研发费用="100万元", **BOTH).steps() == (
        "倍数：",
        "适用档次：规上企业：是",
        "按 150% 计",
        "适用档次：链上企业：是",
        "按 120% 计",
        "10% × 1,000,000 × 取小(150%, 140%) = 140,000 元",
    )
