"""Two words of one ordered scale compared, each of which may be several."""

from __future__ import annotations

from typing import cast

from policymatch.language import tree
from policymatch.language.context import Context, value_of
from policymatch.values import ANYTHING, Choice, NumberSpan, Span, Truth, compare


def ranked(node: tree.Ranked, context: Context) -> Truth:
    """Return whether one word stands above (or below) another in the order their field declares."""
    return compare(node.op, _ranks(node.left, context), _ranks(node.right, context))


def _ranks(fact: tree.Fact, context: Context) -> NumberSpan:
    scale = list(context.vocabulary.field(fact.kind, fact.key).values)
    members = cast(Choice, value_of(fact, context)).members
    places = [scale.index(word) for word in members or () if word in scale]
    return Span(min(places), max(places)) if places else ANYTHING
