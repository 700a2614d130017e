"""Figures that stand in the prose and not in the rule, and the reverse."""

from __future__ import annotations

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


def figures_only_told(view: View, told: Told) -> Iterator[Finding]:
    """Yield figures of the prose that nothing in the rule states."""
    seen: set[Figure] = set()
    for key, text in told.prose.items():
        for mention in mentions(text):
            figure = mention.figure
            if figure in told.figures or figure in seen:
                continue
            seen.add(figure)
            where = view.places.in_text(key, mention.written)
            yield view.finding("figure-only-in-text", mention.written, where, part=wording(f"part-{key}"))


def figures_not_told(view: View, told: Told) -> Iterator[Finding]:
    """Yield thresholds, amounts, rates, caps and dates of the rule that the prose does not mention."""
    texts = (*told.prose.values(), *told.notes)
    said = {mention.figure for text in texts for mention in mentions(text)}
    # A share is told as what is left, what is added, or in words.
    shares = {value for kind, value in said if kind == "share"}
    said.update(("share", abs(1 - Fraction(one))) for one in shares)
    said.update(("share", 1 + Fraction(one)) for one in shares)
    values = {value for _, value in said}
    seen: set[str] = set()
    for figure, written in _literals(view, told):
        if figure in said or (figure[0] == "count" and figure[1] in values) or written in seen:
            continue
        seen.add(written)
        yield view.finding("figure-only-in-rule", written, view.places.of_literal(written))


def _literals(view: View, told: Told) -> Iterator[tuple[Figure, str]]:
    skipped = {id(node) for node in _untold(told)}
    for node in told.nodes:
        if id(node) in skipped:
            continue
        if isinstance(node, tree.Quantity) and node.written and node.value not in (0, 1):
            yield figure_of(node.value, node.dimension, node.written[-1]), node.written
        elif isinstance(node, tree.Day) and node.days.low is not None:
            # Which years count must be told; the day itself may go without saying.
            yield ("year", node.days.low.year), str(node.days.low.year)


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
            case tree.SomeTier():
                yield from walk(node)
            case tree.Score():
                yield from (part for item in node.items for part in walk(item))
            case tree.Arithmetic(tree.Operator.DIVIDE, _, tree.Quantity() as per):
                yield per
