"""Rules that name regions which were merged or divided: what they mean, and how they are printed."""

from datetime import date

import pytest
from tests.support.language import AS_OF, vocabulary

from policymatch import Enterprise
from policymatch.language import Context, parse, print_expression, prose, resolve, tree, truth_of
from policymatch.matching.firm import FirmOn
from policymatch.values import Truth


def read(text: str, on: date | None = None) -> tree.Node:
    node, problems = resolve(parse(text), vocabulary(), on=on)
    assert node is not None, problems
    return node


def asked(text: str, place: str, on: date | None = None) -> Truth:
    firm = Enterprise.from_dict({"名称": "甲公司", "注册地": place})
    return truth_of(read(text, on), Context(FirmOn(firm, AS_OF), vocabulary()))


BEFORE, AFTER = date(2020, 6, 1), date(2022, 6, 1)


@pytest.mark.parametrize(
    ("text", "on", "place", "truth"),
    [
        ("注册地 属于 江干区", None, "江干区", Truth.TRUE),
        ("注册地 属于 江干区", None, "上城区", Truth.UNKNOWN),
        ("注册地 属于 江干区", None, "杭州市钱塘区", Truth.UNKNOWN),
        ("注册地 属于 江干区", None, "杭州市", Truth.UNKNOWN),
        ("注册地 属于 江干区", None, "拱墅区", Truth.FALSE),
        ("注册地 属于 江干区", None, "原上城区", Truth.FALSE),
        ("注册地 属于 杭州市", None, "江干区", Truth.TRUE),
        ("注册地 属于 上城区", None, "原上城区", Truth.TRUE),
        ("注册地 属于 上城区", None, "江干区", Truth.UNKNOWN),  # or in what is now 钱塘区
        ("注册地 属于 余杭区", BEFORE, "临平区", Truth.TRUE),
        ("注册地 属于 余杭区", AFTER, "临平区", Truth.FALSE),
        ("注册地 属于 余杭区", None, "临平区", Truth.FALSE),
        ("注册地 不属于 余杭区", BEFORE, "临平区", Truth.FALSE),
        ("注册地 = 余杭区", BEFORE, "临平区", Truth.TRUE),
        ("注册地 属于 上城区", BEFORE, "上城区", Truth.UNKNOWN),
        ("注册地 属于 上城区", AFTER, "上城区", Truth.TRUE),
        ("注册地 属于 杭州市 除 江干区", None, "上城区", Truth.UNKNOWN),
        ("注册地 属于 重庆市江北区", None, "两江新区", Truth.UNKNOWN),
        ("注册地 属于 两江新区", None, "重庆市江北区", Truth.TRUE),
    ],
)
def test_whether_a_firm_lies_in_a_region_that_is_no_more(
    text: str, on: date | None, place: str, truth: Truth
) -> None:
    assert asked(text, place, on) is truth


@pytest.mark.parametrize(
    ("text", "on", "printed"),
    [
        ("注册地 属于 杭州市江干区、宿州市", None, "注册地 属于 原江干区、宿州市"),
        ("注册地 属于 上城区、下城区", BEFORE, "注册地 属于 原上城区、原下城区"),
        ("注册地 属于 余杭区", BEFORE, "注册地 属于 余杭区、临平区"),
        ("注册地 属于 「330102/330104」", None, "注册地 属于 「330102/330104」"),
        ("注册地 属于 重庆市江北区、宁波市江北区", None, "注册地 属于 原江北区、浙江省宁波市江北区"),
    ],
)
def test_what_is_printed_reads_back_on_any_day(text: str, on: date | None, printed: str) -> None:
    node = read(text, on)
    assert print_expression(node, vocabulary()) == printed
    for day in (None, date(2010, 1, 1)) if "余杭" not in text else (None,):
        for lang in ("zh", "en"):
            assert read(print_expression(node, vocabulary(), lang), day) == node


def test_people_read_that_it_is_no_more() -> None:
    assert prose(read("注册地 属于 江干区"), vocabulary()) == "注册地属于浙江省杭州市原江干区"


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("江北区", ("浙江省宁波市江北区（330205）", "重庆市原江北区（500105）")),
        ("朝阳区", ("北京市朝阳区（110105）", "吉林省长春市朝阳区（220104）")),
        ("新市区", ("河北省保定市竞秀区（130602）", "新疆维吾尔自治区乌鲁木齐市新市区（650104）")),
    ],
)
def test_a_name_of_several_is_an_error_that_lists_them(name: str, candidates: tuple[str, ...]) -> None:
    node, problems = resolve(parse(f"注册地 属于 {name}"), vocabulary())
    assert node is None
    (problem,) = problems
    assert problem.code == "ambiguous-code"
    for one in candidates:
        assert one in problem.message()
