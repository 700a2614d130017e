"""One feature of a firm made ready to be compared, and how far apart two of them are.

What is known only in part allows a range of distances. The least of them counts, so that nothing is called a
difference that may be none; and it counts the less, the wider the range is. What is unknown allows every
distance from 0 to 1, and so does not count at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, cast

from policymatch.peers.words import overlap


@dataclass(frozen=True)
class Compared:
    """How far apart two firms are in one feature (0 alike, 1 wholly unlike), and how much of it is known.

    `year` is the year compared, `shared` what both have of a list or a text.
    """

    distance: float
    known: float
    year: int | None = None
    shared: tuple[str, ...] = ()


NOTHING = Compared(0.0, 0.0)


def _between(least: float, most: float, year: int | None = None) -> Compared:
    """Return a distance of which only the ends are known."""
    return Compared(least, 1 - (most - least), year)


@dataclass(frozen=True)
class Figures:
    """A figure by year (None where it has none): its ends, as positions on the feature's scale."""

    ends: Mapping[int | None, tuple[float, float]]

    def against(self, other: Figures) -> Compared:
        """Compare the latest year of both."""
        for year, (low, high) in self.ends.items():
            if year in other.ends:
                its_low, its_high = other.ends[year]
                least = max(0.0, its_low - high, low - its_high)
                most = max(high - its_low, its_high - low)
                return _between(min(1.0, least), min(1.0, most), year)
        return NOTHING


@dataclass(frozen=True)
class Way:
    """The way down a tree to a code, how long ways are there, and whether nothing lies further down."""

    steps: tuple[str, ...]
    length: int
    ends: bool


@dataclass(frozen=True)
class Place:
    """The codes of a tree that a fact may be, each as the way down to it."""

    ways: tuple[Way, ...]

    def against(self, other: Place) -> Compared:
        """Compare by how much of the way down two codes have in common."""
        found = [_ways_apart(mine, its) for mine, its in product(self.ways, other.ways)]
        return _between(min(least for least, _ in found), max(most for _, most in found))


def _ways_apart(left: Way, right: Way) -> tuple[float, float]:
    longest = max(left.length, right.length)
    common = min(len(left.steps), len(right.steps))
    if left.steps[:common] != right.steps[:common]:
        parted = next(n for n, (a, b) in enumerate(zip(left.steps, right.steps, strict=False)) if a != b)
        return 1 - parted / longest, 1 - parted / longest
    if left.ends and right.ends:
        return 0.0, 0.0
    # One lies in the other: they may be the same place, or part ways right below.
    return 0.0, 1 - common / longest


@dataclass(frozen=True)
class Word:
    """The words that a fact without order may be."""

    members: frozenset[str]

    def against(self, other: Word) -> Compared:
        """Compare: alike or not."""
        if self.members.isdisjoint(other.members):
            return _between(1, 1)
        return _between(0, 0 if len(self.members | other.members) == 1 else 1)


@dataclass(frozen=True)
class Listed:
    """What a list is known to hold, and whether that is all (Jaccard's coefficient over what is known).

    Absence from an open list proves nothing: what one list holds and an open one does not name does not
    count.
    """

    items: frozenset[str]
    closed: bool

    def against(self, other: Listed) -> Compared:
        """Compare by the items of which it is known for both firms whether they have them."""
        either, both = self.items | other.items, self.items & other.items
        if not either:
            return Compared(0.0, 1.0) if self.closed and other.closed else NOTHING
        settled = len(both)
        settled += len(self.items - other.items) if other.closed else 0
        settled += len(other.items - self.items) if self.closed else 0
        if not settled:
            return NOTHING
        return Compared(1 - len(both) / settled, settled / len(either), shared=tuple(sorted(both)))


@dataclass(frozen=True)
class Text:
    """The words of a text that say something, with how much."""

    words: dict[str, float] = field(default_factory=dict)

    def against(self, other: Text) -> Compared:
        """Compare by the words in common, rare ones more than common ones."""
        if not self.words or not other.words:
            return NOTHING
        both = sorted(self.words.keys() & other.words.keys(), key=lambda word: (-self.words[word], word))
        return Compared(1 - overlap(self.words, other.words), 1.0, shared=tuple(both))


Trait = Figures | Place | Word | Listed | Text


def compared(left: Trait, right: Trait) -> Compared:
    """Return how far apart two firms are in a feature; both traits are of that one feature."""
    return left.against(cast(Any, right))
