"""Data checked against a model: every problem at its place, with the nearest known key or word."""

from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from policymatch.yamlio import read_text, validated


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    size: int = 0
    yes: bool = False
    start: str | None = Field(default=None, alias="from")


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    level: Literal["city", "county"] = "city"
    inner: Inner | None = None
    items: list[Inner] = []
    named: dict[str, Inner] = {}


def problems(text: str) -> list[tuple[str, str, str | None]]:
    """Return place, code and nearest name of everything wrong with `text` as an Outer."""
    source = read_text(text, "f")
    assert validated(source, Outer) is None
    return [(str(one.place)[2:], one.code, one.nearest) for one in source.problems]


def test_sound_data() -> None:
    source = read_text("level: county\ninner: {name: 甲, from: 乙}\n", "f")
    made = validated(source, Outer)
    assert made == Outer(level="county", inner=Inner.model_validate({"name": "甲", "from": "乙"}))
    assert source.problems == []


def test_a_part_of_the_data() -> None:
    source = read_text("a: [{name: 甲}, {nam: 乙}]\n", "f")
    assert validated(source, Inner, ("a", 0)) == Inner(name="甲")
    assert validated(source, Inner, ("a", 1)) is None
    assert {str(one.place) for one in source.problems} == {"f:1:16", "f:1:17"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("levl: city", ("1:1", "unknown-key", "level")),
        ("inner: {name: 甲, sise: 3}", ("1:18", "unknown-key", "size")),
        ("items: [{name: 甲}, {name: 乙, sise: 3}]", ("1:30", "unknown-key", "size")),
        ("named: {x: {name: 甲, sise: 3}}", ("1:22", "unknown-key", "size")),
        ("level: cuonty", ("1:8", "not-one-of", "county")),
        ("level: 镇", ("1:8", "not-one-of", None)),
        ("inner: {size: 3}", ("1:8", "missing-key", None)),
        ("inner: 甲", ("1:8", "expected-mapping", None)),
        ("items: 甲", ("1:8", "expected-list", None)),
        ("named: [甲]", ("1:8", "expected-mapping", None)),
        ("inner: {name: [甲]}", ("1:15", "expected-text", None)),
        ("inner: {name: 甲, size: 三}", ("1:24", "expected-integer", None)),
        ("inner: {name: 甲, yes: 也许}", ("1:23", "expected-boolean", None)),
        ("- 甲", ("1:1", "expected-mapping", None)),
    ],
)
def test_one_problem(text: str, found: tuple[str, str, str | None]) -> None:
    assert problems(text) == [found]


def test_all_problems_at_once() -> None:
    text = "level: town\ninner: {size: x}\nitems:\n  - {name: 甲, sise: 3}\n  - 乙\n"
    assert sorted(problems(text)) == [
        ("1:8", "not-one-of", None),
        ("2:15", "expected-integer", None),
        ("2:8", "missing-key", None),
        ("4:15", "unknown-key", "size"),
        ("5:5", "expected-mapping", None),
    ]


def test_the_message_names_the_known_keys() -> None:
    source = read_text("items: [{name: 甲, sise: 3}]", "f")
    validated(source, Outer)
    message = source.problems[0].message("zh")
    assert "“sise”" in message
    assert "name, size, yes, from" in message
    assert "您是否想写“size”" in message
