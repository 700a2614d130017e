"""Orders literals so that those on the same fact stand together, and says how each group is asked."""

from __future__ import annotations

from datetime import date
from typing import cast

from policymatch.language import tree
from policymatch.plan.plan import Group, GroupKind, Literal
from policymatch.values import Comparison, Number
from policymatch.vocabulary import Vocabulary

_Key = tuple[GroupKind, tree.Node | None]

# A span against a threshold; "=" and "!=" have no order to search in.
ORDERED = (Comparison.GE, Comparison.GT, Comparison.LE, Comparison.LT)


def grouped(
    literals: tuple[Literal, ...], vocabulary: Vocabulary
) -> tuple[tuple[Literal, ...], tuple[Group, ...]]:
    """Return the literals in their order in a plan, and the groups at its head."""
    by_key: dict[_Key, list[Literal]] = {}
    alone: list[Literal] = []
    for literal in literals:
        key = _key(literal.node, vocabulary)
        (alone if key is None else by_key.setdefault(key, [])).append(literal)
    ordered: list[Literal] = []
    groups: list[Group] = []
    for (kind, subject), members in by_key.items():
        if kind in (GroupKind.NUMBERS, GroupKind.DATES):
            members.sort(key=lambda one: _place(cast(tree.Compare, one.node)))
        groups.append(Group(kind, subject, len(ordered), len(ordered) + len(members)))
        ordered.extend(members)
    return (*ordered, *alone), tuple(groups)


def _key(node: tree.Node, vocabulary: Vocabulary) -> _Key | None:
    match node:
        case tree.Compare(op, left, tree.Quantity()) if op in ORDERED:
            return GroupKind.NUMBERS, left
        case tree.Compare(op, tree.Fact() as fact, tree.Day()) if (
            op in ORDERED and limit_of(node) is not None
        ):
            return GroupKind.DATES, fact
        case tree.Among(subject):
            type_ = vocabulary.field(subject.kind, subject.key).type
            return GroupKind.CODES if type_.is_code else GroupKind.WORDS, subject
        case tree.Contains(subject, within=None):
            return GroupKind.TAGS, subject
        case tree.IsTrue(subject):
            return GroupKind.FLAGS, subject
        case tree.Holds():
            return GroupKind.HONOURS, None
    return None


def _place(node: tree.Compare) -> tuple[int, Number | date]:
    limit = limit_of(node)
    assert limit is not None
    return ORDERED.index(node.op), limit


def limit_of(node: tree.Compare) -> Number | date | None:
    """Return the threshold of a comparison with a literal; of a month or year, the day that it turns on."""
    if isinstance(node.right, tree.Quantity):
        return node.right.value
    assert isinstance(node.right, tree.Day)
    days = node.right.days
    return days.low if node.op in (Comparison.GE, Comparison.LT) else days.high
