"""Two words compared, each of which may be several: by their places on a scale, or for being the same."""

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


def same_word(node: tree.SameWord, context: Context) -> Truth:
    """Return whether two texts are the same, letter by letter."""
    left = cast(Choice, value_of(node.left, context)).members
    right = cast(Choice, value_of(node.right, context)).members
    if left is None or right is None:
        truth = Truth.UNKNOWN
    elif left.isdisjoint(right):
        truth = Truth.FALSE
    else:
        truth = Truth.TRUE if len(left) == len(right) == 1 else Truth.UNKNOWN
    return truth.negated if node.negated else truth
