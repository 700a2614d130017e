"""A case on a few lines: the rule as it is written and the facts it asks for, known and real."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import Enum

from tests.support.firms import Key, PlainFirm

from policymatch.language import print_expression, tree
from policymatch.policy import Policy
from policymatch.values import Span, Value
from policymatch.vocabulary import Vocabulary


def shown(rule: tree.Node | Policy, firm: PlainFirm, really: PlainFirm, vocabulary: Vocabulary) -> str:
    """Return a case as text."""
    return "\n".join(
        (
            *_rule(rule, vocabulary),
            f"on {firm.as_of}",
            *(f"  {line}" for line in _facts(firm.facts, really.facts)),
            *_lists("known", firm),
            *_lists("really", really),
        )
    )


def _rule(rule: tree.Node | Policy, vocabulary: Vocabulary) -> Iterator[str]:
    if isinstance(rule, tree.Node):
        yield written(rule, vocabulary)
        return
    yield f"for {rule.record or 'firm'}: {written(rule.condition, vocabulary)}"
    for name in ("amount", "firm_floor", "firm_cap", "total_cap"):
        node = getattr(rule.benefit, name)
        if node is not None:
            yield f"{name}: {written(node, vocabulary)}"


def written(thing: object, vocabulary: Vocabulary) -> str:
    """Return a tree in the language; what no leaf can say stands as the node's name with its parts."""
    if isinstance(thing, tuple):
        return f"[{'; '.join(written(one, vocabulary) for one in thing)}]"
    if isinstance(thing, Enum):
        return str(thing.value)
    if not isinstance(thing, tree.Node | tree.Tier):
        return str(thing)
    try:
        return (
            print_expression(thing, vocabulary) if isinstance(thing, tree.Node) else _parts(thing, vocabulary)
        )
    except AssertionError:
        return _parts(thing, vocabulary)


def _parts(thing: tree.Node | tree.Tier, vocabulary: Vocabulary) -> str:
    parts = (getattr(thing, one.name) for one in fields(thing) if one.name != "at")
    return f"{type(thing).__name__}({', '.join(written(part, vocabulary) for part in parts)})"


def _facts(known: Mapping[Key, Value], really: Mapping[Key, Value]) -> Iterator[str]:
    for key in sorted({*known, *really}, key=str):
        name = " ".join(str(part) for part in key if part is not None)
        yield f"{name}: {_value(known.get(key))}  really {_value(really.get(key))}"


def _lists(title: str, firm: PlainFirm) -> Iterator[str]:
    for kind, listed in firm.lists.items():
        yield f"  {kind} {title} ({'closed' if listed.closed else 'open'}):"
        for record in listed.items:
            yield f"    {', '.join(f'{key[0]} {_value(value)}' for key, value in record.facts.items())}"


def _value(value: Value | None) -> str:
    if isinstance(value, Span):
        return str(value.low) if value.is_exact else f"{value.low}..{value.high}"
    return "?" if value is None else str(value)
