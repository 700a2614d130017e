"""Lists of words in a chunk: which rows list a word, and whose list is complete."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from policymatch.batch.planes import Bools
from policymatch.batch.words import Lexicon, encoded
from policymatch.enterprise.zones import with_kinds
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import Part
from policymatch.vocabulary import Field, Vocabulary
from policymatch.vocabulary.model import ZONE


class Lists:
    """The list of one fact in each row of a chunk. Rows that are `null` or `bad` may list anything."""

    def __init__(
        self, parts: dict[Part, Any], field: Field, kind: str | None, lexicon: Lexicon, vocabulary: Vocabulary
    ) -> None:
        column, closed = parts.get(Part.VALUE), parts.get(Part.CLOSED)
        rows = len(next(iter(parts.values())))
        types = arrow().types
        self.bad = np.zeros(rows, np.bool_)
        self.closed = np.zeros(rows, np.bool_)
        if closed is not None and not types.is_null(closed.type):
            self.closed = np.asarray(closed.fill_null(False))
        if column is None or types.is_null(column.type):
            self.null = np.ones(rows, np.bool_)
            self._rows = self._items = np.zeros(0, np.int64)
            self._named: list[tuple[str, ...]] = []
            return
        self.null = np.asarray(column.is_null())
        lengths = np.asarray(column.value_lengths().fill_null(0))
        self._rows = np.repeat(np.arange(rows), lengths)
        self._items, words = encoded(column.flatten())
        read = list(map(lexicon.word, words))
        zone = kind is None and field.key == ZONE
        # Whoever lists a zone lists the kind of zone that it is.
        self._named = [
            () if word is None else with_kinds((word,), vocabulary) if zone else (word,) for word in read
        ]
        unread = np.array([*(word is None for word in read), True])[self._items]
        self.bad[self._rows[unread]] = True

    def naming(self, words: Iterable[str]) -> Bools:
        """Return the rows that list one of several words."""
        wanted = frozenset(words)
        hit = np.array([*(not wanted.isdisjoint(names) for names in self._named), False])
        found = np.zeros(len(self.null), np.bool_)
        found[self._rows[hit[self._items]]] = True
        return found
