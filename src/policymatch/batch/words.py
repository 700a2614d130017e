"""Words and codes of a chunk: each row the number of an entry, each criterion asked once for each entry.

An entry is everything that one cell may be: a word, a code, or several of which the fact is one. Entries of a
chunk are numbered in the order of their words, so that what lies under a code is a run of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch.batch.planes import Bools
from policymatch.enterprise.trouble import UnreadableError
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import Part
from policymatch.firms.decode import word_reader
from policymatch.language import tree
from policymatch.values import Choice, Codes, Truth
from policymatch.vocabulary import Field, Vocabulary

Entry = Choice | Codes
# So many runs of entries are compared; of more, each row looks its own entry up.
_RUNS = 2


class Lexicon:
    """The entries of one fact met so far in a table, and what each criterion says of them."""

    def __init__(self, field: Field, kind: str | None, vocabulary: Vocabulary) -> None:
        self._field = field
        self._read = word_reader(field, kind, vocabulary)
        self._words: dict[str, str | None] = {}
        self._numbers: dict[frozenset[str], int] = {}
        self.entries: list[Entry] = []
        self.order: list[tuple[str, ...]] = []
        self._truths: dict[tree.Among, list[int]] = {}

    def word(self, written: str | None) -> str | None:
        """Return the key or code of a word as written; None when it is none."""
        if written is None:
            return None
        if written not in self._words:
            try:
                self._words[written] = self._read(written)
            except UnreadableError:
                self._words[written] = None
        return self._words[written]

    def number(self, words: frozenset[str]) -> int:
        """Return the number of the entry that is one of `words`."""
        found = self._numbers.get(words)
        if found is None:
            found = self._numbers[words] = len(self.entries)
            self.entries.append(Codes(words) if self._field.type.is_code else Choice(words))
            self.order.append(tuple(sorted(words)))
        return found

    def truths(self, node: tree.Among) -> list[int]:
        """Return the truth of a criterion for every entry met so far."""
        known = self._truths.setdefault(node, [])
        wanted = frozenset(node.words)
        for entry in self.entries[len(known) :]:
            truth = entry.within(wanted) if isinstance(entry, Codes) else entry.among(wanted)
            known.append(truth.negated if node.negated else truth)
        return known


class Words:
    """The words or codes of one fact in a chunk. Rows that are `null` or `bad` hold any entry."""

    def __init__(self, parts: dict[Part, Any], lexicon: Lexicon) -> None:
        rows = len(next(iter(parts.values())))
        numbers, null, bad = _numbered(parts.get(Part.VALUE), rows, lexicon)
        self.null, self.bad = null, bad
        several = parts.get(Part.ANY_OF)
        if several is not None:
            _add_several(several, numbers, null, bad, lexicon)
        self._lexicon = lexicon
        # Numbered anew in the order of their words, as few as there are here.
        there, places = np.unique(numbers, return_inverse=True)
        ordered = sorted(range(len(there)), key=lambda at: lexicon.order[there[at]] if there[at] >= 0 else ())
        rank = np.empty(len(there), np.min_scalar_type(max(len(there), 1)))
        rank[ordered] = np.arange(len(there), dtype=rank.dtype)
        self.ids = rank[places]
        self._entries = there[ordered]

    def among(self, node: tree.Among) -> tuple[Bools, Bools]:
        """Return where the fact certainly is, and perhaps is, one of the words of a criterion."""
        known = self._lexicon.truths(node)
        truths = np.array([known[at] if at >= 0 else 0 for at in self._entries], np.uint8)
        true, possible = truths == Truth.TRUE, truths != Truth.FALSE
        found = self._rows(true)
        return found, found if np.array_equal(true, possible) else self._rows(possible)

    def each(self) -> Iterator[tuple[Entry, Bools]]:
        """Yield every entry that stands in some row, with its rows."""
        for place, number in enumerate(self._entries.tolist()):
            if number >= 0:
                yield self._lexicon.entries[number], self.ids == place

    @property
    def count(self) -> int:
        """Return how many entries there are here."""
        return len(self._entries)

    def _rows(self, wanted: Bools) -> Bools:
        """Return the rows whose entry is wanted."""
        edges = np.flatnonzero(np.diff(wanted.view(np.int8), prepend=0, append=0))
        if len(edges) > 2 * _RUNS:
            return np.asarray(wanted[self.ids])
        found = np.zeros(len(self.ids), np.bool_)
        for first, end in edges.reshape(-1, 2).tolist():
            found |= (self.ids >= first) & (self.ids < end)
        return found


def _numbered(column: Any, rows: int, lexicon: Lexicon) -> tuple[npt.NDArray[np.int64], Bools, Bools]:
    """Return the entry of each cell (-1: none), where cells are empty, and where they are no words."""
    if column is None or arrow().types.is_null(column.type):
        return np.full(rows, -1), np.ones(rows, np.bool_), np.zeros(rows, np.bool_)
    codes, words = encoded(column)
    null = codes == len(words)
    read = list(map(lexicon.word, words))
    null |= np.array([*(word is None for word in words), True])[codes]
    bad = np.array([*(word is None for word in read), False])[codes] & ~null
    numbers = [-1 if word is None else lexicon.number(frozenset((word,))) for word in read]
    return np.array([*numbers, -1])[codes], null, bad


def encoded(column: Any) -> tuple[npt.NDArray[np.int64], list[str | None]]:
    """Return each cell as a place in a list of words, the place behind the last for an empty one."""
    if not arrow().types.is_dictionary(column.type):
        column = column.dictionary_encode()
    words: list[str | None] = column.dictionary.to_pylist()
    return np.asarray(column.indices.cast(arrow().int64()).fill_null(len(words))), words


def _add_several(
    column: Any, numbers: npt.NDArray[np.int64], null: Bools, bad: Bools, lexicon: Lexicon
) -> None:
    """Enter the cells that name several words, of which the fact is one."""
    rows = np.flatnonzero(np.asarray(column.is_valid()))
    for row, cell in zip(rows.tolist(), column.take(arrow().array(rows)).to_pylist(), strict=True):
        read = list(map(lexicon.word, cell))
        words = frozenset(word for word in read if word is not None)
        if not null[row] or not cell or None in read:
            bad[row] = True
        else:
            numbers[row] = lexicon.number(words)
        null[row] = False
