"""Whatever an author writes as a leaf, loading gives a policy or problems in place, and raises nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mistakes.leaves import load

WORDS = [
    "营业收入",
    "研发费用",
    "员工人数",
    "成立日期",
    "注册地",
    "行业",
    "划型",
    "规上企业",
    "名单",
    "资质",
    "项目",
    "项目.设备投资",
    "企业.营业收入",
    "经营范围",
    "高新技术企业（省级，2023）",
    "宿州市",
    "鼓楼区",
    "制造业",
    "小型",
    "是",
    "研发费用（统计口径）",
    "营业收入[上年]",
    "最小(",
    "同比增长率(",
    "增量(",
    "(",
    ")",
    "（",
    "）",
    "[",
    "]",
    ".",
    ",",
    "、",
    "，",
    "；",
    "：",
    "「",
    "」",
    "且",
    "或",
    "非",
    "属于",
    "不属于",
    "包含",
    "具有",
    "持有有效",
    "曾获",
    "最高",
    "至",
    ">=",
    "<",
    "=",
    "!=",
    "+",
    "-",
    "*",
    "/",
    "1",
    "2000万元",
    "50人",
    "3%",
    "3个百分点",
    "2021-01-01",
    "2021年13月",
    "50",
    "5G",
    "元",
    "人",
    "revenue",
    "in",
    "holds",
    "and",
    "or",
    "not",
    "up_to",
]

leaves = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
    st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=6).map("".join),
)


@settings(deadline=None)
@given(leaves, st.booleans(), st.booleans())
def test_any_text(leaf: str, record: bool, amount: bool) -> None:
    policies, codes = load(leaf, record, amount)
    assert policies == 0 if codes else policies == 1


@pytest.mark.parametrize(
    "leaf",
    [
        pytest.param("非 " * 600 + "规上企业", id="not"),
        pytest.param("营业收入 > " + "-" * 1500 + "1元", id="minus"),
        pytest.param("营业收入 > 1元" + " * 1" * 480, id="product"),
        pytest.param("营业收入 > 1" + "+1" * 900, id="sum"),
    ],
)
def test_long_chains(leaf: str) -> None:
    assert load(leaf)[1] == ["leaf-too-deep"]


@pytest.mark.parametrize(
    "leaf",
    [
        pytest.param("(" * 1999, id="brackets"),
        pytest.param(")" * 1999, id="closing"),
        pytest.param("[" * 1999, id="square"),
        pytest.param("「" * 1999, id="quotes"),
        pytest.param("、" * 1999, id="separators"),
        pytest.param("9" * 1999, id="digits"),
        pytest.param("营业收入 > " + "9" * 1900 + "万元", id="huge number"),
        pytest.param("注册地 属于 " + "宿州市、" * 400 + "宿州市", id="many names"),
        pytest.param("规上企业" + " 或 规上企业" * 200, id="many alternatives"),
        pytest.param("最小(" + "1元, " * 400 + "1元) > 1元", id="many arguments"),
    ],
)
def test_hostile_leaves(leaf: str) -> None:
    policies, codes = load(leaf)
    assert policies == 0 if codes else policies == 1
