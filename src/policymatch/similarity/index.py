"""Texts found by the words they share with a question: TF-IDF over an inverted index.

The weights are scikit-learn's (logarithmic counts, smoothed idf, length one), so scores are the cosines that
its vectoriser gives; tests hold that. It is written out here because every `suggest` needs it, and importing
scikit-learn takes longer than all else that `suggest` does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt


@dataclass(frozen=True, slots=True)
class Hit:
    """One text found: its key, its likeness (0 to 1), and the shared words, what they bring first."""

    key: str
    score: float
    words: tuple[str, ...]


class TextIndex:
    """An index of texts given as words. Immutable once made; may be shared by threads."""

    def __init__(self, texts: Iterable[tuple[str, Iterable[str]]]) -> None:
        counted = [(key, Counter(words)) for key, words in texts]
        self._keys = [key for key, _ in counted]
        seen = Counter(word for _, counts in counted for word in counts)
        self._idf = {word: log((1 + len(counted)) / (1 + count)) + 1 for word, count in seen.items()}
        self._texts: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (_, counts) in enumerate(counted):
            for word, weight in self._vector(counts).items():
                self._texts[word].append((number, weight))

    def __len__(self) -> int:
        return len(self._keys)

    def search(self, words: Iterable[str], limit: int | None = None) -> list[Hit]:
        """Return the texts that share words with `words`, the most alike first, then as they were given."""
        shared: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
        for word, weight in self._vector(Counter(words)).items():
            for number, other in self._texts.get(word, ()):
                shared[number].append((weight * other, word))
        scores = {number: sum(value for value, _ in found) for number, found in shared.items()}
        best = sorted(scores, key=lambda number: (-scores[number], number))[:limit]
        return [Hit(self._keys[number], scores[number], _strongest(shared[number])) for number in best]

    def _vector(self, counts: Counter[str]) -> dict[str, float]:
        """Return the weights of words, length one; a word that no text has does not count."""
        weights = {
            word: (1 + log(count)) * self._idf[word] for word, count in counts.items() if word in self._idf
        }
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()}


def _strongest(found: list[tuple[float, str]]) -> tuple[str, ...]:
    return tuple(word for _, word in sorted(found, key=lambda one: (-one[0], one[1])))
