"""Records and honours, and which lists are stated to be complete."""

from dataclasses import replace
from typing import Any

import pytest
from tests.enterprise.reading import firm, message, problem, problems

from policymatch.enterprise import Complete, Enterprise, Record, profile_at
from policymatch.values import Choice, Listing, Span, Truth, Value
from policymatch.vocabulary import Honour, Term, Vocabulary, base_vocabulary
from policymatch.vocabulary.model import Scope
from policymatch.yamlio import read_text


def honour(datum: Any) -> Record:
    (record,) = firm(资质=[datum]).records("honour").items
    return record


def words(record: Record) -> dict[str, str]:
    """Return the exact words of a record, by field."""
    return {
        key: next(iter(known.value.members))
        for (key, _, _), known in record.facts.items()
        if isinstance(known.value, Choice) and known.value.members
    }


def test_honours_by_name_and_as_mappings() -> None:
    profile = firm(资质=["高新技术企业", {"名称": "绿色工厂", "级别": "省级", "认定方式": "首次认定"}])
    assert [words(one) for one in profile.records("honour").items] == [
        {"name": "high_tech_enterprise", "level": "national"},
        {"name": "green_factory", "level": "province", "how": "first"},
    ]
    assert firm(荣誉="高企").records("honour") == firm(honours=["高新技术企业"]).records("honour")


def test_a_level_is_filled_in_only_when_there_is_one() -> None:
    assert "level" not in words(honour("绿色工厂"))
    assert words(honour({"名称": "高新技术企业", "级别": "省级"}))["level"] == "province"
    assert "level" not in words(honour({"名称": ["高新技术企业", "绿色工厂"]}))


def test_levels_and_honours_that_a_city_adds() -> None:
    base = base_vocabulary()
    levels: Scope[Term] = Scope([*base.levels.values(), Term("star_5", "五星级", "five stars")])
    honours = Scope([*base.honours.values(), Honour("nice", "宿州名企", "nice firm", levels=("star_5",))])
    city: Vocabulary = replace(base, levels=levels, honours=honours)
    data = {"名称": "甲公司", "资质": ["宿州名企", {"名称": "绿色工厂", "级别": "五星级"}]}
    profile = Enterprise.from_dict(data, city)
    assert [words(one)["level"] for one in profile.records("honour").items] == ["star_5", "star_5"]
    assert Enterprise.from_dict(profile.to_dict("zh", city), city) == profile
    assert problems(data)[0].code == "unknown-honour"


def test_titles() -> None:
    vocabulary = base_vocabulary()
    assert honour("高企").title(vocabulary) == "高新技术企业"
    assert honour("高企").title(vocabulary, "en") == vocabulary.honours["high_tech_enterprise"].en
    profile = firm(项目=[{"名称": "一号线"}, {}, {"名称": ["一号线", "二号线"]}], 人才=[{"姓名": "张三"}])
    assert [one.title(vocabulary) for one in profile.records("project").items] == ["一号线", None, None]
    assert [one.title(vocabulary) for one in profile.records("person").items] == ["张三"]
    kinds_of_insurance = vocabulary.records["insurance"].fields["type"].values
    for term in kinds_of_insurance.values():
        (policy,) = firm(保险=[{"险种": term.label}]).records("insurance").items
        assert (policy.title(vocabulary), policy.title(vocabulary, "en")) == (term.label, term.en)


WRONG: list[tuple[dict[str, Any], str, str, str]] = [
    (
        {"资质": ["高新技木企业"]},
        "unknown-honour",
        "资质[0]",
        "没有名为“高新技木企业”的资质荣誉，您是否想写“高新技术企业”？",
    ),
    ({"资质": [{"名称": "高企", "级别": "省及"}]}, "unknown-value", "资质[0].级别", ""),
    ({"资质": [None]}, "expected-record", "资质[0]", "“资质”的每条记录应写成“字段: 值”的形式，现为“None”"),
    (
        {"项目": ["一号线"]},
        "expected-record",
        "项目[0]",
        "“项目”的每条记录应写成“字段: 值”的形式，现为“一号线”",
    ),
    (
        {"项目": {"名称": "一号线"}},
        "expected-list",
        "项目",
        "“项目”应写成列表（每项一行，以 - 开头），现为“{…}”",
    ),
    ({"项目": 3}, "expected-list", "项目", "“项目”应写成列表（每项一行，以 - 开头），现为“3”"),
    ({"项目": {"清单完整": "是"}}, "missing-key", "项目", "缺少“记录/records”"),
    ({"项目": {"清单完整": "是", "纪录": []}}, "unknown-key", "项目.纪录", ""),
    ({"项目": {"清单完整": "全", "记录": []}}, "yes-or-no", "项目.清单完整", ""),
    (
        {"项目": [{"设备投次": 0}]},
        "unknown-field",
        "项目[0].设备投次",
        "没有名为“设备投次”的字段，您是否想写“设备投资”？",
    ),
    ({"项目": [{"营业收入": 0}]}, "unknown-field", "项目[0].营业收入", "没有名为“营业收入”的字段"),
    ({"项目": [{"年度投资": "1万元"}]}, "figure-without-year", "项目[0].年度投资", ""),
    (
        {"项目": [{"名称": "a", "项目名称": "b"}]},
        "fact-given-twice",
        "项目[0].项目名称",
        "“名称”重复给出，前面已写在“项目[0].名称”",
    ),
    ({"项目": [], "投资项目": []}, "key-given-twice", "投资项目", "“投资项目”与“项目”是同一项，只能写一次"),
    ({"项目": [{}] * 10_001}, "list-too-long", "项目", "列表有 10001 项，最多 10000 项"),
    (
        {"清单完整": ["项木"]},
        "unknown-list",
        "清单完整[0]",
        "没有名为“项木”的清单；“清单完整”可写 是、否，或台账记录和清单字段的名称",
    ),
    ({"清单完整": ["注册地"]}, "unknown-list", "清单完整[0]", ""),
    ({"清单完整": "全"}, "unknown-list", "清单完整", ""),
]


@pytest.mark.parametrize(("facts", "code", "path", "said"), WRONG)
def test_mistakes(facts: dict[str, Any], code: str, path: str, said: str) -> None:
    found = problem(facts)
    assert (found.code, found.place.path) == (code, path)
    if said:
        assert found.message() == said


def test_a_list_is_open_unless_stated() -> None:
    profile = firm(项目=[{}], 名单=["甲"])
    assert profile.records("project") == Listing((Record("project"),))
    assert profile.value("lists") == Listing(("甲",))
    assert profile.records("loan") == Listing(())
    assert firm(项目="未知").listings == {}


def closed(profile: Enterprise) -> set[str]:
    """Return the lists that are complete: record kinds, list fields, list fields of the first project."""
    found = {kind for kind, listing in profile.listings.items() if listing.closed}
    owners: list[tuple[str, Any]] = [("", profile)]
    owners += [("project.", one) for one in profile.records("project").items[:1]]
    for prefix, owner in owners:
        for (key, _, _), known in owner.facts.items():
            value: Value = known.value
            if isinstance(value, Listing) and value.closed:
                found.add(prefix + key)
    return found


LISTS: dict[str, Any] = {"项目": [{"目录": ["甲"]}], "名单": ["乙"], "资质": ["高企"]}
ALL = {"project", "project.catalog", "lists", "honour"}

STATED: list[tuple[dict[str, Any], set[str]]] = [
    ({}, set()),
    ({"清单完整": "是"}, ALL),
    ({"complete": True}, ALL),
    ({"清单完整": "否"}, set()),
    ({"清单完整": None}, set()),
    ({"清单完整": ["资质", "名单"]}, {"honour", "lists"}),
    ({"清单完整": "资质"}, {"honour"}),
    ({"清单完整": ["项目"]}, {"project", "project.catalog"}),
    ({"清单完整": ["项目.目录"]}, {"project.catalog"}),
    # A list that is named but absent is a list of nothing; "是" is said only of the lists that are there.
    ({"清单完整": ["贷款"]}, {"loan"}),
    ({"清单完整": ["主营产品"]}, {"main_products"}),
    # What a list says of itself comes first.
    ({"清单完整": "是", "名单": {"值": ["乙"], "清单完整": "否"}}, ALL - {"lists"}),
    ({"项目": {"清单完整": "是", "记录": [{"目录": ["甲"]}]}}, {"project"}),
    ({"清单完整": "是", "项目": {"清单完整": "否", "记录": [{"目录": ["甲"]}]}}, ALL - {"project"}),
    ({"名单": {"值": ["乙"], "清单完整": "是", "来源": "工信"}}, {"lists"}),
    # Nothing is known of a list that is named and then said to be unknown.
    ({"清单完整": ["名单"], "名单": "未知"}, set()),
    ({"清单完整": ["资质"], "资质": "未知"}, set()),
]


@pytest.mark.parametrize(("stated", "complete"), STATED)
def test_which_lists_are_complete(stated: dict[str, Any], complete: set[str]) -> None:
    assert closed(firm(**{**LISTS, **stated})) == complete


def test_a_named_list_that_is_absent_is_empty() -> None:
    profile = firm(清单完整=["贷款", "名单"])
    assert profile.records("loan") == Listing((), closed=True)
    assert profile.value("lists") == Listing((), closed=True)


def test_lists_in_the_tests_of_a_rule_are_complete() -> None:
    firm = "{数据年度: 2025, 营业收入: 5000万元, 名单: [甲], 资质: [高企], 项目: [{目录: [乙]}]}"
    source = read_text(f"tests:\n  - firm: {firm}\n", "rules.yaml")
    profile = profile_at(source, ("tests", 0, "firm"), base_vocabulary(), Complete(given=True))
    assert source.problems == []
    assert profile is not None
    assert profile.name == ""
    assert closed(profile) == ALL
    assert profile.value("revenue", 2025) == Span.exact(50_000_000)


def test_problems_in_the_tests_of_a_rule_have_their_place() -> None:
    source = read_text("firm:\n  注册资本: 5\nother: 1\n", "rules.yaml")
    profile = profile_at(source, ("firm",), base_vocabulary())
    assert profile == Enterprise("")
    (found,) = source.problems
    assert found.line().startswith("rules.yaml:2:9: [money-without-unit] firm.注册资本: ")
    assert profile_at(source, ("other",), base_vocabulary()) is None
    assert source.problems[1].code == "expected-mapping"


def test_truths_in_records() -> None:
    (record,) = firm(设备=[{"是否二手": "否"}]).records("equipment").items
    assert [known.value for known in record.facts.values()] == [Truth.FALSE]
    assert message({"项目": [{"是否完工": "快了"}]}) == "这里只能写 是 或 否，现为“快了”"
