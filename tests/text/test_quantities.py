"""Which figures running text states."""

from fractions import Fraction
from typing import Any

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policymatch.text import Kind, Quantity, quantities
from policymatch.text.numerals import CHARACTERS, chinese_number
from policymatch.text.spoken import spoken_number


def one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("二千万", 20_000_000, Kind.PLAIN),
        ("1.5亿", 150_000_000, Kind.PLAIN),
        ("1,000万元", 10_000_000, Kind.MONEY),
        ("1亿2000万元", 120_000_000, Kind.MONEY),
        ("壹佰万元整", 1_000_000, Kind.MONEY),
        ("￥3000", 3000, Kind.MONEY),
        ("10000000元", 10_000_000, Kind.MONEY),
        ("亏损50万元", -500_000, Kind.MONEY),
        ("一万二", 12_000, Kind.PLAIN),
        ("三百五十万块钱", 3_500_000, Kind.MONEY),
        ("20万美元", 200_000, Kind.FOREIGN),
        ("百分之三", Fraction(3, 100), Kind.SHARE),
        ("3%", Fraction(3, 100), Kind.SHARE),
        ("3％", Fraction(3, 100), Kind.SHARE),
        ("-5%", Fraction(-1, 20), Kind.SHARE),
        ("5‰", Fraction(1, 200), Kind.SHARE),
        ("千分之五", Fraction(1, 200), Kind.SHARE),
        ("万分之五", Fraction(1, 2000), Kind.SHARE),
        ("三成", Fraction(3, 10), Kind.SHARE),
        ("一成半", Fraction(3, 20), Kind.SHARE),
        ("三成五", Fraction(7, 20), Kind.SHARE),
        ("一半", Fraction(1, 2), Kind.SHARE),
        ("三分之一", Fraction(1, 3), Kind.SHARE),
        ("百分之百", 1, Kind.SHARE),
        ("3个百分点", Fraction(3, 100), Kind.POINTS),
        ("四百号人", 400, Kind.PEOPLE),
        ("120名员工", 120, Kind.PEOPLE),
        ("半年", 6, Kind.MONTHS),
        ("两年半", 30, Kind.MONTHS),
        ("一个半月", Fraction(3, 2), Kind.MONTHS),
        ("1.8万平米", 18_000, Kind.AREA),
        ("15亩", 10_000, Kind.AREA),
        ("300千瓦时", 300, Kind.ENERGY),
        ("三台", 3, Kind.COUNT),
    ],
)
def test_exact_figures(text: str, value: Any, kind: Kind) -> None:
    found = one(text)
    assert (found.value, found.kind, found.approximate) == (value, kind, False)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("两三百万", 2_000_000, 3_000_000),
        ("三四十号人", 30, 40),
        ("十七八个人", 17, 18),
        ("三五个人", 3, 5),
        ("3-5万", 30_000, 50_000),
        ("3万-5万", 30_000, 50_000),
        ("50～100亿元", 5_000_000_000, 10_000_000_000),
        ("10万至300万", 100_000, 3_000_000),
        ("三到五百万", 3_000_000, 5_000_000),
        ("2到3年", 24, 36),
        ("百分之三到五", Fraction(3, 100), Fraction(5, 100)),
    ],
)
def test_ranges(text: str, low: Any, high: Any) -> None:
    found = one(text)
    assert (found.low, found.high, found.value, found.approximate) == (low, high, None, False)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("一百来万", 1_000_000, 1_000_000),
        ("百十号人", 110, 110),
        ("十来年", 120, 120),
        ("近40个", 40, 40),
        ("一百万左右", 1_000_000, 1_000_000),
        ("十几万", 100_000, 200_000),
        ("几十家", 20, 100),
        ("数百万元", 2_000_000, 10_000_000),
        ("40多亿元", 4_000_000_000, None),
        ("130余人", 130, None),
        ("上亿", 100_000_000, None),
        ("上百台设备", 100, None),
    ],
)
def test_what_is_said_vaguely_is_marked_so(text: str, low: Any, high: Any) -> None:
    found = one(text)
    assert (found.low, found.high, found.approximate) == (low, high, True)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024年",
            "二〇二四年",
            "2024年3月",
            "3月15日",
            "2024-03-15",
            "5月18号",
            "10:30",
            "第三条",
            "第12批",
        ),
        *(
            "ISO9001",
            "C2231",
            "四上企业",
            "一家企业",
            "千万不要",
            "十分重要",
            "万一",
            "统一",
            "三重一创",
            "〔2025〕3号",
        ),
        *("13800000000", "大陆人", "收拾", "两化融合", "一下子"),
    ],
)
def test_what_only_looks_like_a_figure(text: str) -> None:
    assert quantities(text) == []


def test_figures_stand_where_they_say() -> None:
    text = "厂里四百号人，去年营收1.5亿，想贷两三百万，利息最好不超过百分之三"
    found = quantities(text)
    assert [quantity.written for quantity in found] == ["四百号人", "1.5亿", "两三百万", "百分之三"]
    assert all(text[quantity.start : quantity.end] == quantity.written for quantity in found)


@given(st.integers(1, 10**12 - 1))
def test_chinese_numbers_are_read_as_another_reader_does(number: int) -> None:
    written = cn2an.an2cn(number)
    assert chinese_number(written) == cn2an.cn2an(written) == number
    spoken = spoken_number(written)
    assert spoken is not None
    assert spoken.low == spoken.high == number


FIGURES = st.text(
    st.sampled_from(f"{CHARACTERS}壹拾分之点来多余几数上成半年月日个元人%-~到,.0123456789 第约负号a"),
    max_size=40,
)


@given(st.one_of(FIGURES, st.text(max_size=60)))
def test_random_text_is_read(text: str) -> None:
    end = 0
    for found in quantities(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.written
        assert found.high is None or found.low <= found.high
        end = found.end
