"""Loan interest discounts, by hand: rates, ceilings of principal, months and days, LPR."""

import pytest
from tests.support.benefits import match_with, paid

POINTS = (
    "kind: interest_discount\namount: {interest: {points: 2%, principal_cap: 1000万元, months: 12个月}}\n"
)
ACTUAL = "kind: interest_discount\namount: {interest: {points: 2个百分点, at_most_actual: 是}}\n"
OF_RATE = "kind: interest_discount\namount: {interest: {share_of_rate: 50%}}\n"
OF_INTEREST = (
    "kind: interest_discount\namount: {interest: {share_of_interest: 50%, principal_cap: 1000万元}}\n"
)
OF_LPR = """
kind: interest_discount
amount: {interest: {share_of_lpr: 50%, lpr: 一年期LPR, at: 贷款.发放日期, months: 12个月}}
"""
ABOVE_LPR = """
kind: interest_discount
amount:
  interest:
    above_lpr: {lpr: 一年期LPR, at: 贷款.发放日期, minus: 1.5%}
    days: {from: 贷款.发放日期, to: 贷款.到期日期, of: 360}
"""


@pytest.mark.parametrize(
    ("benefit", "loan", "low", "high"),
    [
        (POINTS, {"本金": "500万元", "期限": "24个月"}, 10, 10),
        (POINTS, {"本金": "3000万元", "期限": "6个月"}, 10, 10),
        (POINTS, {"本金": "500万元"}, 0, 10),
        (POINTS, {"期限": "6个月"}, 0, 10),
        (ACTUAL, {"本金": "100万元", "期限": "12个月", "年利率": "3.5%"}, 2, 2),
        (ACTUAL, {"本金": "100万元", "期限": "36个月", "年利率": "1.2%"}, 3.6, 3.6),
        (ACTUAL, {"本金": "100万元", "期限": "12个月"}, 0, 2),
        (OF_RATE, {"本金": "200万元", "期限": "18个月", "年利率": "4%"}, 6, 6),
        (OF_RATE, {"本金": "200万元", "期限": "12个月", "年利率": ["3%", "4%"]}, 3, 4),
        (OF_INTEREST, {"本金": "800万元", "已付利息": "30万元"}, 15, 15),
        (OF_INTEREST, {"本金": "2000万元", "已付利息": "60万元"}, 15, 15),
        (OF_INTEREST, {"已付利息": "60万元"}, 0, 30),
        (OF_LPR, {"本金": "100万元", "期限": "12个月", "发放日期": "2025-01-20"}, 1.55, 1.55),
        (OF_LPR, {"本金": "100万元", "期限": "3个月", "发放日期": "2024-08"}, 0.41875, 0.41875),
        (OF_LPR, {"本金": "100万元", "期限": "12个月", "发放日期": "2023-05-01"}, 0, None),
        (
            ABOVE_LPR,
            {"本金": "100万元", "年利率": "3.6%", "发放日期": "2025-01-01", "到期日期": "2025-12-27"},
            2,
            2,
        ),
        (
            ABOVE_LPR,
            {"本金": "100万元", "年利率": "1.5%", "发放日期": "2025-01-01", "到期日期": "2025-12-27"},
            0,
            0,
        ),
        (
            ABOVE_LPR,
            {
                "本金": "100万元",
                "年利率": "3.6%",
                "发放日期": "2025-01-01",
                "到期日期": ["2025-06-30", "2025-12-27"],
            },
            1,
            2,
        ),
    ],
)
def test_interest(benefit: str, loan: dict[str, object], low: float, high: float | None) -> None:
    assert paid(benefit, "贷款", 贷款=[loan], 清单完整=["贷款"]) == (low, high)


def test_loans_add_up_under_the_firm_cap() -> None:
    loans = [{"本金": "500万元", "期限": "24个月"}, {"本金": "800万元", "期限": "12个月"}]
    benefit = f"{POINTS}cap: {{record: 15万元, firm_year: 22万元}}\n"
    assert paid(benefit, "贷款", 贷款=loans, 清单完整=["贷款"]) == (22, 22)


def test_a_policy_of_the_firm_states_principal_and_time() -> None:
    stated = """
    kind: interest_discount
    amount: {interest: {principal: 1.5 * 研发费用, points: 1%, months: 6个月}}
    """
    assert paid(stated, 研发费用="400万元") == (3, 3)
    by_days = """
    kind: interest_discount
    amount: {interest: {principal: 365万元, points: 2%, days: {from: 2025-01-01, to: 2025-01-31, of: 365}}}
    """
    assert paid(by_days) == (0.6, 0.6)


def test_the_arithmetic_is_shown() -> None:
    match = match_with(
        POINTS, "贷款", 贷款=[{"合同编号": "A1", "本金": "500万元", "期限": "24个月"}], 清单完整=["贷款"]
    )
    assert match.steps() == (
        "【贷款1】公式：（贷款的本金、1,000万元）中较小者 × 2% × （贷款的期限、12个月）中较小者 ÷ 1年",
        "【贷款1】取小(5,000,000, 10,000,000) × 2% × 取小(2年, 1年) ÷ 1年 = 100,000 元",
    )
    assert match.steps("en")[1] == (
        "[loan 1] min(5,000,000, 10,000,000) × 2% × min(2 years, 1 year) ÷ 1 year = CNY 100,000"
    )
