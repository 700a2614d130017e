"""Which figures a text states, and what two writings have in common."""

from fractions import Fraction

import pytest

from policymatch.lint.figures import Figure, mentions
from policymatch.text.numerals import chinese_number

SAME = [
    ("5000万元", "0.5亿元"),
    ("一百五十万元", "1,500,000元"),
    ("奖励200万", "两百万元"),
    ("3%", "百分之三"),
    ("5‰", "千分之五"),
    ("三成", "30%"),
    ("一半", "50%"),
    ("1.5个百分点", "150个基点"),
    ("三年", "36个月"),
    ("一年半", "18个月"),
    ("十二名", "12人"),
    ("100万美元", "1000000美元"),
]


def of(text: str) -> list[Figure]:
    return [mention.figure for mention in mentions(text)]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_figure(one: str, other: str) -> None:
    assert len(of(one)) == 1
    assert of(one) == of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("5万元", "5万美元"), ("3%", "3元"), ("3年", "3个月"), ("2020年", "2020人")],
)
def test_another_figure(one: str, other: str) -> None:
    assert not set(of(one)) & set(of(other))


def test_numbers_of_a_list_share_the_unit_behind_the_last() -> None:
    assert of("达到20亿、50亿、100亿元的，奖10、20、30万元") == [
        *(("CNY", number * 100_000_000) for number in (20, 50, 100)),
        *(("CNY", number * 10_000) for number in (10, 20, 30)),
    ]
    assert of("300万至500万元") == [("CNY", 3_000_000), ("CNY", 5_000_000)]
    assert of("20亿、50亿美元") == [("USD", 2_000_000_000), ("USD", 5_000_000_000)]
    assert of("两到三年") == [("month", 24), ("month", 36)]


def test_days_and_years() -> None:
    assert of("2022年4月27日起") == [("year", 2022)]
    assert of("2017年到2019年") == [("year", 2017), ("year", 2019)]
    assert of("每年3月1日申报") == [("date", 301)]


@pytest.mark.parametrize(
    "text",
    [
        "一家企业",
        "一次性奖励",
        "第三方",
        "第二年",
        "四上企业",
        "985高校",
        "5G工厂",
        "专精特新",
        "一年一次",
        "C39",
    ],
)
def test_what_only_looks_like_a_figure(text: str) -> None:
    assert of(text) == []


def test_what_is_said_in_passing() -> None:
    assert mentions("每满一年，第一年") == ()
    assert ("month", 12) in [mention.figure for mention in mentions("每满一年", passing=True)]


def test_places_are_those_of_the_text() -> None:
    text = "最高五十万元，连续三年"
    assert [(text[one.at : one.at + len(one.written)], one.written) for one in mentions(text)] == [
        ("五十万元", "五十万元"),
        ("三年", "三年"),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("十", 10),
        ("十二", 12),
        ("两百", 200),
        ("一千零五十", 1050),
        ("一亿两千万", 120_000_000),
        ("二点五", Fraction(5, 2)),
    ],
)
def test_chinese_numbers(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "二〇二四", "三三", "点五", "二点十", "甲"])
def test_no_chinese_numbers(text: str) -> None:
    assert chinese_number(text) is None
