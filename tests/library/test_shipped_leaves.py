"""Every leaf of every shipped rule prints in both languages and reads back as the same tree."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from policymatch import Policy, PolicyLibrary, load_library
from policymatch.language import check_condition, parse, print_expression, resolve, tree, walk
from policymatch.library import shipped_rules
from policymatch.library.files import (
    CONDITIONS_FILE,
    DERIVED_FILE,
    ROSTER_FILE,
    VOCABULARY_FILE,
    kind_of_file,
)
from policymatch.messages import LANGUAGES
from policymatch.problems import Place

FILES = sorted(
    path
    for path in shipped_rules().rglob("*.yaml")
    if kind_of_file(path) not in (VOCABULARY_FILE, CONDITIONS_FILE, DERIVED_FILE, ROSTER_FILE)
)


@cache
def library() -> PolicyLibrary:
    return load_library(shipped_rules())[0]


def amounts(node: tree.Node | None) -> Iterator[tree.Node]:
    """Yield the formulas of an amount, without the caps and tiers that are written as YAML."""
    match node:
        case None:
            return
        case tree.Capped(item, limit) | tree.Floored(item, limit):
            yield from amounts(item)
            yield limit
        case tree.Tiers(tiers, _, otherwise):
            for tier in tiers:
                # A part of a sum without `if` always counts: nobody wrote a condition there.
                if tier.when != tree.All(()):
                    yield tier.when
                yield from amounts(tier.amount)
            yield from amounts(otherwise)
        # Tiers less what was received before (`less`): both are written as YAML.
        case tree.Arithmetic(tree.Operator.SUBTRACT, tree.Tiers() as stages, _):
            yield from amounts(stages)
        # A multiplier: the amount, times the tiers of factors.
        case tree.Arithmetic(_, left, tree.Tiers() as factors):
            yield from amounts(left)
            yield from amounts(factors)
        case _:
            yield node


def leaves(policy: Policy) -> Iterator[tree.Node]:
    """Yield every formula and condition that stands as text in a rule."""
    for node in walk(policy.condition):
        if isinstance(node, tree.Criterion) and not isinstance(node.test, tree.SomeTier):
            yield node.test
        if isinstance(node, tree.Check):
            yield from node.hints
    benefit = policy.benefit
    for part in (benefit.amount, benefit.firm_cap, benefit.firm_floor):
        yield from amounts(part)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(shipped_rules())))
def test_leaves_read_back(path: Path) -> None:
    vocabulary = library().vocabulary
    policies = [policy for policy in library() if policy.place.file == str(path)]
    assert policies, "a shipped rule that does not load"
    for policy in policies:
        for leaf in leaves(policy):
            for lang in LANGUAGES:
                text = print_expression(leaf, vocabulary, lang)
                resolved, problems = resolve(parse(text), vocabulary, record=policy.record)
                assert resolved is not None, (text, problems)
                if not isinstance(leaf, tree.Fact):
                    resolved, problems = check_condition(resolved, vocabulary, Place())
                assert resolved == leaf, text
                assert print_expression(resolved, vocabulary, lang) == text
