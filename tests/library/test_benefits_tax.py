"""Tax saved and tax put off, by hand; natures are never mixed."""

import pytest
from tests.support.benefits import match_with, paid

from policymatch.benefit import Nature


def tax(inner: str) -> str:
    return f"kind: tax\namount: {{tax: {{{inner}}}}}\n"


REDUCED = tax("method: reduced_rate, base: 应纳税所得额, rate: 15%, instead_of: 25%")
SMALL = tax("method: reduced_base_and_rate, base: 应纳税所得额, share: 25%, rate: 20%, instead_of: 25%")
EXEMPT = tax("method: exemption, tax: 纳税额, share: 50%")
ALL_OF_IT = tax("method: exemption, tax: 纳税额")
SUPER = tax("method: super_deduction, base: 研发费用, extra: 100%, rate: 25%")
ONE_OFF = tax("method: one_off_deduction, base: 研发费用, rate: 25%, years: 10")
EXTRA = tax("method: extra_credit, base: 研发费用, extra: 5%")


@pytest.mark.parametrize(
    ("benefit", "facts", "low", "high"),
    [
        (REDUCED, {"应纳税所得额": "500万元"}, 50, 50),
        (REDUCED, {"应纳税所得额": "-80万元"}, 0, 0),
        (REDUCED, {"应纳税所得额": ["-80万元", "100万元"]}, 0, 10),
        (SMALL, {"应纳税所得额": "300万元"}, 60, 60),
        (SMALL, {"应纳税所得额": "100-200万元"}, 20, 40),
        (EXEMPT, {"纳税额": "40万元"}, 20, 20),
        (ALL_OF_IT, {"纳税额": "40万元"}, 40, 40),
        (ALL_OF_IT, {}, 0, None),
        (SUPER, {"研发费用": "200万元"}, 50, 50),
        (SUPER, {"研发费用": "200-300万元"}, 50, 75),
        (ONE_OFF, {"研发费用": "400万元"}, 90, 90),
        (ONE_OFF, {}, 0, None),
        (EXTRA, {"研发费用": "300万元"}, 15, 15),
        (EXTRA, {"研发费用": "0元"}, 0, 0),
    ],
)
def test_tax(benefit: str, facts: dict[str, object], low: float, high: float | None) -> None:
    assert paid(benefit, **facts) == (low, high)


def test_a_deferral_is_no_saving() -> None:
    put_off = match_with(ONE_OFF, 研发费用="400万元")
    assert put_off.nature is Nature.TAX_DEFERRAL
    assert match_with(SUPER, 研发费用="400万元").nature is Nature.TAX_SAVING
    assert put_off.to_dict()["nature"] == "tax_deferral"


def test_a_loss_saves_nothing_beside_another_part() -> None:
    parts = """
    kind: tax
    amount:
      parts:
        - {amount: {tax: {method: reduced_rate, base: 应纳税所得额, rate: 15%, instead_of: 25%}}}
        - {amount: {tax: {method: super_deduction, base: 研发费用, extra: 100%, rate: 25%}}}
    """
    assert paid(parts, 应纳税所得额="-80万元", 研发费用="200万元") == (50, 50)


def test_the_arithmetic_is_shown() -> None:
    assert match_with(REDUCED, 应纳税所得额="500万元").steps() == (
        "公式：上年应纳税所得额 × (25% − 15%)",
        "5,000,000 × (25% − 15%) = 500,000 元",
    )
