"""How good answers to needs are: recall@3, nDCG@5, and how often a special need is answered with a policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from policymatch.needs.cases import Case
from policymatch.needs.category import categories


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures over many graded needs.

    `recall_at_3`: of the relevant categories (at most three count), the share among the first three.
    `ndcg_at_5`: the order of the first five, gains 2^grade - 1. `false_push`: of the needs whose grade 2 is a
    special category, the share not answered as special. `silenced`: of all others, the share answered as
    special, to which no policy is shown.
    """

    cases: int
    recall_at_3: float
    ndcg_at_5: float
    false_push: float
    silenced: float


def measures(answers: Iterable[tuple[Case, Sequence[str], str | None]]) -> Measures:
    """Return the figures of answers: each case with the categories in their order, and the special found."""
    recalls: list[float] = []
    gains: list[float] = []
    pushed: list[bool] = []
    silenced: list[bool] = []
    for case, order, special in answers:
        relevant = case.relevant
        recalls.append(len(relevant.keys() & set(order[:3])) / min(3, len(relevant)))
        best = sorted(relevant.values(), reverse=True)
        gains.append(_gain(relevant.get(key, 0) for key in order[:5]) / _gain(best[:5]))
        if any(grade == 2 and categories()[key].special for key, grade in relevant.items()):
            pushed.append(special is None)
        else:
            silenced.append(special is not None)
    return Measures(len(recalls), _mean(recalls), _mean(gains), _mean(pushed), _mean(silenced))


def _gain(grades: Iterable[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
