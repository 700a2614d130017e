"""What was received before, by hand: deducted, counted against a cap for a lifetime, by record."""

import pytest
from tests.support.benefits import match_with, paid

MATTER = "kind: award\namount: 50万元\nless: {matter: 小巨人奖励}\n"
THIS_YEAR = "kind: award\namount: 50万元\nless: {matter: 小巨人奖励, over: year}\n"
HALF_OF_PROVINCE = "kind: award\namount: 50万元\nless: {level: 省级, share: 50%}\n"
EITHER = "kind: award\namount: 50万元\nless: {policy: a/1, matter: 小巨人奖励}\n"
SEVERAL = "kind: award\namount: 50万元\nless: [{policy: a/1}, {level: 省级, share: 50%}]\n"
TOTAL = "kind: award\namount: 50万元\ncap: {total: 120万元}\n"
TOTAL_OF_MATTER = "kind: award\namount: 50万元\ncap: {total: {limit: 120万元, matter: 入统奖励}}\n"


@pytest.mark.parametrize(
    ("benefit", "awards", "low", "high"),
    [
        (MATTER, [], 50, 50),
        (MATTER, [{"事项": "小巨人奖励", "金额": "20万元"}, {"事项": "入统奖励", "金额": "5万元"}], 30, 30),
        (MATTER, [{"事项": "小巨人奖励", "金额": "80万元"}], 0, 0),
        (MATTER, [{"金额": "20万元"}], 30, 50),
        (THIS_YEAR, [{"事项": "小巨人奖励", "金额": "20万元", "年度": 2025}], 50, 50),
        (THIS_YEAR, [{"事项": "小巨人奖励", "金额": "20万元", "日期": "2026-01-15"}], 30, 30),
        (THIS_YEAR, [{"事项": "小巨人奖励", "金额": "20万元"}], 30, 50),
        (HALF_OF_PROVINCE, [{"级别": "省级", "金额": "40万元"}, {"级别": "市级", "金额": "9万元"}], 30, 30),
        (EITHER, [{"政策": "a/1", "金额": "10万元"}, {"事项": "小巨人奖励", "金额": "5万元"}], 35, 35),
        (EITHER, [{"政策": "a/1", "事项": "小巨人奖励", "金额": "10万元"}], 40, 40),
        (
            SEVERAL,
            [
                {"政策": "a/1", "级别": "市级", "金额": "10万元"},
                {"政策": "b", "级别": "省级", "金额": "20万元"},
            ],
            30,
            30,
        ),
        (TOTAL, [{"政策": "test/one", "金额": "60万元"}], 50, 50),
        (TOTAL, [{"政策": "test/one", "金额": "60万元"}, {"政策": "测试政策", "金额": "40万元"}], 20, 20),
        (TOTAL, [{"政策": "test/one", "金额": "150万元"}], 0, 0),
        (TOTAL_OF_MATTER, [{"政策": "x", "事项": "入统奖励", "金额": "90万元"}], 30, 30),
    ],
)
def test_past_awards(benefit: str, awards: list[dict[str, object]], low: float, high: float) -> None:
    assert paid(benefit, 历史获奖=awards, 清单完整=["历史获奖"]) == (low, high)


@pytest.mark.parametrize(("benefit", "low", "high"), [(MATTER, 0, 30), (TOTAL, 0, 50)])
def test_an_open_list_leaves_the_deduction_open(benefit: str, low: float, high: float) -> None:
    awards = [{"政策": "x", "事项": "小巨人奖励", "金额": "20万元"}]
    match = match_with(benefit, 历史获奖=awards)
    assert paid(benefit, 历史获奖=awards) == (low, high)
    assert "历史获奖清单未注明完整，扣减额在已列与可能之间" in match.steps()
    assert "past-awards" in [flag.code for flag in match.flags]
    assert paid(benefit) == (0, 50)


BY_RECORD = "kind: subsidy\namount: 10% * 项目.设备投资\nless: {matter: 设备补助}\n"
PROJECTS = [{"名称": "甲", "设备投资": "100万元"}, {"名称": "乙", "设备投资": "200万元"}]


@pytest.mark.parametrize(
    ("awards", "low"),
    [
        ([], 30),
        ([{"事项": "设备补助", "金额": "12万元"}], 18),
        ([{"事项": "设备补助", "金额": "12万元", "关联记录": "甲"}], 20),
        ([{"事项": "设备补助", "金额": "12万元", "关联记录": "乙"}], 18),
        ([{"事项": "设备补助", "金额": "12万元", "关联记录": "别的项目"}], 30),
        (
            [{"事项": "设备补助", "金额": "12万元", "关联记录": "甲"}, {"事项": "设备补助", "金额": "3万元"}],
            17,
        ),
        ([{"事项": "设备补助", "金额": "90万元"}], 0),
    ],
)
def test_an_award_that_names_a_record_is_deducted_from_that_one(
    awards: list[dict[str, object]], low: float
) -> None:
    facts = {"项目": PROJECTS, "历史获奖": awards, "清单完整": ["项目", "历史获奖"]}
    assert paid(BY_RECORD, "项目", **facts) == (low, low)


def test_a_record_without_a_name_may_be_the_one_an_award_names() -> None:
    awards = [{"事项": "设备补助", "金额": "12万元", "关联记录": "甲"}]
    facts = {"项目": [{"设备投资": "200万元"}], "历史获奖": awards, "清单完整": ["项目", "历史获奖"]}
    assert paid(BY_RECORD, "项目", **facts) == (0, 20)


def test_the_arithmetic_is_shown() -> None:
    awards = [{"事项": "小巨人奖励", "金额": "20万元"}]
    assert match_with(MATTER, 历史获奖=awards, 清单完整=["历史获奖"]).steps() == (
        "公式：50万元 − 历史获奖（事项为小巨人奖励）的金额合计",
        "此前已获：小巨人奖励 200,000 元",
        "500,000 − 200,000 = 300,000 元",
    )
    assert match_with(TOTAL, 历史获奖=[], 清单完整=["历史获奖"]).steps("en") == (
        "Fixed: CNY 500,000",
        "Nothing of the kind was received before",
        "Left of the cap for a lifetime: 1,200,000 − 0 = CNY 1,200,000",
    )
