"""Conditions and amounts of the workload for other engines: as JsonLogic, and as expressions of zen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from policymatch.language import tree
from policymatch.values import Comparison, Number

_SIGNS = {
    Comparison.GE: ">=",
    Comparison.GT: ">",
    Comparison.LE: "<=",
    Comparison.LT: "<",
}


def json_logic(node: tree.Node) -> object:
    """Return a condition or an amount as JsonLogic."""
    match node:
        case tree.Criterion(test):
            return json_logic(test)
        case tree.All(items):
            return {"and": [json_logic(item) for item in items]}
        case tree.Any(items):
            return {"or": [json_logic(item) for item in items]}
        case tree.Not(item):
            return {"!": [json_logic(item)]}
        case tree.IsTrue(fact):
            return {"var": fact.key}
        case tree.Compare(op, tree.Fact(_, key), right):
            return {_SIGNS[op]: [{"var": key}, _constant(right)]}
        case tree.Contains(fact, words):
            return _joined("or", [{"in": [word, {"var": fact.key}]} for word in words])
        case tree.Among(fact, words) if fact.key == "size_class":
            return {"in": [{"var": fact.key}, list(words)]}
        case tree.Among(fact, words):
            begins = [{"==": [{"substr": [{"var": fact.key}, 0, len(word)]}, word]} for word in words]
            return _joined("or", begins)
        case tree.Quantity():
            return _constant(node)
        case tree.Fact(_, key):
            return {"var": key}
        case tree.Capped(item, limit):
            return {"min": [json_logic(item), json_logic(limit)]}
        case tree.Arithmetic(tree.Operator.MULTIPLY, left, right):
            return {"*": [json_logic(left), json_logic(right)]}
        case tree.Tiers(several, tree.TierMode.FIRST, tree.Quantity() as otherwise):
            tiers = [json_logic(one) for tier in several for one in (tier.when, tier.amount)]
            return {"if": [*tiers, json_logic(otherwise)]}
    raise AssertionError(f"not in the workload: {node!r}")


def zen_expression(node: tree.Node) -> str:
    """Return a condition or an amount as an expression of zen."""
    match node:
        case tree.Criterion(test):
            return zen_expression(test)
        case tree.All(items):
            return f"({' and '.join(zen_expression(item) for item in items)})"
        case tree.Any(items):
            return f"({' or '.join(zen_expression(item) for item in items)})"
        case tree.Not(item):
            return f"not ({zen_expression(item)})"
        case tree.IsTrue(fact):
            return f"{fact.key} == true"
        case tree.Compare(op, tree.Fact(_, key), right):
            return f"{key} {_SIGNS[op]} {json.dumps(_constant(right))}"
        case tree.Contains(fact, words):
            return f"({' or '.join(f'contains({fact.key}, {json.dumps(word)})' for word in words)})"
        case tree.Among(fact, words) if fact.key == "size_class":
            return f"{fact.key} in {json.dumps(list(words))}"
        case tree.Among(fact, words):
            return f"({' or '.join(f'startsWith({fact.key}, {json.dumps(word)})' for word in words)})"
        case tree.Quantity():
            return json.dumps(_constant(node))
        case tree.Fact(_, key):
            return key
        case tree.Capped(item, limit):
            return f"min([{zen_expression(item)}, {zen_expression(limit)}])"
        case tree.Arithmetic(tree.Operator.MULTIPLY, left, right):
            return f"{zen_expression(left)} * {zen_expression(right)}"
        case tree.Tiers(several, tree.TierMode.FIRST, tree.Quantity() as otherwise):
            tiers = (f"{zen_expression(tier.when)} ? {zen_expression(tier.amount)} : " for tier in several)
            return f"({''.join(tiers)}{zen_expression(otherwise)})"
    raise AssertionError(f"not in the workload: {node!r}")


def _constant(node: tree.Node) -> int | float:
    if isinstance(node, tree.Day):
        day = node.days.low
        assert isinstance(day, date)
        return day.toordinal()
    assert isinstance(node, tree.Quantity)
    value: Number = node.value
    return value if isinstance(value, int) else float(value)


def _joined(word: str, items: Sequence[object]) -> object:
    return items[0] if len(items) == 1 else {word: items}
