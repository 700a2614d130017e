"""Figures that stand in the prose and not in the rule, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from policymatch.language import tree, walk
from policymatch.lint.figures import Figure, figure_of, mentions
from policymatch.lint.model import Finding
from policymatch.lint.told import Told
from policymatch.lint.view import View
from policymatch.messages import wording

# Of more tiers than this the prose need not tell every figure: "by size, up to …" will do.
_MANY = 3
_ONE = re.compile(r"1(?!\d)")


def figures_only_told(view: View, told: Told) -> Iterator[Finding]:
    """Yield figures of the prose that nothing in the rule states."""
    seen: set[Figure] = set()
    for key, text in told.prose.items():
        for mention in mentions(text):
            figure = mention.figure
            if figure in seen or told.states(figure):
                continue
            seen.add(figure)
            where = view.places.in_text(key, mention.written)
            yield view.finding("figure-only-in-text", mention.written, where, part=wording(f"part-{key}"))


def figures_not_told(view: View, told: Told) -> Iterator[Finding]:
    """Yield thresholds, amounts, rates, caps and dates of the rule that the prose does not mention."""
    if told.is_silent:
        yield view.finding("no-prose", "summary", view.policy.place)
        return
    texts = (*told.prose.values(), *told.notes)
    said = {mention.figure for text in texts for mention in mentions(text, passing=True)}
    shares = {Fraction(value) for kind, value in said if kind == "share"}
    # 由1%降到0.8% is 0.2% less; 上浮30% is 1.3 times, and so is what stands for 1200元 then.
    made = {1 + one for one in shares} | {abs(one - two) for one in (Fraction(1), *shares) for two in shares}
    said.update(("share", one) for one in made)
    said.update((kind, Fraction(value) * one) for kind, value in tuple(said) for one in made if kind == "CNY")
    values = {value for _, value in said}
    seen: set[str] = set()
    for figure, written in _literals(told, said):
        if figure in said or (figure[0] == "count" and figure[1] in values) or written in seen:
            continue
        seen.add(written)
        place = view.places.of_literal(written if figure[0] != "year" else str(figure[1]))
        yield view.finding("figure-only-in-rule", written, place)


def _literals(told: Told, said: set[Figure]) -> Iterator[tuple[Figure, str]]:
    skipped = {id(node) for node in _untold(told)}
    # Who tells what 50% * 50万元 comes to has told both.
    made = (node for node in told.nodes if isinstance(node, tree.Arithmetic) and told.made(node) in said)
    skipped |= {id(part) for node in made for part in walk(node)}
    for node in told.nodes:
        if id(node) in skipped:
            continue
        if isinstance(node, tree.Quantity) and node.written and node.value not in (0, 1):
            yield figure_of(node.value, node.dimension, node.written[-1]), node.written
        elif isinstance(node, tree.Day) and node.days.low is not None:
            # Which years count must be told; the day itself may go without saying.
            yield ("year", node.days.low.year), f"{node.days.low.year}年"


def _untold(told: Told) -> Iterator[tree.Node]:
    """Yield the nodes of which the prose need not speak."""
    for node in told.nodes:
        match node:
            case tree.Named():
                yield from walk(node)
            case tree.Tiers(tiers) if len(tiers) > _MANY:
                amounts = [tier.amount for tier in tiers if isinstance(tier.amount, tree.Quantity)]
                most = max(amounts, key=lambda one: one.value, default=None)
                yield from (one for one in walk(node) if one is not most)
            case tree.Score():
                yield from (part for item in node.items for part in walk(item))
            case tree.Arithmetic(op, left, right):
                # 2 of 2 * 面积 is part of a formula, and what is divided by counts by one: 元 / 人, / 1年.
                yield from (one for one in (left, right) if isinstance(one, tree.Quantity) and one.is_bare)
                if (
                    op is tree.Operator.DIVIDE
                    and isinstance(right, tree.Quantity)
                    and _ONE.match(right.written)
                ):
                    yield right
