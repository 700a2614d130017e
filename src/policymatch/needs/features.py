"""What the model sees of a need: runs of Chinese characters, words and pairs of words, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Longer runs of characters gain nothing (benchmarks/needs.py); the words hold them.
_LONGEST = 3
# Of Latin words and numbers the letters say nothing: whoever writes some is not asking for software.
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


class Feature(NamedTuple):
    """One feature and where it stands in the text (half open)."""

    name: str
    start: int
    end: int


def features(text: str) -> list[Feature]:
    """Return every feature of a text that is clean already: runs first, then words and pairs."""
    return [*_runs(text), *_words(text)]


def names(text: str) -> list[str]:
    """Return the names of the features of a text."""
    return [one.name for one in features(text)]


def _runs(text: str) -> Iterator[Feature]:
    for chunk in _CHINESE.finditer(text):
        written, at = chunk.group(), chunk.start()
        for size in range(1, _LONGEST + 1):
            for start in range(len(written) - size + 1):
                yield Feature(written[start : start + size], at + start, at + start + size)


def _words(text: str) -> Iterator[Feature]:
    before: Feature | None = None
    for word in segments(text):
        if not word.name[0].isalnum():
            before = None
            continue
        yield Feature(f"w:{word.name}", word.start, word.end)
        if before is not None:
            yield Feature(f"p:{before.name}+{word.name}", before.start, word.end)
        before = word


def segments(text: str) -> Iterator[Feature]:
    """Yield the words of a text, punctuation too, each with its place."""
    import rjieba

    at = 0
    for word in rjieba.cut(text):
        yield Feature(word, at, at + len(word))
        at += len(word)
