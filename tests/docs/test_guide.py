"""The rule author's guide: its tables list what the code knows, and every rule in a table is read."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import BaseModel
from scripts.list_vocabulary import pages
from tests.docs.blocks import ROOT, blocks_of
from tests.docs.fragments import codes, problems_of, tables

from policymatch.language import words
from policymatch.language.functions import FUNCTIONS
from policymatch.library import spec, spec_amount, spec_benefit, spec_condition, spec_tax
from policymatch.vocabulary import base_vocabulary
from policymatch.vocabulary import spec as spec_vocabulary
from policymatch.vocabulary.units import UNITS

DOCS = ROOT / "docs"
VOCABULARY = (DOCS / "rules-vocabulary.md", DOCS / "rules-vocabulary.zh.md")
FORMATS = (spec, spec_amount, spec_benefit, spec_condition, spec_tax, spec_vocabulary)
# Page, heading in both languages, and the column that holds rules.
RULES = (
    ("rules-clauses", "Who qualifies", "谁能享受", 2),
    ("rules-clauses", "How much", "给多少", 2),
    ("rules-clauses", "What excludes, adds up, and is asked besides", "不能同时享受、怎么叠加、附带要求", 2),
    ("rules-amounts", "Formulas", "算式", 1),
    ("rules-amounts", "Interest on loans", "贷款贴息", 1),
    ("rules-amounts", "Tax", "税收", 1),
)


def rows_under(page: Path, heading: str) -> list[list[str]]:
    """Return the rows of the table under a heading, without its head."""
    (rows,) = (rows for name, rows in tables(page) if name == heading)
    assert rows
    return rows[1:]


def fragments() -> list[tuple[str, str]]:
    """Return every rule in a table of the guide, with the page it stands on."""
    return [
        (page.name, one)
        for name, english, chinese, column in RULES
        for page, heading in ((DOCS / f"{name}.md", english), (DOCS / f"{name}.zh.md", chinese))
        for row in rows_under(page, heading)
        for one in codes(row[column])
        if " " in one or "(" in one or "=" in one or not one.isidentifier()
    ]


@pytest.mark.parametrize(("page", "fragment"), fragments())
def test_rules_in_tables_are_read(page: str, fragment: str) -> None:
    problems = problems_of(fragment)
    assert [] in problems.values(), (page, problems)


def test_both_languages_answer_for_the_same_clauses() -> None:
    for name, english, chinese, column in RULES:
        if name == "rules-clauses":
            first = rows_under(DOCS / f"{name}.md", english)
            second = rows_under(DOCS / f"{name}.zh.md", chinese)
            assert [row[1] for row in first] == [row[1] for row in second]
            assert [len(codes(row[column])) for row in first] == [len(codes(row[column])) for row in second]


def test_operators_are_those_of_the_language() -> None:
    for page, heading in zip(VOCABULARY, ("Operators", "运算符"), strict=True):
        listed = [one for row in rows_under(page, heading) for one in codes(row[1])]
        known = {*words.WORDS, *words.COMPARISON_SIGNS, *words.OR_HIGHER, *words.AND_ABOVE, *words.YES_WORDS}
        assert set(listed) - set("+-*×/÷") == known


def test_words_for_years_and_days_are_those_of_the_language() -> None:
    for page in VOCABULARY:
        text = page.read_text("utf-8")
        assert all(f"`{word}`" in text for word in (*words.YEAR_WORDS, *words.MOMENTS))


def test_functions_are_those_of_the_language() -> None:
    for page, heading in zip(VOCABULARY, ("Functions", "函数"), strict=True):
        listed = [
            (codes(zh)[0], codes(en)[0], *codes(other)) for zh, en, other, _ in rows_under(page, heading)
        ]
        assert listed == [(one.label, one.key, *one.aliases) for one in FUNCTIONS.values()]


def test_units_are_those_of_the_vocabulary() -> None:
    for page, heading in zip(VOCABULARY, ("Units", "单位"), strict=True):
        rows = [codes(row[1]) for row in rows_under(page, heading)]
        by_dimension: dict[object, list[str]] = {}
        for unit in UNITS:
            names = dict.fromkeys((unit.zh, unit.en, *unit.aliases))
            by_dimension.setdefault(unit.dimension, []).extend(names)
        assert rows == list(by_dimension.values())


def test_bases_are_those_of_the_vocabulary() -> None:
    for page, heading in zip(VOCABULARY, ("Bases", "口径"), strict=True):
        listed = [codes(row[1])[0] for row in rows_under(page, heading)]
        assert listed == list(base_vocabulary().bases)


def test_the_list_of_fields_is_that_of_the_vocabulary() -> None:
    for path, text in pages():
        assert path.read_text("utf-8") == text, "run python scripts/list_vocabulary.py"


def keys_of(module: ModuleType) -> set[str]:
    """Return every key that the files described by a module may hold."""
    models = (one for one in vars(module).values() if isinstance(one, type) and issubclass(one, BaseModel))
    return {field.alias or name for model in models for name, field in model.model_fields.items()}


@pytest.mark.parametrize("ending", [".md", ".zh.md"])
def test_every_key_of_a_rule_file_stands_in_the_guide(ending: str) -> None:
    pages = [page for page in DOCS.glob("rules*.md") if page.name.endswith(".zh.md") == (ending == ".zh.md")]
    found: set[str] = set()
    for page in pages:
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        code = " ".join([*(block.text for block in blocks_of(page)), *codes(text)])
        found |= set(re.findall(r"[a-z_]+", code))
    wanted = set().union(*(keys_of(module) for module in FORMATS))
    assert wanted - found == set()
