"""The road of honours: held, qualifying, failing and open rungs, and the law that nobody knows yet."""

from collections.abc import Mapping
from datetime import date

from policymatch import Enterprise, PolicyLibrary, Truth
from policymatch.nearest import Road, Rung, road_of

LIBRARY = PolicyLibrary.load()
OLD_LAW = date(2026, 3, 16)
NEW_LAW = date(2026, 4, 1)

FIRM = {
    "数据年度": 2025,
    "清单完整": ["资质"],
    "资质": [],
    "成立日期": "2019-05-20",
    "拥有核心知识产权": "是",
    "高新技术领域": ["新材料"],
    "员工人数": "100人",
    "科技人员数": "10人",
    "营业收入": {2023: "3000万元", 2024: "4000万元", 2025: "5000万元"},
    "研发费用（高企口径）": {2023: "100万元", 2024: "200万元", 2025: "300万元"},
    "境内研发占比（高企口径）": {2023: "60%", 2024: "60%", 2025: "60%"},
    "高新收入占比（高企口径）": {2025: "60%"},
    "创新能力评价得分": "71分",
}


def road(facts: Mapping[str, object], on: date = OLD_LAW) -> Road:
    return road_of(Enterprise.from_dict({"企业名称": "甲", **FIRM, **facts}), LIBRARY, on)


def rung(facts: Mapping[str, object], honour: str = "high_tech_enterprise", on: date = OLD_LAW) -> Rung:
    return next(one for one in road(facts, on).rungs if one.honour == honour)


def told(one: Rung) -> list[str]:
    return [step.text("zh") for step in one.steps]


def test_rungs_stand_in_the_order_in_which_firms_take_them() -> None:
    assert [one.name.zh for one in road({}).rungs] == [
        "科技型中小企业",
        "高新技术企业",
        "创新型中小企业",
        "专精特新中小企业",
        "专精特新小巨人企业",
    ]


def test_a_rung_whose_conditions_are_met() -> None:
    one = rung({})
    assert (one.held, one.qualifies, one.steps, one.failing, one.missing) == (
        Truth.FALSE,
        Truth.TRUE,
        (),
        (),
        (),
    )


def test_a_rung_that_is_held_and_the_next() -> None:
    held = road({"资质": ["科技型中小企业", "高新技术企业"]})
    assert [one.held for one in held.rungs[:3]] == [Truth.TRUE, Truth.TRUE, Truth.FALSE]
    assert held.next is held.rungs[2]


def test_a_rung_that_fails_names_the_condition_and_the_step() -> None:
    one = rung({"科技人员数": "9人"})
    assert one.qualifies is Truth.FALSE
    assert [text.zh for text in one.failing] == ["科技人员占比不低于10%"]
    assert told(one) == ["科技人员数增加1人，达到10人"]


def test_a_rung_with_two_ways_up() -> None:
    """5% of 12000万元 is 600万元, 30万元 more; or sales above 5000万元, from where 4% are enough."""
    one = rung({"研发费用（高企口径）": {2023: "90万元", 2024: "180万元", 2025: "300万元"}})
    assert set(told(one)) == {
        "2025年研发费用（高企口径）增加30万元，达到330万元",
        "2025年营业收入做到超过5,000万元（现为5,000万元）",
    }


def test_a_rung_that_fails_in_what_the_firm_cannot_change_has_no_step() -> None:
    one = rung({"成立日期": "2025-12-01"})
    assert (one.qualifies, told(one)) == (Truth.FALSE, [])


def test_an_open_rung_names_what_is_missing_and_after_a_step_what_is_still() -> None:
    without = {key: value for key, value in FIRM.items() if key != "创新能力评价得分"}
    open_one = road_of(Enterprise.from_dict({"企业名称": "甲", **without}), LIBRARY, OLD_LAW).rungs[1]
    assert open_one.qualifies is Truth.UNKNOWN
    assert [missing.label.zh for missing in open_one.missing] == ["创新能力评价得分"]
    few = {**without, "科技人员数": "9人"}
    failing = road_of(Enterprise.from_dict({"企业名称": "甲", **few}), LIBRARY, OLD_LAW).rungs[1]
    (step,) = failing.steps
    assert step.text("zh") == "科技人员数增加1人，达到10人"
    assert [missing.label.zh for missing in step.missing] == ["创新能力评价得分"]


def test_figures_of_the_new_law_are_not_known() -> None:
    for honour in ("tech_sme", "innovative_sme", "specialized_sme", "little_giant"):
        one = rung({}, honour, NEW_LAW)
        assert one.qualifies is Truth.UNKNOWN
        assert one.unknown_law is not None
        assert "没有核到" in one.unknown_law
        assert (one.steps, one.missing) == ((), ())
    # What governs high-tech enterprises is in force without end.
    assert rung({}, on=NEW_LAW).unknown_law is None
