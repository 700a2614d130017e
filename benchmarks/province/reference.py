"""The plain reference: a tree asked of one firm at a time, with three truths (None: unknown)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from benchmarks.province.figures import DATES
from benchmarks.province.policies import Tree

_ORDER = {
    "ge": lambda value, limit: value >= limit,
    "gt": lambda value, limit: value > limit,
    "le": lambda value, limit: value <= limit,
    "lt": lambda value, limit: value < limit,
}


def truth(tree: Tree, firm: Mapping[str, Any]) -> bool | None:
    """Return whether a tree holds for a firm; None where that is not known."""
    if "not" in tree:
        inner = truth(tree["not"], firm)
        return None if inner is None else not inner
    if "field" in tree:
        return _criterion(tree, firm[tree["field"]])
    stop = "any" in tree
    truths = [truth(one, firm) for one in tree["any" if stop else "all"]]
    if stop in truths:
        return stop
    return None if None in truths else not stop


def _criterion(tree: Tree, value: Any) -> bool | None:
    if value is None:
        return None
    wanted = tree.get("value", ())
    match tree["op"]:
        case "yes":
            return bool(value)
        case "in":
            return value in wanted
        case "under":
            return bool(value.startswith(tuple(wanted)))
        case "listed":
            return not set(wanted).isdisjoint(value)
        case op:
            limit = tree["value"]
            if tree["field"] in DATES:
                limit = date(1970, 1, 1) + timedelta(days=limit)
            return bool(_ORDER[op](value, limit))


def counts(policies: list[Tree], firms: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Return for each policy of how many firms it is true, and of how many unknown."""
    found = []
    for policy in policies:
        truths = [truth(policy["rule"], firm) for firm in firms]
        found.append((truths.count(True), truths.count(None)))
    return found
