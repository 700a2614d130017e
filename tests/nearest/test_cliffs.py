"""Cliffs: limits near enough to be told, and what is lost beyond them."""

from collections.abc import Mapping

import pytest
from tests.support.policies import AS_OF, policy_of

from policymatch import Enterprise, PolicyLibrary, recommend
from policymatch.nearest import Cliff, cliffs_of

SMALL = {"季度平均从业人数": "100人", "季度平均资产总额": "2000万元", "限制和禁止行业": "否"}


def cliffs(eligible: str, facts: Mapping[str, object], amount: str = "10万元") -> tuple[Cliff, ...]:
    _, library = policy_of(f"eligible: {eligible}\nbenefit: {{kind: subsidy, amount: {amount}}}")
    return of(library, facts)


def of(library: PolicyLibrary, facts: Mapping[str, object]) -> tuple[Cliff, ...]:
    firm = Enterprise.from_dict({"企业名称": "甲", "数据年度": 2025, **facts}, library.vocabulary)
    return cliffs_of(recommend(firm, library, AS_OF))


@pytest.mark.parametrize(
    ("staff", "room"),
    # 10% of the limit of 300 is 30 people: 270 stand at the edge, 269 are further away.
    [("269人", None), ("270人", 30), ("299人", 1), ("300人", 0)],
)
def test_a_limit_within_a_tenth_of_itself_is_told(staff: str, room: int | None) -> None:
    found = [
        (cliff.limit, cliff.room, cliff.exclusive)
        for cliff in cliffs("员工人数 <= 300人", {"员工人数": staff})
    ]
    assert found == ([] if room is None else [(300, room, False)])


def test_a_limit_that_must_not_be_reached() -> None:
    (cliff,) = cliffs("营业收入 < 400万元", {"营业收入": "390万元"})
    assert (cliff.limit, cliff.room, cliff.exclusive) == (4_000_000, 100_000, True)
    assert cliff.text.zh == "2025年营业收入现为390万元，须低于400万元，还差10万元就到"


@pytest.mark.parametrize(("before", "told"), [("160万元", True), ("250万元", False), ("150万元", True)])
def test_a_figure_that_passes_the_limit_if_it_grows_as_it_did(before: str, told: bool) -> None:
    # 230 + (230 − 160) = 300, just at the limit; with 250 it fell, and 300 is further than a tenth away.
    facts = {"营业收入": {2024: before, 2025: "230万元"}}
    assert [cliff.growing for cliff in cliffs("营业收入 < 300万元", facts)] == ([True] if told else [])


def test_what_is_lost_is_what_is_paid_at_the_limit() -> None:
    (cliff,) = cliffs("研发费用 <= 100万元", {"研发费用": "95万元"}, "10% * 研发费用")
    (loss,) = cliff.losses
    assert str(loss.amount) == "100,000.00"


def test_a_limit_behind_a_definition_is_found() -> None:
    firm = {"研发费用": "29万元", "营业收入": "1000万元"}
    assert [cliff.target.key for cliff in cliffs("研发强度 <= 3%", firm)] == ["rd_expense"]


@pytest.mark.parametrize(
    ("eligible", "facts", "amount"),
    [
        ("员工人数 >= 290人", {"员工人数": "295人"}, "10万元"),  # a floor, not a ceiling
        ("员工人数 <= 300人", {"员工人数": "295-299人"}, "10万元"),  # not exact
        ("员工人数 <= 300人", {"员工人数": "310人"}, "10万元"),  # not eligible
        ("员工人数 <= 300人", {"员工人数": "295人"}, "0元"),  # nothing to lose
        ("营业收入[2023] <= 100万元", {"营业收入[2023]": "99万元"}, "10万元"),  # history does not grow
    ],
)
def test_no_cliff(eligible: str, facts: Mapping[str, object], amount: str) -> None:
    assert cliffs(eligible, facts, amount) == ()


def test_small_low_profit_firms_lose_sixty_wan_at_three_million() -> None:
    """Of 300万元 of income 5% is paid, 15万元; of a fen more 25%, 75万元 (公告2023年第12号)."""
    firm = {
        **SMALL,
        "应纳税所得额": {2024: "240万元", 2025: "280万元"},
        "六税两费": "6万元",
        "法律形式": "公司",
    }
    found = of(PolicyLibrary.load(), {**firm, "增值税纳税人类型": "一般纳税人"})
    (cliff,) = [one for one in found if one.target.key == "taxable_income"]
    assert (cliff.value, cliff.limit, cliff.room, cliff.growing) == (2_800_000, 3_000_000, 200_000, True)
    lost = {loss.match.policy.id: str(loss.amount) for loss in cliff.losses}
    # The halving of six taxes hangs on the same definition: 50% × 6万元.
    assert lost == {
        "cn/mof-2023-12/small-low-profit": "600,000.00",
        "cn/mof-2023-12/six-taxes-two-fees": "30,000.00",
    }
    assert (
        cliff.text.en
        == "taxable income of 2025 is CNY 2,800,000, the limit is CNY 3,000,000: CNY 200,000 of room"
    )
