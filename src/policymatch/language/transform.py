"""A tree with some of its nodes replaced; and a formula moved back by some years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, TypeVar

from policymatch.language import tree

Change = Callable[[tree.Node], tree.Node | None]
T = TypeVar("T")


def transformed(node: T, change: Change) -> T:
    """Return `node` with every part for which `change` gives another one replaced by it, outermost first."""
    if isinstance(node, tree.Node):
        made = change(node)
        if made is not None:
            return made  # type: ignore[return-value]
    if isinstance(node, tuple):
        items = tuple(transformed(item, change) for item in node)
        same = all(new is old for new, old in zip(items, node, strict=True))
        return node if same else items  # type: ignore[return-value]
    if not isinstance(node, tree.Node | tree.Tier):
        return node
    changed: dict[str, Any] = {}
    for one in fields(node):
        old = getattr(node, one.name)
        if isinstance(old, tree.Node | tree.Tier | tuple):
            new = transformed(old, change)
            if new is not old:
                changed[one.name] = new
    return replace(node, **changed) if changed else node


@lru_cache(maxsize=4096)
def years_earlier(node: tree.Node, years: int) -> tree.Node:
    """Return a formula over the figures of `years` before those it names."""

    def back(one: tree.Node) -> tree.Node | None:
        if isinstance(one, tree.Fact | tree.Parameter) and one.year is not None:
            return replace(one, year=one.year.earlier(years))
        return None

    return transformed(node, back) if years else node
