"""What a message advises can be written."""

import pytest
from tests.mistakes.leaves import load


@pytest.mark.parametrize(
    "leaf",
    [
        "注册地 属于 江苏省南京市鼓楼区",
        "注册地 = 福建省福州市鼓楼区",
        "注册地 属于 「350102」",
        "行业 属于 C2231",
        "注册地 属于 350102",
        "注册地 = 350102",
    ],
)
def test_a_region_by_its_full_name_or_code(leaf: str) -> None:
    assert load(leaf) == (1, [])


@pytest.mark.parametrize(
    "leaf", ["研发投入 >= 50万元", "revenue >= 1000万元", "营业收入 >= 1000万元 且 规上企业"]
)
def test_names_that_messages_suggest(leaf: str) -> None:
    assert load(leaf) == (1, [])


@pytest.mark.parametrize(
    "year", ["上年", "当年", "前年", "2023", "last_year", "this_year", "year_before_last"]
)
def test_years_that_messages_name(year: str) -> None:
    assert load(f"营业收入[{year}] >= 1万元") == (1, [])
