"""Figures as people write them: exact, ranged, half-open; units, bounds, and what is refused."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.enterprise.reading import firm, message, problem, value

from policymatch.values import Number, NumberSpan, Span

WAN = 10_000


def number_span(low: Number, high: Number) -> NumberSpan:
    return Span(low, high)


MONEY: list[tuple[object, object]] = [
    ("2350万元", Span.exact(2350 * WAN)),
    ("2350 万元", Span.exact(2350 * WAN)),
    ("２３５０万元", Span.exact(2350 * WAN)),
    ("2350萬元", Span.exact(2350 * WAN)),
    ("1.2亿", Span.exact(120_000_000)),
    ("1.2亿元", Span.exact(120_000_000)),
    ("1,000万元", Span.exact(1000 * WAN)),
    ("1,000,000元", Span.exact(1_000_000)),
    ("1，000万元", Span.exact(1000 * WAN)),
    ("5千万元", Span.exact(5000 * WAN)),
    ("￥500", Span.exact(500)),
    ("¥2,350万", Span.exact(2350 * WAN)),
    ("人民币50万元", Span.exact(50 * WAN)),
    ("RMB 50万", Span.exact(50 * WAN)),
    ("2350 wan_yuan", Span.exact(2350 * WAN)),
    ("0.01元", Span.exact(Fraction(1, 100))),
    (".5万元", Span.exact(5000)),
    ("2e3元", Span.exact(2000)),
    ("7/3元", Span.exact(Fraction(7, 3))),
    (0, Span.exact(0)),
    ("0", Span.exact(0)),
    ("0元", Span.exact(0)),
    ("2000-3000万元", Span(2000 * WAN, 3000 * WAN)),
    ("2000万元-3000万元", Span(2000 * WAN, 3000 * WAN)),
    ("2000万元—3000万元", Span(2000 * WAN, 3000 * WAN)),
    ("2000——3000万元", Span(2000 * WAN, 3000 * WAN)),
    ("2000～3000万元", Span(2000 * WAN, 3000 * WAN)),
    ("2000万元至1亿元", Span(2000 * WAN, 10_000 * WAN)),
    ("2000到3000万元", Span(2000 * WAN, 3000 * WAN)),
    ("￥500-600", Span(500, 600)),
    (["2000万元", "3000万元"], Span(2000 * WAN, 3000 * WAN)),
    ({"最低": "2000万元", "最高": "3000万元"}, Span(2000 * WAN, 3000 * WAN)),
    ({"low": "2000万元", "high": None}, Span(2000 * WAN, None)),
    ({"high": "2000万元"}, Span(0, 2000 * WAN)),
    ("≥2000万元", Span(2000 * WAN, None)),
    (">=2000万元", Span(2000 * WAN, None)),
    ("≧2000万元", Span(2000 * WAN, None)),
    ("2000万元以上", Span(2000 * WAN, None)),
    ("2000万元（含）以上", Span(2000 * WAN, None)),
    ("2000万元以上（不含）", Span(2000 * WAN, None, True)),
    ("不低于2000万元", Span(2000 * WAN, None)),
    ("不少于 2000万元", Span(2000 * WAN, None)),
    ("至少2000万元", Span(2000 * WAN, None)),
    ("at least 2000 wan_yuan", Span(2000 * WAN, None)),
    (">2000万元", Span(2000 * WAN, None, True)),
    ("超过2000万元", Span(2000 * WAN, None, True)),
    ("大于2000万元", Span(2000 * WAN, None, True)),
    ("≤2000万元", Span(0, 2000 * WAN)),
    ("不超过2000万元", Span(0, 2000 * WAN)),
    ("至多2000万元", Span(0, 2000 * WAN)),
    ("2000万元以下(含)", Span(0, 2000 * WAN)),
    ("2000万元以下", Span(0, 2000 * WAN)),
    ("<2000万元", Span(0, 2000 * WAN, False, True)),
    ("低于2000万元", Span(0, 2000 * WAN, False, True)),
    ("不满2000万元", Span(0, 2000 * WAN, False, True)),
    ("2000万元以上3000万元以下", Span(2000 * WAN, 3000 * WAN)),
    ("2000万元以上、3000万元以下", Span(2000 * WAN, 3000 * WAN)),
    ("500万元以上，800万元以下", Span(500 * WAN, 800 * WAN)),
    (">1,000万元且≤3,000万元", Span(1000 * WAN, 3000 * WAN, True)),
    (Decimal("0"), Span.exact(0)),
]


@pytest.mark.parametrize(("written", "span"), MONEY, ids=lambda one: str(one)[:30])
def test_money(written: object, span: object) -> None:
    assert value("注册资本", written) == span


OTHERS: list[tuple[str, object, object]] = [
    ("员工人数", 50, Span.exact(50)),
    ("员工人数", "50", Span.exact(50)),
    ("员工人数", "50人", Span.exact(50)),
    ("员工人数", "50名", Span.exact(50)),
    ("员工人数", "1.2万人", Span.exact(12_000)),
    ("员工人数", "1.2万", Span.exact(12_000)),
    ("员工人数", "50-99人", Span(50, 99)),
    ("员工人数", "50~99", Span(50, 99)),
    ("员工人数", "50至99人", Span(50, 99)),
    ("员工人数", "50—99人", Span(50, 99)),
    ("员工人数", [50, 99], Span(50, 99)),
    ("员工人数", [50, None], Span(50, None)),
    ("员工人数", "50人以上", Span(50, None)),
    ("员工人数", 50.0, Span.exact(50)),
    ("员工人数", Decimal("50"), Span.exact(50)),
    ("发明专利数", "3件", Span.exact(3)),
    ("发明专利数", "3项", Span.exact(3)),
    ("估值", "500万美元", Span.exact(500 * WAN)),
    ("估值", "$500万", Span.exact(500 * WAN)),
    ("估值", "US$5,000,000", Span.exact(500 * WAN)),
    ("资产负债率", "3.5%", Span.exact(Fraction(35, 1000))),
    ("资产负债率", "3.5％", Span.exact(Fraction(35, 1000))),
    ("资产负债率", "0.035", Span.exact(Fraction(35, 1000))),
    ("资产负债率", 0.035, Span.exact(Fraction(35, 1000))),
    ("资产负债率", "35‰", Span.exact(Fraction(35, 1000))),
    ("资产负债率", "1.5倍", Span.exact(Fraction(3, 2))),
    ("资产负债率", 1, Span.exact(1)),
    ("资产负债率", "3-5%", number_span(Fraction(3, 100), Fraction(5, 100))),
    ("研发人员占比", "≥10%", number_span(Fraction(1, 10), 1)),
    ("成立年限", "18个月", Span.exact(18)),
    ("成立年限", "1.5年", Span.exact(18)),
    ("成立年限", "2年", Span.exact(24)),
    ("成立年限", "不足1年", Span(0, 12, False, True)),
    ("净资产", "-120万元", Span.exact(-120 * WAN)),
    ("净资产", "负120万元", Span.exact(-120 * WAN)),
    ("净资产", "−120万元", Span.exact(-120 * WAN)),
    ("净资产", "亏损120万元", Span.exact(-120 * WAN)),
    ("净资产", "-120万元-50万元", Span(-120 * WAN, 50 * WAN)),
    ("净资产", "-120--50万元", Span(-120 * WAN, -50 * WAN)),
    ("登记年份", 2019, Span.exact(2019)),
    ("登记年份", "2019年", Span.exact(2019)),
    ("知识价值评分", "85.5分", Span.exact(Fraction(171, 2))),
]


@pytest.mark.parametrize(("key", "written", "span"), OTHERS)
def test_other_figures(key: str, written: object, span: object) -> None:
    assert value(key, written) == span


WRONG: list[tuple[str, object, str, str]] = [
    (
        "注册资本",
        2350,
        "money-without-unit",
        "“2350”没有单位：是元还是万元？请写明，如 2350万元",
    ),
    ("注册资本", "2000-3000", "money-without-unit", "“2000-3000”没有单位：是元还是万元？请写明，如 2350万元"),
    ("注册资本", "500万美元", "wrong-unit", "“注册资本”的单位应为元，现为“500万美元”"),
    ("注册资本", "$500万", "wrong-unit", "“注册资本”的单位应为元，现为“$500万”"),
    ("注册资本", "50人", "wrong-unit", "“注册资本”的单位应为元，现为“50人”"),
    ("估值", "500万元", "wrong-unit", "“估值”的单位应为美元，现为“500万元”"),
    ("估值", "500万", "wrong-unit", "“估值”的单位应为美元，现为“500万”"),
    ("估值", 500, "currency-without-unit", "“500”没有单位，请写明币种和单位，如 500万美元"),
    ("注册资本", "待补", "not-a-figure", "“注册资本”应是数，如 2350万元，现为“待补”"),
    ("注册资本", "至多", "not-a-figure", "“注册资本”应是数，如 2350万元，现为“至多”"),
    ("注册资本", "1 000万元", "not-a-figure", "“注册资本”应是数，如 2350万元，现为“1 000万元”"),
    ("注册资本", "1,00万元", "not-a-figure", "“注册资本”应是数，如 2350万元，现为“1,00万元”"),
    ("注册资本", "1.2.3万元", "not-a-figure", "“注册资本”应是数，如 2350万元，现为“1.2.3万元”"),
    ("注册资本", "1/0元", "not-a-figure", "“注册资本”应是数，如 2350万元，现为“1/0元”"),
    ("注册资本", "超过2000万元以上", "not-a-figure", "“注册资本”应是数，如 2350万元，现为“超过2000万元以上”"),
    ("注册资本", "5块钱", "unknown-figure-unit", "没有“块钱”这个单位，应为元"),
    ("注册资本", True, "not-a-value", "这里应是数或日期，现为“true”"),
    ("注册资本", "3000-2000万元", "range-reversed", "范围前大后小"),
    ("注册资本", ">3000万元且<2000万元", "range-reversed", "范围前大后小"),
    ("注册资本", ["1万元"], "range-of-two", "范围应写两端，如 [50, 99]，现有 1 项"),
    ("注册资本", ["≥1万元", "2万元"], "range-end", "范围的一端应是一个确定的数或日期，现为“≥1万元”"),
    ("注册资本", "-5万元", "too-low", "“注册资本”不能低于 0元，现为 -5万元"),
    ("注册资本", "<0元", "too-low", "“注册资本”不能低于 0元，现为 0元"),
    ("员工人数", -5, "too-low", "“员工人数”不能低于 0人，现为 -5人"),
    ("员工人数", "50.5人", "not-whole", "“员工人数”应是整数，现为 50.5人"),
    ("员工人数", "五十人", "not-a-figure", "“员工人数”应是数，如 50、50-99，现为“五十人”"),
    ("员工人数", "50斤", "unknown-figure-unit", "没有“斤”这个单位，应为人"),
    ("员工人数", "1" * 31, "number-too-long", f"“{'1' * 31}”位数过多，最多 30 位"),
    ("员工人数", 10**40, "number-too-long", f"“{10**40}”位数过多，最多 30 位"),
    ("研发人员占比", "120%", "out-of-range", "“研发人员占比”应在 0% 至 100% 之间，现为 120%"),
    ("研发人员占比", ">100%", "out-of-range", "“研发人员占比”应在 0% 至 100% 之间，现为 100%"),
    ("资产负债率", 45, "ratio-without-percent", "“45”是 45% 还是 45 倍？请写明 %，或写成小于 1 的小数"),
    ("资产负债率", "3个百分点", "wrong-unit", "“资产负债率”的单位应为%，现为“3个百分点”"),
    ("成立年限", 3, "duration-without-unit", "“3”没有单位：是月还是年？请写明，如 18个月、2年"),
    ("成立年限", "90天", "wrong-unit", "“成立年限”的单位应为个月，现为“90天”"),
    ("登记年份", "3人", "wrong-unit", "“登记年份”的单位应为不带单位的数，现为“3人”"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "written", "code", "words"), WRONG)
def test_figures_refused(key: str, written: object, code: str, words: str) -> None:
    found = problem({key: written})
    assert (found.code, found.message()) == (code, words)
    assert found.place.path is not None
    assert found.place.path.startswith(key)


@pytest.mark.parametrize(
    "written", ["未知", "不详", "unknown", "Unknown", None, "", " ", "—", "——", "/", "／", "-"]
)
def test_unknown_is_absent_and_never_zero(written: object) -> None:
    assert firm(注册资本=written).facts == {}
    assert value("注册资本", written) is None


def test_unknown_inside_a_range_is_an_open_end() -> None:
    assert value("员工人数", {"最低": 50, "最高": "未知"}) == Span(50, None)
    assert value("员工人数", {"最低": None, "最高": "未知"}) is None


@pytest.mark.parametrize(
    "datum", [{"最低": 1, "最底": 2}, {"low": 1, "source": "x"}, {"最低": 1, "最高": 2, "来源": "税务"}]
)
def test_a_range_has_two_keys_only(datum: Any) -> None:
    assert problem({"员工人数": datum}).code == "unknown-key"


def test_one_end_by_two_names() -> None:
    assert message({"员工人数": {"最低": 1, "low": 2}}) == "“low”与“最低”是同一项，只能写一次"


@pytest.mark.parametrize(
    "written", ["约2000万元", "2000多万元", "2000余万元", "2000万元左右", "几万元", "很多"]
)
def test_approximate_figures_are_refused(written: str) -> None:
    found = problem({"注册资本": written})
    assert found.code == "approximate-figure"
    assert found.message() == f"“{written}”是约数，请写成范围，如 2000-2500万元、50-60人"


def test_floats_are_taken_at_their_word_or_not_at_all() -> None:
    assert value("资产负债率", 0.1) == Span.exact(Fraction(1, 10))
    words = "“0.30000000000000004”是位数过多的浮点数，可能已不精确；请改用文字或 Decimal"
    assert message({"资产负债率": 0.1 + 0.2}) == words
    words = "画像里不能有“inf”这样的数据，请写成文字、整数、是非、日期、列表或键值"
    assert message({"员工人数": float("inf")}) == words
