"""Lists of words in a chunk: which rows list a word, and whose list is complete."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any

import numpy as np

from policymatch.batch.bits import Empty, saying_yes
from policymatch.batch.planes import Bools, Plane, empty, full, packed, part_of, words_for
from policymatch.batch.words import Lexicon, encoded
from policymatch.enterprise.zones import with_kinds
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import Part
from policymatch.vocabulary import Field, Vocabulary
from policymatch.vocabulary.model import ZONE


class Lists:
    """The list of one fact in each row of a chunk. Rows that are `empty` or `bad` may list anything."""

    def __init__(
        self, parts: dict[Part, Any], field: Field, kind: str | None, lexicon: Lexicon, vocabulary: Vocabulary
    ) -> None:
        column, closed = parts.get(Part.VALUE), parts.get(Part.CLOSED)
        rows = len(next(iter(parts.values())))
        self.bad: Bools | None = None
        self._count, self._words = rows, words_for(rows)
        self.closed = empty(self._words) if closed is None else saying_yes(closed)
        # Who may list more than they do.
        self.open = ~self.closed
        # Where each name stands among the words of the column, and the rows that list it.
        self._places: dict[str, list[int]] = {}
        self._named: dict[str, Plane] = {}
        if column is None or arrow().types.is_null(column.type):
            self.empty = Empty(full(self._words), rows)
            return
        self.empty = Empty.of(column)
        lengths = np.asarray(column.value_lengths().fill_null(0))
        owners = np.repeat(np.arange(rows, dtype=np.int32), lengths)
        items, words = encoded(column.flatten())
        read = list(map(lexicon.word, words))
        zone = kind is None and field.key == ZONE
        for place, word in enumerate(read):
            # Whoever lists a zone lists the kind of zone that it is.
            for name in () if word is None else with_kinds((word,), vocabulary) if zone else (word,):
                self._places.setdefault(name, []).append(place)
        if None in read or items.max(initial=0) == len(words):
            self.bad = np.zeros(rows, np.bool_)
            self.bad[owners[np.array([*(word is None for word in read), True])[items]]] = True
        # Numbers of few bits are sorted by counting them.
        order = np.argsort(items.astype(np.min_scalar_type(len(words))), kind="stable")
        self._rows = owners[order]
        self._starts = np.searchsorted(items[order], np.arange(len(words) + 1))

    def cut(self, first: int, rows: int) -> Lists:
        """Return the lists of some rows; the number of the first must be a multiple of 64."""
        return _Part(self, first, rows)

    def naming(self, words: Iterable[str]) -> Plane:
        """Return the rows that list one of several words."""
        named = [self._naming(word) for word in words]
        return reduce(np.bitwise_or, named) if named else empty(self._words)

    def _naming(self, word: str) -> Plane:
        found = self._named.get(word)
        if found is None:
            rows = np.zeros(self._count, np.bool_)
            for place in self._places.get(word, ()):
                rows[self._rows[self._starts[place] : self._starts[place + 1]]] = True
            found = self._named[word] = packed(rows, self._words)
        return found


class _Part(Lists):
    """The lists of some rows, of which all that is known stands with those of all."""

    def __init__(self, whole: Lists, first: int, rows: int) -> None:
        self._whole, self._first = whole, first
        self._count, self._words = rows, words_for(rows)
        self.empty, self.closed = whole.empty.cut(first, rows), part_of(whole.closed, first, rows)
        self.open = part_of(whole.open, first, rows)
        self.bad = None if whole.bad is None else whole.bad[first : first + rows]

    def _naming(self, word: str) -> Plane:
        return part_of(self._whole._naming(word), self._first, self._count)
