"""Scores of categories → the answer's categories, and whether a policy answers the need at all."""

from __future__ import annotations

from collections.abc import Mapping

from policymatch.needs.category import categories

# A special category wins ties, and a little more: a policy pushed at somebody who waits for his money is
# worse than one named only when he asks again. Chosen by leaving authors out (benchmarks/needs.py).
_MARGIN = 0.05
_MOST = 5
# What scores less is noise; beside a special category, what is not plainly asked for too.
_LEAST = 0.05
_LEAST_BESIDE = 0.1


def special_of(scores: Mapping[str, float]) -> str | None:
    """Return the special category that a need belongs to, or None when policies answer it."""
    special = {key: score for key, score in scores.items() if categories()[key].special}
    best = max(special, key=lambda key: special[key])
    others = max(score for key, score in scores.items() if key not in special)
    return best if special[best] + _MARGIN > others else None


def ranked(scores: Mapping[str, float]) -> tuple[str, ...]:
    """Return the categories to answer with, the best first; a special one, where there is one, before all."""
    special = special_of(scores)
    least = _LEAST if special is None else _LEAST_BESIDE
    order = sorted(scores, key=lambda key: (key != special, -scores[key]))
    return tuple(key for key in order if key == special or scores[key] >= least)[:_MOST]
