"""A leaf that was read as another one with its own figure is what reading it afresh gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policymatch.library.alike import last_figure
from policymatch.library.leaves import Known, Leaves
from policymatch.vocabulary import base_vocabulary
from policymatch.yamlio import Source

HEADS = [
    "",
    "最高 ",
    "营业收入 >= ",
    "营业收入 不低于 ",
    "营业收入 + 利润总额 > ",
    "营业收入 / ",
    "营业收入 > 元 至 ",
    "元 至 ",
    "营业收入 >= 5万元 且 纳税额 > ",
    "营业收入[上年] > ",
    "规上企业 且 营业收入 >= ",
    "非 营业收入 >= ",
    "员工人数 >= ",
    "成立日期 + ",
    "成立日期 < 今天 - ",
    "成立日期 = ",
    "年份(成立日期) = ",
    "近两年合计(营业收入) >= ",
    "存在(项目 其中 总投资 >= 5亿元 且 设备投资 / 总投资 >= 10%) 且 营业收入 >= ",
    "项目.设备投资 > ",
    "营业收人 >= ",
    "营业收入>= ",
    "营业收入 >= -",
    "资质 具有 ",
    "行业 属于 ",
    "「营业收入」 ≥　",
    "划型 = ",
]
UNITS = [
    "万元",
    "元",
    "亿元",
    "人",
    "件",
    "年",
    "个月",
    "天",
    "%",
    "个百分点",
    "倍",
    "",
    "美元",
    "万人",
    "米",
    "吨",
]

numbers = st.integers(0, 10**9).map(str) | st.decimals(0, 3000, places=2).map(str)
leaves = st.builds("{}{}{}".format, st.sampled_from(HEADS), numbers, st.sampled_from(UNITS))


def read(text: str, as_amount: bool, known: Known) -> tuple[str, str]:
    """Return the tree of a leaf with all positions, and its problems."""
    of_leaf = Leaves(Source("a.yaml", places={(): (1, 1)}), base_vocabulary(), "project", known=known)
    node = of_leaf.amount(text, ()) if as_amount else of_leaf.condition(text, ())
    return repr(node), repr(of_leaf.problems)


@given(st.lists(st.tuples(leaves, st.booleans()), min_size=2, max_size=5))
def test_whatever_was_read_before_a_leaf_is_read_alike(texts: list[tuple[str, bool]]) -> None:
    known: Known = {}
    for text, as_amount in texts:
        assert read(text, as_amount, known) == read(text, as_amount, {})


@given(st.sampled_from(HEADS), numbers, numbers, st.sampled_from(UNITS), st.booleans())
def test_another_figure_changes_nothing_else(
    head: str, first: str, second: str, unit: str, as_amount: bool
) -> None:
    known: Known = {}
    read(f"{head}{first}{unit}", as_amount, known)
    text = f"{head}{second}{unit}"
    assert read(text, as_amount, known) == read(text, as_amount, {})


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("营业收入 >= 500万元", True),
        ("最高 50.5万元", True),
        ("员工人数 >= 50人", True),
        ("营业收入 / 0元", False),
        ("营业收入 >= 500", False),
        ("研发费用 / 营业收入 >= 3%", False),
        ("成立日期 + 3年", False),
        ("纳税额[2023] >= 500万元", False),
        ("营业收入 >= 500万元 且 规上企业", False),
        ("营业收入 >=500万元", False),
    ],
)
def test_which_leaves_have_a_figure_of_their_own(text: str, alike: bool) -> None:
    assert (last_figure(text) is not None) == alike


def test_a_leaf_with_two_figures_is_no_pattern_for_others() -> None:
    known: Known = {}
    assert read("元 至 5元", True, known)[1] == "[]"
    assert "range-reversed" in read("元 至 0.5元", True, known)[1]
