"""The negation of a condition, pushed inwards where the language has a word for the opposite."""

from __future__ import annotations

from dataclasses import replace

from policymatch.language import tree
from policymatch.values import Comparison

_OPPOSITE = {
    Comparison.LT: Comparison.GE,
    Comparison.GE: Comparison.LT,
    Comparison.GT: Comparison.LE,
    Comparison.LE: Comparison.GT,
    Comparison.EQ: Comparison.NE,
    Comparison.NE: Comparison.EQ,
}


def negate(node: tree.Node) -> tree.Node:
    """Return a condition that holds exactly when `node` does not."""
    match node:
        case tree.Compare(op):
            return replace(node, op=_OPPOSITE[op])
        case tree.Among(_, _, negated) | tree.Contains(_, _, negated) | tree.SameWord(_, _, negated):
            return replace(node, negated=not negated)
        case tree.Not(item):
            return item
        case tree.All(items):
            return tree.Any(tuple(negate(item) for item in items), at=node.at)
        case tree.Any(items):
            return tree.All(tuple(negate(item) for item in items), at=node.at)
    return tree.Not(node, at=node.at)
