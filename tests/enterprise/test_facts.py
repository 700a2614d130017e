"""Keys, years, bases and sources of facts, and what each mistake says, with its place."""

from datetime import date
from typing import Any

import pytest
from tests.enterprise.reading import firm, message, problem, problems, read

from policymatch.enterprise import Enterprise, Known
from policymatch.values import NumberSpan, Span
from policymatch.vocabulary import base_vocabulary

REVENUE: NumberSpan = Span.exact(23_500_000)


@pytest.mark.parametrize(
    "facts",
    [
        {"营业收入": {2025: "2350万元"}},
        {"营业收入": {"2025": "2350万元"}},
        {"营业收入": {"2025年": "2350万元"}},
        {"营业收入[2025]": "2350万元"},
        {"营业收入［２０２５年］": "2350万元"},
        {"2025年营业收入": "2350万元"},
        {"2025年度营业收入": "2350万元"},
        {"營業收入": "2350万元", "数据年度": 2025},
        {"营收": "2350万元", "data_year": "2025年"},
        {"revenue[2025]": "2350万元"},
        {"REVENUE": "2350万元", "数据年度": 2025},
    ],
)
def test_ways_to_write_a_yearly_figure(facts: dict[str, Any]) -> None:
    assert firm(**facts).facts == {("revenue", 2025, None): Known(REVENUE)}


@pytest.mark.parametrize(
    "facts",
    [
        {"研发费用（税务口径）": {2025: "2350万元"}},
        {"研发费用(税务口径)[2025]": "2350万元"},
        {"研发费用[2025]（tax）": "2350万元"},
        {"2025年研发费用(加计扣除口径)": "2350万元"},
        {"rd_expense (tax)": "2350万元", "数据年度": 2025},
    ],
)
def test_ways_to_write_a_basis(facts: dict[str, Any]) -> None:
    assert firm(**facts).facts == {("rd_expense", 2025, "tax"): Known(REVENUE)}


def test_the_longest_name_wins() -> None:
    # The field's own name begins with a digit.
    profile = firm(**{"2025年1至9月网络零售额": "1万元"})
    assert profile.value("online_sales_three_quarters", 2025) == Span.exact(10_000)


def test_a_source_around_a_value() -> None:
    wrapped = {"值": "2350万元", "来源": "税务", "日期": "2026-02", "已核验": "是"}
    known = Known(REVENUE, "税务", Span(date(2026, 2, 1), date(2026, 2, 28)), True)
    assert firm(注册资本=wrapped).facts == {("registered_capital", None, None): known}
    assert firm(营业收入={2025: wrapped}).facts == {("revenue", 2025, None): known}
    both = {**wrapped, "值": {2024: "2350万元", 2025: "2350万元"}}
    assert firm(营业收入=both).facts == {("revenue", 2024, None): known, ("revenue", 2025, None): known}
    english = {"value": "2350万元", "source": "税务", "date": "2026-02", "verified": True}
    assert firm(registered_capital=english).facts == {("registered_capital", None, None): known}
    unsure = {"值": "2350万元", "来源": None, "日期": "未知", "已核验": "不详"}
    assert firm(注册资本=unsure).facts == {("registered_capital", None, None): Known(REVENUE)}
    assert firm(注册资本={"值": "未知", "来源": "税务"}).facts == {}


def test_data_year_fills_only_what_says_no_year() -> None:
    profile = firm(数据年度=2025, 营业收入="1万元", 净利润={2024: "1万元"}, 项目=[{"年度投资": "3万元"}])
    assert set(profile.facts) == {("revenue", 2025, None), ("net_profit", 2024, None)}
    assert profile.records("project").items[0].value("annual_investment", 2025) == Span.exact(30_000)


WRONG: list[tuple[dict[str, Any], str, str, str]] = [
    (
        {"研发费用口径": 1},
        "unknown-field",
        "研发费用口径",
        "没有名为“研发费用口径”的字段，您是否想写“研发费用”？",
    ),
    (
        {"2025年营业收人": 1},
        "unknown-field",
        "2025年营业收人",
        "没有名为“营业收人”的字段，您是否想写“营业收入”？",
    ),
    ({"基准曰": "2026-01-01"}, "unknown-field", "基准曰", "没有名为“基准曰”的字段，您是否想写“基准日”？"),
    ({"银行贷歀": []}, "unknown-field", "银行贷歀", "没有名为“银行贷歀”的字段，您是否想写“银行贷款”？"),
    (
        {"营业收入": "1万元"},
        "figure-without-year",
        "营业收入",
        "“营业收入”是年度数据，需要写明年份（如 营业收入: {2025: …}），或在画像中给出“数据年度”",
    ),
    ({"注册资本": {2025: "1万元"}}, "not-yearly", "注册资本", "“注册资本”不是年度数据，不能写年份"),
    ({"注册资本[2025]": "1万元"}, "not-yearly", "注册资本[2025]", "“注册资本”不是年度数据，不能写年份"),
    ({"营业收入[去年]": "1万元"}, "bad-year", "营业收入[去年]", "“去年”不是年份，应为四位数字，如 2025"),
    ({"营业收入": {1025: "1万元"}}, "bad-year", "营业收入.1025", "“1025”不是年份，应为四位数字，如 2025"),
    ({"数据年度": "25"}, "bad-year", "数据年度", "“25”不是年份，应为四位数字，如 2025"),
    (
        {"2024年营业收入[2025]": 0},
        "key-says-twice",
        "2024年营业收入[2025]",
        "“2024年营业收入[2025]”里年份或口径写了两次",
    ),
    (
        {"2024年营业收入": {2025: 0}},
        "year-given-twice",
        "2024年营业收入",
        "“营业收入”的键里已写明 2024 年，值里不能再分年份",
    ),
    (
        {"营业收入（海关口径）[2025]": 0},
        "unknown-basis",
        "营业收入（海关口径）[2025]",
        "“营业收入”没有“海关口径”这个口径，可用的有：税务口径、统计口径、审计口径、自报口径",
    ),
    ({"纳税额（税务）[2025]": 0}, "no-bases", "纳税额（税务）[2025]", "“纳税额”不分口径，请删去“（税务）”"),
    (
        {"营业收入[2025]": 0, "营收": {2025: 0}},
        "fact-given-twice",
        "营收.2025",
        "“营业收入”重复给出，前面已写在“营业收入[2025]”",
    ),
    ({"名称 ": "乙"}, "key-given-twice", "名称 ", "“名称 ”与“名称”是同一项，只能写一次"),
    (
        {"注册资本": {"金额": 1}},
        "unexpected-mapping",
        "注册资本",
        "“注册资本”的值看不懂；键值形式只能写年份（2025: …）、{值, 来源, 日期, 已核验} 或 {最低, 最高}",
    ),
    ({"注册资本": {"来源": "税务"}}, "missing-key", "注册资本", "缺少“值/value”"),
    (
        {"注册资本": {"值": 0, "value": 0}},
        "key-given-twice",
        "注册资本.value",
        "“value”与“值”是同一项，只能写一次",
    ),
    ({"注册资本": {"值": {"值": 0}}}, "unexpected-mapping", "注册资本.值", ""),
    ({"注册资本": {"值": 0, "来原": "x"}}, "unknown-key", "注册资本.来原", ""),
    ({"注册资本": {"值": 0, "清单完整": "是"}}, "unknown-key", "注册资本.清单完整", ""),
    ({"注册资本": {"值": 0, "来源": [1]}}, "expected-text", "注册资本.来源", ""),
    ({"注册资本": {"值": 0, "日期": "去年"}}, "not-a-date", "注册资本.日期", ""),
    ({"注册资本": {"值": 0, "已核验": "大概"}}, "yes-or-no", "注册资本.已核验", ""),
    ({"名称 ": None, "注册资本": "x"}, "key-given-twice", "名称 ", ""),
]


@pytest.mark.parametrize(("facts", "code", "path", "words"), WRONG)
def test_mistakes(facts: dict[str, Any], code: str, path: str, words: str) -> None:
    found = problems(facts)[0]
    assert (found.code, found.place.path) == (code, path)
    if words:
        assert found.message() == words


def test_a_figure_repeated_without_year_is_found() -> None:
    assert problem({"数据年度": 2025, "营业收入": "1万元", "营收[2025]": "1万元"}).code == "fact-given-twice"


def test_every_problem_at_once_with_its_line_and_column() -> None:
    found = problems(
        "名称: 甲公司\n"
        "研发投人: 3\n"
        "营业收入:\n"
        "  2025: 2350\n"
        "项目:\n"
        "  - 设备投资: 约3万元\n"
        "    投资额度: 1\n"
        "资质: [高新技木企业]\n"
    )
    assert [problem.line().split(": ")[0] for problem in found] == [
        "firm.yaml:2:1",
        "firm.yaml:4:9",
        "firm.yaml:6:11",
        "firm.yaml:7:5",
        "firm.yaml:8:6",
    ]
    assert [problem.place.path for problem in found] == [
        "研发投人",
        "营业收入.2025",
        "项目[0].设备投资",
        "项目[0].投资额度",
        "资质[0]",
    ]


def test_problems_in_english() -> None:
    found = problem({"营业收入": "1万元"})
    label = base_vocabulary().fields["revenue"].en
    advice = "state its year (such as {2025: …}), or give data_year once for the profile"
    assert found.message("en") == f"'{label}' is a yearly figure: {advice}"


def test_who_it_is() -> None:
    profile = read("企业名称: 甲公司\n统一社会信用代码: 91341300ma2n0abc0f\n基准日: 2026-03-15\n")
    assert profile == Enterprise("甲公司", "91341300MA2N0ABC0F", date(2026, 3, 15))
    assert read("name: 甲公司\ncredit_code: 未知\nas_of:\n") == Enterprise("甲公司")


def test_a_profile_needs_a_name() -> None:
    assert message("注册资本: 0\n") == "缺少“企业名称/name/名称/公司名称”"
    assert message("名称: 未知\n") == "缺少“企业名称/name/名称/公司名称”"


def test_no_profile_at_all() -> None:
    assert message("# nothing\n") == "画像是空的"
    assert message("- 甲公司\n") == "“画像”应写成“键: 值”的形式，现为“[…]”"
