"""What is written is read back as the same profile, in both languages, as YAML, JSON and plain data."""

import copy
import json
import pickle
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.enterprise.profiles import enterprises

from policymatch.enterprise import Enterprise, FactKey, Known, Record, read_profile
from policymatch.messages import LANGUAGES, Lang
from policymatch.values import Choice, Codes, Listing, Span, Value
from policymatch.yamlio import read_text

SLOW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(enterprises())
def test_reading_what_was_written_gives_the_same_profile(firm: Enterprise) -> None:
    for lang in LANGUAGES:
        data = firm.to_dict(lang)
        assert Enterprise.from_dict(data) == firm
        assert Enterprise.from_dict(json.loads(json.dumps(data))) == firm
        source = read_text(firm.to_yaml(lang), "firm.yaml")
        assert read_profile(source) == firm


@SLOW
@given(enterprises())
def test_writing_is_stable(firm: Enterprise) -> None:
    again = Enterprise.from_dict(firm.to_dict("en"))
    assert list(again.to_dict()) == list(firm.to_dict())
    assert again.to_yaml() == firm.to_yaml()


def test_files_in_both_formats(tmp_path: Path) -> None:
    firm = Enterprise("甲公司", facts={("revenue", 2025, None): Known(Span.exact(23_500_000))})
    (tmp_path / "firm.yaml").write_text(firm.to_yaml(), "utf-8")
    (tmp_path / "firm.json").write_text(json.dumps(firm.to_dict("en")), "utf-8")
    assert Enterprise.load(tmp_path / "firm.yaml") == Enterprise.load(tmp_path / "firm.json") == firm


WRITTEN: list[tuple[str, Value, object, object]] = [
    ("registered_capital", Span.exact(23_500_000), "2350万元", "2350 wan_yuan"),
    ("registered_capital", Span.exact(Fraction(7, 3)), "7/3元", "7/3 yuan"),
    ("registered_capital", Span(20_000_000, 30_000_000), "2000–3000万元", "2000–3000 wan_yuan"),
    ("registered_capital", Span(20_000_000, None), "≥2000万元", "≥2000 wan_yuan"),
    ("registered_capital", Span(20_000_000, None, True), ">2000万元", ">2000 wan_yuan"),
    ("registered_capital", Span(0, 20_000_000), "≤2000万元", "≤2000 wan_yuan"),
    ("registered_capital", Span(1, 20_000, True, True), ">1元且<2万元", ">1 yuan and <2 wan_yuan"),
    ("valuation_usd", Span.exact(5_000_000), "500万美元", "500 wan_usd"),
    ("net_assets", Span(-1_200_000, 500_000), "-120–50万元", "-120–50 wan_yuan"),
    ("employees", Span(50, 99), "50–99人", "50–99 people"),
    ("registration_year", Span.exact(2019), 2019, 2019),
    ("debt_ratio", Span.exact(Fraction(7, 200)), "3.5%", "3.5%"),
    ("debt_ratio", Span.exact(Fraction(1, 3)), "100/3%", "100/3%"),
    ("age", Span.exact(18), "1.5年", "1.5 years"),
    ("established", Span(date(2021, 6, 1), date(2021, 6, 30)), "2021-06", "2021-06"),
    ("established", Span(date(2021, 1, 1), date(2021, 12, 31)), "2021", "2021"),
    ("established", Span(date(2021, 3, 1), None), "≥2021-03-01", "≥2021-03-01"),
    ("region", Codes.exact("341302"), "安徽省宿州市埇桥区", "341302"),
    ("industry", Codes(frozenset(("C", "F"))), ["制造业", "批发和零售业"], ["C", "F"]),
    ("ownership", Choice.exact("private"), "民营", "private"),
    ("lists", Listing(("某名单",)), ["某名单"], ["某名单"]),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value", "zh", "en"), WRITTEN)
def test_how_values_are_written(key: str, value: Value, zh: object, en: object) -> None:
    firm = Enterprise("甲公司", facts={(key, None, None): Known(value)})
    assert [list(firm.to_dict(lang).values())[1] for lang in LANGUAGES] == [zh, en]
    assert Enterprise.from_dict(firm.to_dict()) == firm


def test_a_whole_profile_in_chinese() -> None:
    firm = Enterprise(
        "甲公司",
        "91341300MA2N0ABC0F",
        date(2026, 3, 15),
        {
            ("rd_expense", 2025, "tax"): Known(
                Span.exact(1_000_000), "税务", Span.exact(date(2026, 2, 1)), True
            ),
            ("revenue", 2025, None): Known(Span.exact(23_500_000)),
            ("revenue", 2024, None): Known(Span.exact(21_000_000)),
        },
        {"honour": Listing((), closed=True), "project": Listing((Record("project"),))},
    )
    assert firm.to_yaml() == (
        "企业名称: 甲公司\n"
        "统一社会信用代码: 91341300MA2N0ABC0F\n"
        "基准日: '2026-03-15'\n"
        "营业收入:\n"
        "  2024: 2100万元\n"
        "  2025: 2350万元\n"
        "研发费用（税务口径）:\n"
        "  2025:\n"
        "    值: 100万元\n"
        "    来源: 税务\n"
        "    日期: '2026-02-01'\n"
        "    已核验: 是\n"
        "资质:\n"
        "  清单完整: 是\n"
        "  记录: []\n"
        "项目:\n"
        "- {}\n"
    )


def test_completeness_is_said_once_when_all_lists_are_complete() -> None:
    facts: dict[FactKey, Known] = {("lists", None, None): Known(Listing(("甲",), closed=True))}
    firm = Enterprise("甲公司", facts=facts, listings={"honour": Listing((), closed=True)})
    assert firm.to_dict() == {"企业名称": "甲公司", "清单完整": "是", "名单": ["甲"], "资质": []}
    assert firm.to_dict("en") == {"name": "甲公司", "complete": True, "lists": ["甲"], "honour": []}


def test_a_fact_that_says_nothing_is_left_out() -> None:
    facts: dict[FactKey, Known] = {
        ("business_scope", None, None): Known(Choice(None)),
        ("net_profit", 2025, None): Known(Span(None, None)),
    }
    assert Enterprise("甲公司", facts=facts).to_dict() == {"企业名称": "甲公司"}


@settings(max_examples=20, deadline=None)
@given(enterprises())
def test_profiles_can_be_pickled_and_copied(firm: Enterprise) -> None:
    assert pickle.loads(pickle.dumps(firm)) == firm
    assert copy.deepcopy(firm) == firm


@pytest.mark.parametrize("lang", ["fr", ""])
def test_other_languages_are_refused(lang: Lang) -> None:
    with pytest.raises(ValueError, match="lang must be one of zh, en"):
        Enterprise("甲公司").to_dict(lang)
