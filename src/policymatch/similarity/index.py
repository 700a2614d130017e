"""Texts found by the words they share with a question: TF-IDF over an inverted index.

The weights are scikit-learn's (logarithmic counts, smoothed idf, length one), so scores are the cosines that
its vectoriser gives; tests hold that. It is written out here because every `suggest` needs it, and importing
scikit-learn takes longer than all else that `suggest` does; besides, it answers sooner, and names the words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Hit:
    """One text found: its key, its likeness (0 to 1), and the shared words, what they bring first."""

    key: str
    score: float
    words: tuple[str, ...]


class TextIndex:
    """An index of texts given as words. Immutable once made; may be shared by threads."""

    def __init__(self, texts: Iterable[tuple[str, Iterable[str]]]) -> None:
        import numpy as np

        counted = [(key, Counter(words)) for key, words in texts]
        self._keys = [key for key, _ in counted]
        seen = Counter(word for _, counts in counted for word in counts)
        self._idf = {word: log((1 + len(counted)) / (1 + count)) + 1 for word, count in seen.items()}
        self._vectors = [self._vector(counts) for _, counts in counted]
        having: defaultdict[str, list[int]] = defaultdict(list)
        for number, vector in enumerate(self._vectors):
            for word in vector:
                having[word].append(number)
        # By word: the numbers of the texts that have it, and its weight in each.
        self._texts = {
            word: (np.array(numbers), np.array([self._vectors[number][word] for number in numbers]))
            for word, numbers in having.items()
        }

    def search(self, words: Iterable[str], limit: int | None = None) -> list[Hit]:
        """Return the texts that share words with `words`, the most alike first, then as they were given."""
        import numpy as np

        words = tuple(words)
        scores = self.scores(words)
        found = np.flatnonzero(scores)
        best = found[np.argsort(-scores[found], kind="stable")][:limit]
        return [
            Hit(self._keys[number], float(scores[number]), self.shared(words, int(number))) for number in best
        ]

    def scores(self, words: Iterable[str]) -> NDArray[np.float64]:
        """Return the likeness of every text to `words`, in the order in which the texts were given."""
        import numpy as np

        scores = np.zeros(len(self._keys))
        for word, weight in self._vector(Counter(words)).items():
            numbers, weights = self._texts[word]
            scores[numbers] += weight * weights
        return scores

    def shared(self, words: Iterable[str], number: int) -> tuple[str, ...]:
        """Return the words that `words` share with one text, given by its number: what brings most first."""
        vector = self._vectors[number]
        asked = self._vector(Counter(words)).items()
        found = ((weight * vector[word], word) for word, weight in asked if word in vector)
        return tuple(word for _, word in sorted(found, key=lambda one: (-one[0], one[1])))

    def _vector(self, counts: Counter[str]) -> dict[str, float]:
        """Return the weights of words, length one; a word that no text has does not count."""
        weights = {
            word: (1 + log(count)) * self._idf[word] for word, count in counts.items() if word in self._idf
        }
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()}
