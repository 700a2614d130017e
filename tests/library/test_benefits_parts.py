"""Sums of parts, tiers inside parts and tiers inside tiers, by hand."""

import pytest
from tests.support.benefits import match_with, paid

PARTS = """
kind: subsidy
amount:
  parts:
    - {amount: 10% * 研发费用, cap: 20万元, what: 研发补助}
    - {amount: 5万元, if: 规上企业, what: 入规奖励}
    - {amount: 1% * 纳税额, floor: 1万元}
"""
NESTED = """
kind: award
amount:
  parts:
    - amount: {tiers: [{if: 营业收入 >= 1亿元, amount: 30万元}, {if: 营业收入 >= 5000万元, amount: 10万元}]}
    - amount: {parts: [{amount: 2万元, if: 链上企业}, {amount: 3万元, if: 规上企业}]}
      cap: 4万元
"""
TIERS_IN_TIERS = """
kind: award
amount:
  tiers:
    - if: 营业收入 >= 5000万元
      amount: {tiers: [{if: 规上企业, amount: 10万元}]}
  else: {parts: [{amount: 1万元}, {amount: 2万元, if: 规上企业}]}
"""


@pytest.mark.parametrize(
    ("benefit", "facts", "low", "high"),
    [
        (PARTS, {"研发费用": "100万元", "规上企业": "是", "纳税额": "300万元"}, 10 + 5 + 3, 18),
        (PARTS, {"研发费用": "300万元", "规上企业": "否", "纳税额": "50万元"}, 20 + 0 + 1, 21),
        (PARTS, {"研发费用": "100-150万元", "纳税额": "100万元"}, 10 + 0 + 1, 15 + 5 + 1),
        (PARTS, {"规上企业": "是", "纳税额": "100万元"}, 0 + 5 + 1, 20 + 5 + 1),
        (NESTED, {"营业收入": "2亿元", "链上企业": "是", "规上企业": "是"}, 34, 34),
        (NESTED, {"营业收入": "1000万元", "链上企业": "是", "规上企业": "否"}, 2, 2),
        (NESTED, {"营业收入": "4000-6000万元", "链上企业": "否", "规上企业": "是"}, 3, 13),
        (TIERS_IN_TIERS, {"营业收入": "6000万元", "规上企业": "否"}, 0, 0),
        (TIERS_IN_TIERS, {"营业收入": "6000万元"}, 0, 10),
        (TIERS_IN_TIERS, {"营业收入": "1000万元", "规上企业": "是"}, 3, 3),
    ],
)
def test_parts(benefit: str, facts: dict[str, object], low: float, high: float | None) -> None:
    assert paid(benefit, **facts) == (low, high)


def test_parts_ask_nothing_of_the_firm() -> None:
    match = match_with(NESTED, 营业收入="1000万元", 链上企业="否", 规上企业="否")
    assert match.verdict.value == "eligible"
    assert match.amount is not None
    assert match.amount.is_exact
    assert match.amount.low == 0


def test_only_tiers_at_the_top_without_else_ask_something() -> None:
    tiers = "kind: award\namount: {tiers: [{if: 规上企业, amount: 5万元}]}\n"
    assert match_with(tiers, 规上企业="否").verdict.value == "ineligible"
    multiplied = f"{tiers}multiply: {{by: [{{if: 链上企业, times: 2}}]}}\ncap: 8万元\n"
    assert match_with(multiplied, 规上企业="否").verdict.value == "ineligible"
    inside = "kind: award\namount: {parts: [{amount: {tiers: [{if: 规上企业, amount: 5万元}]}}]}\n"
    assert match_with(inside, 规上企业="否").verdict.value == "eligible"


def test_parts_are_shown_by_their_names() -> None:
    facts = {"研发费用": "300万元", "规上企业": "否", "纳税额": "50万元"}
    assert match_with(PARTS, **facts).steps() == (
        "【研发补助】",
        "公式：10% × 上年研发费用",
        "10% × 3,000,000 = 300,000 元",
        "超过上限，按 200,000 元 封顶：200,000 元",
        "公式：1% × 上年纳税额",
        "1% × 500,000 = 5,000 元",
        "不足下限，按 10,000 元 保底：10,000 元",
        "合计 210,000 元",
    )
