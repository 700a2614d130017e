"""Development zones in rules: the list, the counties outside which no zone lies, places and zones mixed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.language import condition, firm_of, truth, vocabulary

from policymatch import Enterprise
from policymatch.language import parse, print_expression, prose, resolve, tree, truth_of
from policymatch.values import Codes, Listing, Truth

IN_ZONE = "所在园区 包含 新乡高新区"
REGISTERED = "注册地 属于 新乡高新区"
MIXED = "注册地 属于 武陟县、新乡高新区"
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "closed", "expected"),
    [
        ({"所在园区": ["新乡高新区"]}, False, T),
        ({"所在园区": ["新乡市高新区"], "注册地": "宿州市"}, False, T),  # what is stated stands
        ({"注册地": "新乡市红旗区"}, False, U),
        ({"注册地": "新乡市红旗区"}, True, U),  # a list that is not given at all is not closed by that
        ({"注册地": "新乡市红旗区", "所在园区": []}, True, F),
        ({"注册地": "新乡市红旗区", "所在园区": ["郑州高新区"]}, True, F),
        ({"注册地": "新乡市"}, False, U),
        ({"注册地": "河南省"}, False, U),
        ({}, False, U),
        ({"注册地": "新乡市卫滨区"}, False, F),
        ({"注册地": "宿州市"}, False, F),
        ({"注册地": ["宿州市", "红旗区"]}, False, U),
        ({"注册地": "宿州市", "所在园区": ["某某产业园"]}, False, F),
        ({"注册地": "新乡高新区"}, False, T),
        ({"注册地": "新乡高新区"}, True, T),
    ],
)
def test_whether_a_firm_is_in_a_zone(facts: dict[str, object], closed: bool, expected: Truth) -> None:
    for text in (IN_ZONE, REGISTERED, "注册地 = 新乡高新区"):
        assert truth(text, facts, closed) is expected
    for text in ("所在园区 不包含 新乡高新区", "注册地 不属于 新乡高新区", "注册地 != 新乡高新区"):
        assert truth(text, facts, closed) is expected.negated


def test_both_ways_to_write_it_are_one_condition() -> None:
    assert condition(REGISTERED) == condition(IN_ZONE)
    assert condition("region in xinxiang_high_tech_zone") == condition(IN_ZONE)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("武陟县", T),
        ("新乡高新区", T),
        ("新乡市红旗区", U),
        ("新乡市卫滨区", F),
        ("河南省", U),
        ("焦作市", U),
    ],
)
def test_places_and_zones_may_be_mixed(place: str, expected: Truth) -> None:
    assert truth(MIXED, {"注册地": place}, closed=False) is expected
    negated = "注册地 不属于 武陟县、新乡高新区"
    assert truth(negated, {"注册地": place}, closed=False) is expected.negated


@pytest.mark.parametrize(
    ("place", "expected"), [("新乡高新区", F), ("新乡市红旗区", U), ("新乡市卫滨区", T), ("宿州市", F)]
)
def test_a_zone_may_be_left_out_of_a_place(place: str, expected: Truth) -> None:
    assert truth("注册地 属于 新乡市 除 新乡高新区", {"注册地": place}, closed=False) is expected


def test_several_zones() -> None:
    text = "所在园区 包含 新乡高新区、湘西高新区"
    assert truth(text, {"注册地": "吉首市"}, closed=False) is U
    assert truth(text, {"注册地": "宿州市"}, closed=False) is F
    assert truth(text, {"注册地": "宿州市", "所在园区": ["湘西高新区"]}, closed=False) is T


@pytest.mark.parametrize(
    "text", ["所在园区 包含 某某产业园", "所在园区 包含 新乡高新区、某某产业园", "所在园区 包含 高新区"]
)
def test_where_a_zone_is_not_declared_its_place_says_nothing(text: str) -> None:
    node = condition(text)
    assert isinstance(node, tree.Contains)
    assert node.within is None
    assert truth(text, {"注册地": "宿州市"}, closed=False) is U


@pytest.mark.parametrize(
    ("zone", "kind", "expected"),
    [
        ("新乡高新区", "高新区", T),
        ("新乡高新区", "经开区", F),
        ("西咸新区", "新区", T),
        ("某某产业园", "高新区", F),
    ],
)
def test_a_firm_in_a_zone_is_in_a_zone_of_its_kind(zone: str, kind: str, expected: Truth) -> None:
    assert truth(f"所在园区 包含 {kind}", {"所在园区": [zone]}) is expected


def test_what_is_printed_and_said() -> None:
    text = MIXED
    node = condition(text)
    assert print_expression(node, vocabulary()) == "注册地 属于 武陟县 或 所在园区 包含 新乡高新区"
    assert prose(condition(IN_ZONE), vocabulary()) == "所在园区包含新乡高新区"
    assert "Xinxiang High-tech Zone" in prose(condition(IN_ZONE), vocabulary(), "en")


def test_other_fields_of_regions_take_no_zones() -> None:
    codes = {
        problem.code
        for key in ("统计地", "税务登记地")
        if vocabulary().fields.find(key) is not None
        for problem in resolve(parse(f"{key} 属于 新乡高新区"), vocabulary())[1]
    }
    assert codes <= {"unknown-code"}


def test_a_profile_may_say_a_zone_as_its_place() -> None:
    firm = Enterprise.from_dict({"名称": "甲公司", "注册地": "新乡高新区"})
    assert firm.value("region") == Codes(frozenset({"410702", "410721"}))
    assert firm.value("zone") == Listing(("xinxiang_high_tech_zone", "high_tech_zone"))
    more = Enterprise.from_dict(
        {"名称": "甲公司", "所在园区": ["某某产业园"], "注册地": "新乡高新区", "清单完整": ["所在园区"]}
    )
    found = Listing(("某某产业园", "xinxiang_high_tech_zone", "high_tech_zone"), closed=True)
    assert more.value("zone") == found
    for one in (firm, more):
        for lang in ("zh", "en"):
            assert Enterprise.from_dict(one.to_dict(lang)).facts == one.facts
    # Of several places one is meant, and nobody knows which.
    several = Enterprise.from_dict({"名称": "甲公司", "注册地": ["新乡高新区", "宿州市"]})
    assert several.value("zone") is None
    assert several.value("region") == Codes(frozenset({"3413", "410702", "410721"}))


PLACES = ["新乡市红旗区", "新乡县", "新乡市", "河南省", "宿州市", "新乡市卫滨区", "湘西州", "吉首市", None]
ZONES = ["新乡高新区", "湘西高新区", "高新区", "某某产业园"]


@given(
    st.sampled_from(PLACES),
    st.none() | st.lists(st.sampled_from(ZONES), max_size=2),
    st.booleans(),
    st.lists(st.sampled_from(ZONES), min_size=1, max_size=3),
    st.sampled_from(ZONES),
)
def test_learning_more_never_flips_an_answer(
    place: str | None, listed: list[str] | None, closed: bool, asked: list[str], more: str
) -> None:
    """A firm that turns out to be in one more zone, where it may be, keeps every answer that was decided."""
    text = f"所在园区 包含 {'、'.join(asked)}"
    facts: dict[str, object] = {} if place is None else {"注册地": place}
    if listed is not None:
        facts["所在园区"] = listed
    before = truth(text, facts, closed)
    zone = vocabulary().zones.find(more)
    inside = zone is None or truth("注册地 属于 " + "、".join(zone.within), facts, False) is not F
    if not closed and inside:
        after = truth(text, {**facts, "所在园区": [*(listed or []), more]}, closed)
        assert before in (U, after)
    context = firm_of(facts, closed)
    assert truth_of(tree.Not(condition(text)), context) is before.negated
