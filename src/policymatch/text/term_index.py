"""Known terms, found by what is left of them in a damaged text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from policymatch.text.cuts import Cuts
from policymatch.text.dictionary import terms

_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,16}")
_SHORTEST = 2
# A term shorter than this loses too much with a character.
SHORTEST_EDITED = 4
# Of a term this long, one homophone is a slip even where it makes a common word (高薪 in 高薪技术企业).
LONG = 6


# Of a term of three characters or more at least half must be right, and then two of them stand this near.
_NEAR = (1, 2, 3)


class TermIndex:
    """Terms by their characters in place, and by their ends."""

    def __init__(self, known: Iterable[str]) -> None:
        self.terms = frozenset(term for term in known if _CHINESE.fullmatch(term))
        self._singles: dict[str, list[tuple[str, int]]] = {}
        self._pairs: dict[tuple[str, str, int], list[tuple[str, int]]] = {}
        self._ends: dict[str, dict[str, list[str]]] = {}
        for term in sorted(self.terms):
            for index, character in enumerate(term):
                if len(term) == _SHORTEST:
                    self._singles.setdefault(character, []).append((term, index))
                else:
                    for gap in _NEAR:
                        if index + gap < len(term):
                            pair = (character, term[index + gap], gap)
                            self._pairs.setdefault(pair, []).append((term, index))
            if len(term) >= SHORTEST_EDITED:
                self._ends.setdefault(term[0], {}).setdefault(term[-1], []).append(term)
        self._longest = max(map(len, self.terms), default=0)

    def as_long(self, cuts: Cuts) -> Iterator[tuple[int, str]]:
        """Yield where a term of the same length may stand, with some of its characters.

        Where no character is doubtful, only long terms are tried.
        """
        edges, doubts = cuts.edges, cuts.doubts
        size = len(cuts.text)
        seen = set()
        for position in range(size):
            for term, index in self._anchored(cuts.text, position):
                start = position - index
                end = start + len(term)
                if start < 0 or end > size or not edges[start] or not edges[end]:
                    continue
                if (doubts[start] == doubts[end] and len(term) < LONG) or (start, term) in seen:
                    continue
                seen.add((start, term))
                yield start, term

    def _anchored(self, text: str, position: int) -> Iterator[tuple[str, int]]:
        """Yield the terms that have what stands at `position`, and where in the term that is."""
        yield from self._singles.get(text[position], ())
        for gap in _NEAR:
            if position + gap < len(text):
                yield from self._pairs.get((text[position], text[position + gap], gap), ())

    def one_more_or_less(self, cuts: Cuts) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and term where one character more or less than a term stands between its ends."""
        text, edges, doubts = cuts.text, cuts.edges, cuts.doubts
        for start in range(len(text)):
            by_last = self._ends.get(text[start]) if edges[start] else None
            if by_last is None:
                continue
            for end in range(start + SHORTEST_EDITED - 1, min(start + self._longest + 1, len(text)) + 1):
                if edges[end] and doubts[end] > doubts[start]:
                    for term in by_last.get(text[end - 1], ()):
                        if abs(len(term) - (end - start)) == 1:
                            yield start, end, term


@lru_cache(maxsize=8)
def index_of(known: frozenset[str]) -> TermIndex:
    """Return the index of the terms of the domain and of those that a caller knows besides."""
    return TermIndex({*terms(), *known})
