"""A place or industry known only coarsely, cut into parts on which a definition decides.

批发和零售业 may be either of two rows of a table: where both rows say the same, that is what holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from policymatch.language import Context, facts_of, tree, value_of, walk
from policymatch.values import Codes
from policymatch.vocabulary.code_names import code_tree
from policymatch.vocabulary.codes import CodeTree


def in_parts(rule: tree.Node, context: Context) -> Iterator[Context]:
    """Yield the question asked anew for each part of a code that `rule` tells apart; nothing if none is."""
    for fact, targets in _codes_asked(rule):
        value = value_of(fact, context)
        if isinstance(value, Codes):
            parts = parts_of_codes(value, targets, code_tree(context.vocabulary.field(None, fact.key)))
            if len(parts) > 1:
                for part in parts:
                    yield replace(context, assumed={**context.assumed, fact: part})
                return


def parts_of_codes(codes: Codes, targets: frozenset[str], among: CodeTree) -> tuple[Codes, ...]:
    """Return parts that together are `codes`, each certainly inside or outside every one of `targets`.

    The part that lies in none of them comes first: where a definition does not reach it, nothing else counts.
    """
    found: dict[frozenset[str], set[str]] = {}
    for prefix in sorted(codes.prefixes):
        for part in _cut(prefix, targets, among):
            inside = frozenset(target for target in targets if part.startswith(target))
            found.setdefault(inside, set()).add(part)
    return tuple(Codes(frozenset(found[inside])) for inside in sorted(found, key=len))


@lru_cache(maxsize=256)
def _codes_asked(rule: tree.Node) -> tuple[tuple[tree.Fact, frozenset[str]], ...]:
    """Return the firm's facts that a rule holds against words, each with those words."""
    asked = [one for one in walk(rule) if isinstance(one, tree.Among)]
    return tuple(
        (fact, frozenset(word for one in asked if one.subject == fact for word in one.words))
        for fact in facts_of(rule)
        if fact.kind is None and any(one.subject == fact for one in asked)
    )


def _cut(prefix: str, targets: frozenset[str], among: CodeTree) -> Iterator[str]:
    below = among.children(prefix) if prefix in among else ()
    if not below or not any(target != prefix and target.startswith(prefix) for target in targets):
        yield prefix
        return
    for child in below:
        yield from _cut(child, targets, among)
