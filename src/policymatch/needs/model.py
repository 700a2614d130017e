"""The trained model: a weight of every feature for every category. Answers can be taken apart into words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING

from policymatch.needs.features import Feature, features, segments

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A word is named as a reason if it brings at least this share of what the strongest one brings.
_TELLING = 0.35
_WORDS = 4


@dataclass(frozen=True)
class Model:
    """Weights by feature and category: a linear model over TF-IDF (logarithmic counts, length one)."""

    categories: tuple[str, ...]
    rows: Mapping[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    intercept: NDArray[np.float32]

    def knows(self, text: str) -> bool:
        """Return whether anything in a text was ever seen; what scores then is more than a guess."""
        return any(one.name in self.rows for one in features(text))

    def scores(self, text: str) -> NDArray[np.float32]:
        """Return the score of each category for a text that is clean already; about 0 is none, 1 is full."""
        rows, values = self._vector(features(text))
        found: NDArray[np.float32] = values @ self.weights[rows] + self.intercept
        return found

    def words(self, text: str, category: str) -> tuple[str, ...]:
        """Return the words of a text that speak for a category, the strongest first."""
        found = features(text)
        rows, values = self._vector(found)
        brings = dict(zip(rows, values * self.weights[rows, self.categories.index(category)], strict=True))
        heat = _heat(text, found, {name: self.rows.get(name) for name in {one.name for one in found}}, brings)
        return _told(text, heat)

    def _vector(self, found: Sequence[Feature]) -> tuple[list[int], NDArray[np.float32]]:
        """Return the rows of the known features and their TF-IDF, as scikit-learn's vectoriser counts it."""
        import numpy as np

        counts = Counter(row for one in found if (row := self.rows.get(one.name)) is not None)
        rows = list(counts)
        values = [float(self.idf[row]) * (1 + log(count)) for row, count in counts.items()]
        length = sqrt(sum(value * value for value in values)) or 1.0
        return rows, np.array(values, np.float32) / np.float32(length)


def _heat(
    text: str, found: Sequence[Feature], rows: Mapping[str, int | None], brings: Mapping[int, float]
) -> list[float]:
    """Return what each character of a text brings: features share theirs evenly over where they stand."""
    counts = Counter(one.name for one in found)
    heat = [0.0] * len(text)
    for one in found:
        row = rows[one.name]
        if row is not None:
            share = float(brings[row]) / counts[one.name] / (one.end - one.start)
            for at in range(one.start, one.end):
                heat[at] += share
    return heat


def _told(text: str, heat: Sequence[float]) -> tuple[str, ...]:
    """Return the words that bring most; neighbours that both do are one phrase."""
    phrases: list[tuple[float, str]] = []
    words = [(sum(heat[word.start : word.end]), word) for word in segments(text) if word.name[0].isalnum()]
    least = _TELLING * max((value for value, _ in words), default=0.0)
    last_end = -1
    for value, word in words:
        if value <= 0 or value < least:
            continue
        if word.start == last_end and len(phrases[-1][1]) + len(word.name) <= 8:
            before, phrase = phrases.pop()
            phrases.append((before + value, phrase + word.name))
        else:
            phrases.append((value, word.name))
        last_end = word.end
    phrases.sort(key=lambda one: -one[0])
    return tuple(dict.fromkeys(phrase for _, phrase in phrases))[:_WORDS]
