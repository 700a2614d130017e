"""Policies of different documents that are nearly one, and nothing says how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policymatch.lint.model import Finding
from policymatch.lint.view import View
from policymatch.similarity.near import SAME_TEXT, Nearness, NearPair, near_pairs


def twins(views: Iterable[View]) -> Iterator[Finding]:
    """Yield copies and editions that nothing links: each policy with the likest one before it."""
    by_id = {view.policy.id: view for view in views}
    place = {one: number for number, one in enumerate(by_id)}
    told: set[tuple[str, str]] = set()
    for pair in near_pairs(view.policy for view in by_id.values()):
        if pair.kind is Nearness.SIMILAR:
            continue
        other, one = sorted((pair.earlier.id, pair.later.id), key=place.__getitem__)
        code = _code(pair)
        # The nearest is enough: of many editions each would be told with each.
        if (code, one) in told:
            continue
        told.add((code, one))
        view, there = by_id[one], by_id[other].policy.place
        values = {"score": pair.text} if code == "twin-text" else {}
        yield view.finding(code, other, view.policy.place, there=str(there), **values)


def _code(pair: NearPair) -> str:
    if pair.same_rule:
        return "twin-rule"
    return "twin-text" if pair.text >= SAME_TEXT else "twin-edition"
