"""Words and codes of a chunk: each row the number of an entry, each criterion asked once for each entry.

An entry is everything that one cell may be: a word, a code, or several of which the fact is one. Entries of a
chunk are numbered in the order of their words, so that what lies under a code is a run of numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch.batch.planes import Bools, Plane, empty, packed, words_for
from policymatch.enterprise.trouble import UnreadableError
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import Part
from policymatch.firms.decode import word_reader
from policymatch.language import tree
from policymatch.values import Choice, Codes, Truth
from policymatch.vocabulary import Field, Vocabulary

Entry = Choice | Codes
# So many runs of entries are compared; of more, each row looks its own entry up.
_RUNS = 6
# Behind every character that a code may have.
_LAST = chr(0x10FFFF)


class Lexicon:
    """The entries of one fact met so far in a table, and what each criterion says of them."""

    def __init__(self, field: Field, kind: str | None, vocabulary: Vocabulary) -> None:
        self._field = field
        self._read = word_reader(field, kind, vocabulary)
        self._words: dict[str, str | None] = {}
        self._numbers: dict[frozenset[str], int] = {}
        self.entries: list[Entry] = []
        self.order: list[tuple[str, ...]] = []
        # The entries that are several words, and the others in the order of their words.
        self._several: list[int] = []
        self._ordered: tuple[list[str], npt.NDArray[np.int64]] = [], np.zeros(0, np.int64)
        self._truths: dict[tree.Among, npt.NDArray[np.uint8]] = {}

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
            if len(words) > 1:
                self._several.append(found)
        return found

    def truths(self, node: tree.Among) -> npt.NDArray[np.uint8]:
        """Return the truth of a criterion for every entry met so far, and behind them FALSE for none."""
        known = self._truths.get(node)
        if known is None or len(known) <= len(self.entries):
            known = self._truths[node] = self._told(node)
        return known

    def _told(self, node: tree.Among) -> npt.NDArray[np.uint8]:
        told = np.zeros(len(self.entries) + 1, np.uint8)
        wanted = frozenset(node.words)
        for word in wanted:
            if not self._field.type.is_code:
                told[self._number_of(word)] = Truth.TRUE
                continue
            # A code under which one wanted lies may be that one (see `Codes.within`).
            for length in range(len(word)):
                number = self._number_of(word[:length])
                told[number] = max(told[number], Truth.UNKNOWN)
            told[self._under(word)] = Truth.TRUE
        for number in self._several:
            entry = self.entries[number]
            told[number] = entry.within(wanted) if isinstance(entry, Codes) else entry.among(wanted)
        if node.negated:
            told = np.uint8(Truth.TRUE) - told
        told[-1] = Truth.FALSE
        return told

    def _number_of(self, word: str) -> int:
        return self._numbers.get(frozenset((word,)), -1)

    def _under(self, code: str) -> npt.NDArray[np.int64]:
        """Return the numbers of the entries that are one code, which lies under another."""
        words, numbers = self._ordered
        if len(words) != len(self.entries) - len(self._several):
            order = sorted((words[0], number) for number, words in enumerate(self.order) if len(words) == 1)
            words = [word for word, _ in order]
            numbers = np.array([number for _, number in order], np.int64)
            self._ordered = words, numbers
        return numbers[bisect_left(words, code) : bisect_left(words, code + _LAST)]


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
        # Where there is none (-1), the last truth of a criterion is meant.
        self._entries = there[ordered]
        self._words = words_for(rows)
        self._runs: dict[tuple[int, int], Plane] = {}

    def among(self, node: tree.Among) -> tuple[Plane, Plane]:
        """Return where the fact certainly is, and perhaps is, one of the words of a criterion."""
        truths = self._lexicon.truths(node)[self._entries]
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

    def _rows(self, wanted: Bools) -> Plane:
        """Return the rows whose entry is wanted."""
        between = np.zeros(len(wanted) + 2, np.bool_)
        between[1:-1] = wanted
        edges = np.flatnonzero(between[1:] != between[:-1]).tolist()
        if len(edges) > 2 * _RUNS:
            return packed(np.take(wanted, self.ids), self._words)
        found = empty(self._words)
        for first, end in zip(edges[::2], edges[1::2], strict=True):
            found |= self._run(first, end)
        return found

    def _run(self, first: int, end: int) -> Plane:
        """Return the rows whose entry is one of those from `first` to before `end`."""
        found = self._runs.get((first, end))
        if found is None:
            # Below `first` the difference wraps round to a large number.
            within = self.ids - self.ids.dtype.type(first) < self.ids.dtype.type(end - first)
            found = self._runs[first, end] = packed(within, self._words)
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
