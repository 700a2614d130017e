"""The JSON Schema: valid itself, accepts what reading accepts, finds what an editor should find."""

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from tests.enterprise.profiles import enterprises

from policymatch.enterprise import Enterprise, profile_schema
from policymatch.messages import LANGUAGES, Lang
from policymatch.vocabulary import base_vocabulary


@cache
def validator(lang: Lang = "zh") -> Draft202012Validator:
    schema = profile_schema(lang=lang)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_schema_is_one(lang: Lang) -> None:
    # Nor may it grow beyond what editors load with ease.
    assert len(json.dumps(validator(lang).schema, ensure_ascii=False)) < 1_000_000


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(enterprises())
def test_what_is_written_is_valid(firm: Enterprise) -> None:
    for lang in LANGUAGES:
        assert list(validator(lang).iter_errors(firm.to_dict(lang))) == []


def test_every_name_of_every_field_is_a_property() -> None:
    vocabulary = base_vocabulary()
    schema: Any = validator().schema
    for kind in (None, *vocabulary.records):
        item = schema if kind is None else schema["$defs"][f"record.{kind}"]
        # An honour may be a bare name, too.
        properties = item["properties"] if "properties" in item else item["anyOf"][1]["properties"]
        for field in vocabulary.scope(kind).values():
            assert set(field.names) <= set(properties)


def test_what_an_editor_shows() -> None:
    field = base_vocabulary().fields["revenue"]
    schemas = (profile_schema(lang=lang) for lang in LANGUAGES)
    chinese, english = (schema["$defs"]["firm.revenue"]["description"] for schema in schemas)
    bases = "税务口径、统计口径、审计口径、自报口径"
    assert chinese.startswith(f"营业收入；以元计；年度数据，写明年份；口径：{bases}；来源：")
    assert english == f"{field.en}; in yuan; by year; bases: tax, stat, audit, self"


VALID: list[dict[str, Any]] = [
    {"企业名称": "甲"},
    {"name": "甲", "complete": ["资质"], "data_year": 2025, "as_of": "2026-03-15"},
    {"名称": "甲", "2025年营业收入": "1万元", "营收[2024]": 0, "研发费用（税务口径）[2025]": "1万元"},
    {"名称": "甲", "营业收入": {"2024": "1万元", "2025年": {"值": "2万元", "来源": "税务"}}},
    {"名称": "甲", "营业收入": {"value": {"2024": "1万元"}, "source": "税务"}},
    {"名称": "甲", "员工人数": [50, 99], "参保人数": {"最低": 50}, "研发人员占比": 0.1},
    {"名称": "甲", "所有制": ["民营", "state"], "链主企业": True, "成立日期": 2021},
    {"名称": "甲", "产品标签": {"值": ["绿色食品", "其他"], "清单完整": "是"}},
    {"名称": "甲", "资质": ["高企", {"名称": "绿色工厂", "级别": "省级"}]},
    {"名称": "甲", "项目": {"清单完整": "是", "记录": [{"设备投资": "800万元"}]}, "贷款": None},
]


@pytest.mark.parametrize("data", VALID, ids=str)
def test_accepted(data: dict[str, Any]) -> None:
    assert [error.message for error in validator().iter_errors(data)] == []
    Enterprise.from_dict(data)


INVALID: list[dict[str, Any]] = [
    {},
    {"名称": "甲", "研发投人": 1},
    {"名称": "甲", "注册资本": 500},
    {"名称": "甲", "注册资本": "很多"},
    {"名称": "甲", "注册资本[2025]": "1万元"},
    {"名称": "甲", "注册资本": {"2025": "1万元"}},
    {"名称": "甲", "营业收入（海关口径）[2025]": "1万元"},
    {"名称": "甲", "所有制": "民赢"},
    {"名称": "甲", "链主企业": "也许"},
    {"名称": "甲", "员工人数": [1, 2, 3]},
    {"名称": "甲", "员工人数": {"最低": 1, "来源": "x"}},
    {"名称": "甲", "员工人数": {"来源": "x"}},
    {"名称": "甲", "资质": ["高新技木企业"]},
    {"名称": "甲", "项目": [{"营业收入": 1}]},
    {"名称": "甲", "项目": ["一号线"]},
]


@pytest.mark.parametrize("data", INVALID, ids=str)
def test_refused(data: dict[str, Any]) -> None:
    assert not validator().is_valid(data)


def test_other_languages_are_refused() -> None:
    lang: Any = "fr"
    with pytest.raises(ValueError, match="lang must be one of zh, en"):
        profile_schema(lang=lang)
