"""docs/errors.md explains every error code, in both languages, with examples that are as it says."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from tests.mistakes.codes import all_codes, codes_of
from tests.mistakes.leaves import load

from policymatch import ProfileError, base_vocabulary
from policymatch.enterprise import read_profile
from policymatch.library.definitions import Definitions
from policymatch.library.derived import build_derivations, gathered
from policymatch.library.policies import build_policies
from policymatch.library.reserved import check_reserved
from policymatch.vocabulary.load import extended
from policymatch.yamlio import read_text

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"zh": DOCS / "errors.zh.md", "en": DOCS / "errors.md"}
LABELS = {"zh": ("- 错误：", "- 改正："), "en": ("- Wrong: ", "- Right: ")}

DOCUMENT = {"title": "措施", "issuer": "市政府", "level": "city", "region": "宿州市"}
POLICY = {
    "id": "a/1",
    "title": "补助",
    "category": "equipment",
    "eligible": "规上企业",
    "benefit": "{kind: subsidy}",
}
VOCABULARY = ("fields", "records", "levels", "honours", "bases", "groups", "parameters")


@dataclass(frozen=True)
class Section:
    """What a page says of one code. An example is None when it is told in words."""

    code: str
    meaning: str
    wrong: str | None
    right: str | None


@cache
def sections(lang: str) -> dict[str, Section]:
    parts = re.split(r"^#### (\S+)$", PAGES[lang].read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert len(parts[::2]) == len(set(parts[::2])), "a code is explained twice"
    return {
        code: _section(code, text, *LABELS[lang]) for code, text in zip(parts[::2], parts[1::2], strict=True)
    }


def _section(code: str, text: str, wrong: str, right: str) -> Section:
    meaning, _, examples = text.strip().partition(f"\n\n{wrong}")
    first, _, second = examples.split("\n\n")[0].partition(f"\n{right}")
    assert meaning, code
    assert first, code
    assert second, code
    return Section(code, meaning, _code(first), _code(second))


def _code(example: str) -> str | None:
    match = re.fullmatch(r"`([^`]+)`", example)
    return None if match is None else match[1]


def test_pages_explain_every_code_in_the_order_of_the_catalogue() -> None:
    for lang in PAGES:
        assert list(sections(lang)) == all_codes()


def test_pages_have_the_same_parts() -> None:
    def shape(lang: str) -> list[str]:
        headings = re.findall(r"^(#+) (.*)$", PAGES[lang].read_text("utf-8"), flags=re.MULTILINE)
        return [f"{signs} {title if len(signs) == 4 else ''}" for signs, title in headings]

    assert shape("zh") == shape("en")


def test_pages_name_each_other() -> None:
    assert "](errors.md)" in PAGES["zh"].read_text("utf-8")
    assert "](errors.zh.md)" in PAGES["en"].read_text("utf-8")


# -- the examples --------------------------------------------------------------------------------------------


def readings(example: str, of_profile: bool) -> dict[str, list[str]]:
    """Return the codes of the problems that an example has, by the ways in which it can be read.

    It is an entry of a profile, a vocabulary, a part of a rule file, policy or document, a condition or an
    amount; the last three may stand in a policy per firm or per record.
    """
    if of_profile:
        return {"profile": _profile(example)}
    key = example.partition(":")[0]
    if key in VOCABULARY:
        source = read_text(example, "vocabulary.yaml")
        check_reserved(base_vocabulary(), extended(base_vocabulary(), source), source)
        return {"vocabulary": [problem.code for problem in source.problems]}
    if key == "derived":
        source = read_text(example, "a.derived.yaml")
        gathered(build_derivations(source, base_vocabulary(), Definitions()), source.problems)
        return {"derived": [problem.code for problem in source.problems]}
    if re.match(r"[a-z_]+: ", example):
        return {f"part {record}": _part(key, example, record) for record in (False, True)}
    return {
        f"leaf {record} {amount}": load(example, record, amount)[1]
        for record in (False, True)
        for amount in (False, True)
    }


def _profile(example: str) -> list[str]:
    mapping = example.startswith("{")
    named = re.search("企业名称|name: ", example) is not None and mapping
    source = read_text(example if mapping else f"企业名称: 甲公司\n{example}\n", "firm.yaml")
    if mapping and not named and isinstance(source.data, dict):
        source.data["企业名称"] = "甲公司"
    try:
        read_profile(source)
    except ProfileError as error:
        return [problem.code for problem in error.problems]
    return []


def _part(key: str, example: str, record: bool) -> list[str]:
    documented = key in ("level", "region", "effective", "published")
    rest = {name: text for name, text in POLICY.items() if name != key}
    if record and key != "for":
        rest["for"] = "项目"
    document: dict[str, Any] = {name: text for name, text in DOCUMENT.items() if name != key}
    lines = ["document:", *(f"  {name}: {text}" for name, text in document.items())]
    lines += [f"  {example}"] if documented else []
    lines += [example] if key == "conditions" else []
    lines += ["policies:", "  -"]
    lines += [f"    {name}: {text}" for name, text in rest.items()]
    lines += [] if documented or key == "conditions" else [f"    {example}"]
    source = read_text("\n".join(lines) + "\n", "rule.yaml")
    if source.data is not None:
        build_policies(source, base_vocabulary())
    return [problem.code for problem in source.problems]


def parameters() -> list[ParameterSet]:
    return [
        pytest.param(section, id=f"{lang}-{section.code}")
        for lang in PAGES
        for section in sections(lang).values()
        if section.wrong is not None
    ]


@pytest.mark.parametrize("section", parameters())
def test_examples_are_wrong_and_right(section: Section) -> None:
    assert section.wrong is not None
    of_profile = section.code in codes_of("profile")
    wrong = {way for way, codes in readings(section.wrong, of_profile).items() if codes == [section.code]}
    assert wrong, readings(section.wrong, of_profile)
    if section.right is not None:
        right = {way for way, codes in readings(section.right, of_profile).items() if not codes}
        assert wrong & right, readings(section.right, of_profile)


def test_most_codes_have_an_example() -> None:
    for lang in PAGES:
        assert sum(section.wrong is not None for section in sections(lang).values()) > 100
