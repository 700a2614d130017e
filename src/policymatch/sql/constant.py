"""Whether a number or a date is the same for every firm on the day of the question."""

from __future__ import annotations

from policymatch.language import tree, walk
from policymatch.vocabulary import Vocabulary

_OF_FIRMS = (tree.Fact, tree.Records, tree.Peak, tree.OverYears)


def is_constant(node: tree.Node, vocabulary: Vocabulary) -> bool:
    """Return whether no fact of a firm has a part in a number or a date."""
    return not any(_hangs_on_firm(one, vocabulary) for one in walk(node))


def _hangs_on_firm(node: tree.Node, vocabulary: Vocabulary) -> bool:
    if isinstance(node, tree.Parameter):
        by_year = node.year is not None and node.year.anchor is not None
        return by_year or vocabulary.parameters[node.key].is_regional
    return isinstance(node, _OF_FIRMS)
