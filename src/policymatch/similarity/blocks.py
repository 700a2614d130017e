"""Which policies of a library to look at together: those with the nearest texts, the same rule or name."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from policymatch.language import tree
from policymatch.language.transform import transformed
from policymatch.policy import Policy

# Texts less alike than this are of different matters.
_LEAST = 60
# Of many alike each text is told with its nearest.
_NEAREST = 4
_ROWS = 256


def same_rule_pairs(policies: Sequence[Policy], keys: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield pairs of policies whose condition and amount are the same: each with the first such one.

    Only policies of one key are compared.
    """
    for block in _blocks(keys):
        first: dict[object, int] = {}
        for place in block if len(block) > 1 else ():
            benefit = policies[place].benefit
            rule = (
                _plain(policies[place].condition),
                benefit.amount and _plain(benefit.amount),
                benefit.firm_cap,
                benefit.total_cap,
            )
            if benefit.amount is not None and (other := first.setdefault(rule, place)) != place:
                yield other, place


def near_text_pairs(texts: Sequence[str], keys: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield pairs of texts of one key that are alike: each text with the few nearest before it."""
    # Only now: few commands need them.
    import numpy
    from rapidfuzz import fuzz, process

    for block in _blocks(keys):
        written = [texts[place] for place in block]
        for start in range(0, len(block), _ROWS):
            rows = written[start : start + _ROWS]
            scores = process.cdist(
                rows,
                written[: start + len(rows)],
                scorer=fuzz.ratio,
                score_cutoff=_LEAST,
                dtype=numpy.uint8,
                workers=-1,
            )
            for row, alike in enumerate(scores):
                before = alike[: start + row]
                for at in numpy.argsort(before, kind="stable")[-_NEAREST:]:
                    if before[at]:
                        one, other = sorted((block[int(at)], block[start + row]))
                        yield one, other


def same_name_pairs(names: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield pairs of the same name, each with the one before it: editions often share nothing else."""
    for block in _blocks(names):
        yield from itertools.pairwise(block)


def _blocks(keys: Iterable[Hashable]) -> Iterable[list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return found.values()


def _plain(node: tree.Node) -> tree.Node:
    """Return a condition without citations and notes, which are of one document alone."""

    def plain(one: tree.Node) -> tree.Node | None:
        match one:
            case tree.Criterion(test, _, presume):
                return tree.Criterion(transformed(test, plain), None, presume)
            case tree.Check():
                return replace(one, cite=None, owner="")
            case tree.Undefined():
                return replace(one, cite=None)
        return None

    return transformed(node, plain)
