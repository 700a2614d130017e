"""Amounts, by hand: caps, floors, tiers, rounding, lists that may go on."""

from decimal import Decimal

import pytest
from tests.support.policies import match_of

from policymatch import Amount

WAN = Decimal(10_000)


def amount(benefit: str, firm: dict[str, object], record: str = "") -> Amount | None:
    match = match_of(f"{record}eligible: 注册地 属于 宿州市\nbenefit: {{kind: subsidy, {benefit}}}\n", firm)
    return match.amount


def firm(**facts: object) -> dict[str, object]:
    return {"注册地": "宿州市", "数据年度": 2025, **facts}


@pytest.mark.parametrize(
    ("benefit", "facts", "low", "high"),
    [
        ("amount: 10万元", {}, 10, 10),
        ("amount: 10% * 研发费用", {"研发费用": "36.5万元"}, 3.65, 3.65),
        ("amount: 10% * 研发费用, cap: 3万元", {"研发费用": "36.5万元"}, 3, 3),
        ("amount: 10% * 研发费用, cap: 3万元", {}, 0, 3),
        ("amount: 10% * 研发费用", {}, 0, None),
        ("amount: 10% * 研发费用, floor: 1万元", {"研发费用": "5万元"}, 1, 1),
        ("amount: 10% * 研发费用", {"研发费用": "30-50万元"}, 3, 5),
        ("amount: 最高 500万元", {}, 0, 500),
        ("amount: 10万元 至 150万元", {}, 10, 150),
        ("amount: 10% 至 20% * 研发费用", {"研发费用": "100万元"}, 10, 20),
        ('amount: "最小(10% * 研发费用, 5万元)"', {"研发费用": "100万元"}, 5, 5),
        ("amount: 20% * 应纳税所得额", {"应纳税所得额": "-50万元"}, 0, 0),
        ("amount: 1000元 / 人 * 员工人数", {"员工人数": "50-99人"}, 5, 9.9),
    ],
)
def test_amounts(benefit: str, facts: dict[str, object], low: float, high: float | None) -> None:
    paid = amount(benefit, firm(**facts))
    assert paid is not None
    assert paid.low == Decimal(str(low)) * WAN
    assert paid.high == (None if high is None else Decimal(str(high)) * WAN)


def test_rounding_is_half_up_to_the_fen_and_outward_for_ranges() -> None:
    exact = amount("amount: 0.1% * 研发费用", firm(研发费用="15.00元"))
    assert exact is not None
    assert exact.low == exact.high == Decimal("0.02")
    ranged = amount("amount: 0.1% * 研发费用", firm(研发费用=["14元", "16元"]))
    assert ranged is not None
    assert (ranged.low, ranged.high) == (Decimal("0.01"), Decimal("0.02"))


def test_no_money_stated_is_no_amount() -> None:
    match = match_of("eligible: 注册地 属于 宿州市\nbenefit: {kind: service, what: 专家上门}\n", firm())
    assert match.amount is None
    assert match.to_dict()["amount"] is None


TIERS = """
eligible: 注册地 属于 宿州市
benefit:
  kind: award
  amount:
    mode: {mode}
    tiers:
      - {{if: 营业收入 >= 1亿元, amount: 30万元}}
      - {{if: 营业收入 >= 5000万元, amount: 20万元}}
      - {{if: 营业收入 >= 2000万元, amount: 10万元}}
{otherwise}"""


def tiered(mode: str, revenue: str, otherwise: str = "") -> tuple[str, Decimal | None, Decimal | None]:
    match = match_of(TIERS.format(mode=mode, otherwise=otherwise), firm(营业收入=revenue))
    paid = match.amount or match.amount_if_eligible
    assert match.verdict.value == "ineligible" or paid is not None
    low, high = (None, None) if paid is None else (paid.low, paid.high)
    return match.verdict.value, low, high


@pytest.mark.parametrize(
    ("mode", "revenue", "expected"),
    [
        ("first", "2亿元", ("eligible", 30, 30)),
        ("first", "6000万元", ("eligible", 20, 20)),
        ("first", "1999万元", ("ineligible", None, None)),
        ("first", "4000-6000万元", ("eligible", 10, 20)),
        ("first", "1000-6000万元", ("undecided", 10, 20)),
        ("highest", "6000万元", ("eligible", 20, 20)),
        ("sum", "6000万元", ("eligible", 30, 30)),
        ("sum", "2亿元", ("eligible", 60, 60)),
    ],
)
def test_tiers(mode: str, revenue: str, expected: tuple[str, int | None, int | None]) -> None:
    verdict, low, high = tiered(mode, revenue)
    assert verdict == expected[0]
    if expected[1] is not None and expected[2] is not None:
        assert (low, high) == (expected[1] * WAN, expected[2] * WAN)


def test_a_range_that_tiers_cover_jointly_is_covered() -> None:
    body = """
    eligible: 注册地 属于 宿州市
    benefit:
      kind: award
      amount:
        tiers:
          - {if: 营业收入 <= 5000万元, amount: 5万元}
          - {if: 营业收入 > 5000万元, amount: 8万元}
    """
    match = match_of(body, firm(营业收入="4000-6000万元"))
    assert match.verdict.value == "eligible"
    assert match.amount == Amount(5 * WAN, 8 * WAN)


def test_else_needs_no_tier_to_hold() -> None:
    verdict, low, high = tiered("first", "100万元", "    else: 1万元\n")
    assert (verdict, low, high) == ("eligible", WAN, WAN)


PER_PROJECT = """
for: 项目
eligible:
  all: [注册地 属于 宿州市, 项目.设备投资 >= 500万元]
benefit: {kind: subsidy, amount: 10% * 项目.设备投资, cap: {record: 300万元, firm_year: 500万元}}
"""


@pytest.mark.parametrize(
    ("projects", "closed", "expected"),
    [
        (["800万元"], True, (80, 80)),
        (["800万元", "600万元"], True, (140, 140)),
        (["5000万元"], True, (300, 300)),
        (["5000万元", "3000万元"], True, (500, 500)),
        (["800万元", "400万元"], True, (80, 80)),
        (["800万元", "400-600万元"], True, (80, 140)),
    ],
)
def test_the_sum_over_records(projects: list[str], closed: bool, expected: tuple[int, int]) -> None:
    facts = firm(项目=[{"设备投资": one} for one in projects], 清单完整=["项目"])
    paid = match_of(PER_PROJECT, facts).amount
    assert paid == Amount(expected[0] * WAN, expected[1] * WAN)


def test_an_open_list_leaves_the_high_end_open_to_the_cap() -> None:
    paid = match_of(PER_PROJECT, firm(项目=[{"设备投资": "800万元"}])).amount
    assert paid == Amount(80 * WAN, 500 * WAN, listed=Amount(80 * WAN, 80 * WAN))


def test_an_undecided_match_carries_the_amount_it_would_pay() -> None:
    facts = firm(项目=[{"设备投资": "400-600万元"}], 清单完整=["项目"])
    match = match_of(PER_PROJECT, facts)
    assert match.amount is None
    assert match.amount_if_eligible == Amount(40 * WAN, 60 * WAN)


def test_the_arithmetic_is_shown() -> None:
    facts = firm(项目=[{"名称": "产线改造", "设备投资": "5000万元"}], 清单完整=["项目"])
    assert match_of(PER_PROJECT, facts).steps() == (
        "【产线改造】公式：10% × 项目的设备投资",
        "【产线改造】10% × 50,000,000 = 5,000,000 元",
        "【产线改造】超过上限，按 3,000,000 元 封顶：3,000,000 元",
        "每家企业每年上限 5,000,000 元",
    )
    assert match_of(PER_PROJECT, facts).steps("en")[1] == "[产线改造] 10% × 50,000,000 = CNY 5,000,000"
