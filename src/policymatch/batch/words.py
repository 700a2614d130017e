"""Words and codes of a chunk: each row the number of an entry, each criterion asked once for each entry.

An entry is everything that one cell may be: a word, a code, or several of which the fact is one. Entries of a
chunk are numbered in the order of their words, so that what lies under a code is a run of numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from policymatch.batch.bits import Empty
from policymatch.batch.planes import Bools, Plane, Rows, packed, words_for
from policymatch.batch.reached import enter_reached, parts_of
from policymatch.enterprise.trouble import UnreadableError
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import Part
from policymatch.firms.decode import word_reader
from policymatch.language import tree
from policymatch.values import Choice, Codes, Truth
from policymatch.vocabulary import Field, Vocabulary

Entry = Choice | Codes
Borders = tuple[tuple[int, int], ...]
# Of some criteria those of which each is certainly and those of which it is perhaps true; and all borders.
Listed = list[tuple[list[tuple[Borders, Borders]], list[int]]]
# So many entries are arranged once for all chunks; of more, those of each chunk are.
_FEW = 1 << 12
# So many runs of entries are compared; of more, each row looks its own entry up.
_RUNS = 6
# Of so many criteria the borders are held in memory together.
_NODES = 512
# Borders of so many groups of criteria, and truths of so many criteria, are kept for the next chunk.
_KEPT, _TRUTHS_KEPT = 1 << 12, 1 << 14
_TRUE, _UNKNOWN, _FALSE = map(np.uint8, (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE))
# Behind every character that a code may have.
_LAST = chr(0x10FFFF)


class Arranged(NamedTuple):
    """Some entries, the same in the order of their words, and what place each has there.

    `runs` are those of the criteria asked together so far, as borders in that order.
    """

    entries: Rows
    ordered: Rows
    rank: npt.NDArray[np.unsignedinteger[Any]]
    runs: dict[Hashable, Listed]


class Lexicon:
    """The entries of one fact met so far in a table, and what each criterion says of them."""

    def __init__(self, field: Field, kind: str | None, vocabulary: Vocabulary) -> None:
        self._field = field
        self._read = word_reader(field, kind, vocabulary)
        self._words: dict[str, str | None] = {}
        self._numbers: dict[frozenset[str], int] = {}
        # Of a column's words as written, in the order in which its last chunk had them.
        self._written: tuple[list[str | None], Rows] = [], np.zeros(0, np.int64)
        self.entries: list[Entry] = []
        self.order: list[tuple[str, ...]] = []
        # The entries that are several words, those that are one, and these in the order of their words.
        self._several: list[int] = []
        self._alone: dict[str, int] = {}
        self._ordered: tuple[list[str], npt.NDArray[np.int64]] = [], np.zeros(0, np.int64)
        self._truths: dict[tree.Among, npt.NDArray[np.uint8]] = {}
        # Of the chunk before, whose entries mostly are those of the next.
        self._arranged: Arranged | None = None

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

    def numbers(self, written: list[str | None]) -> Rows:
        """Return the entry of each of several words as written; -1 for what is none."""
        if written != self._written[0]:
            read = map(self.word, written)
            numbers = [-1 if word is None else self.number(frozenset((word,))) for word in read]
            self._written = written, np.array(numbers, np.int64)
        return self._written[1]

    def number(self, words: frozenset[str]) -> int:
        """Return the number of the entry that is one of `words`."""
        found = self._numbers.get(words)
        if found is None:
            found = self._numbers[words] = len(self.entries)
            self.entries.append(Codes(words) if self._field.type.is_code else Choice(words))
            self.order.append(tuple(sorted(words)))
            if len(words) > 1:
                self._several.append(found)
            for word in words if len(words) == 1 else ():
                self._alone[word] = found
        return found

    def truths(self, node: tree.Among) -> npt.NDArray[np.uint8]:
        """Return the truth of a criterion for every entry met so far, and behind them FALSE for none."""
        known = self._truths.get(node)
        if known is None or len(known) <= len(self.entries):
            if len(self._truths) >= _TRUTHS_KEPT:
                self._truths.clear()
            known = self._truths[node] = self._told(node)
        return known

    def _told(self, node: tree.Among) -> npt.NDArray[np.uint8]:
        told = np.zeros(len(self.entries) + 1, np.uint8)
        wanted = frozenset(node.words)
        if self._field.type.is_code:
            # A code under which one wanted lies may be that one (see `Codes.within`).
            above = (word[:length] for word in wanted for length in range(len(word)))
            told[[self._alone.get(word, -1) for word in above]] = _UNKNOWN
            for word in wanted:
                told[self._under(word)] = _TRUE
        else:
            told[[self._alone.get(word, -1) for word in wanted]] = _TRUE
        for number in self._several:
            entry = self.entries[number]
            told[number] = entry.within(wanted) if isinstance(entry, Codes) else entry.among(wanted)
        if node.negated:
            told = _TRUE - told
        told[-1] = _FALSE
        return told

    def arranged(self, entries: Rows) -> Arranged:
        """Return entries (-1 is none, and comes first) in the order of their words."""
        if self._arranged is None or not np.array_equal(entries, self._arranged.entries):
            order = sorted(range(len(entries)), key=lambda at: self._words_of(int(entries[at])))
            rank = np.empty(len(entries), np.min_scalar_type(max(len(entries), 1)))
            rank[order] = np.arange(len(entries), dtype=rank.dtype)
            self._arranged = Arranged(entries, entries[order], rank, {})
        return self._arranged

    def _words_of(self, number: int) -> tuple[str, ...]:
        return self.order[number] if number >= 0 else ()

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
    """The words or codes of one fact in a chunk. Rows that are `empty` or `bad` hold any entry."""

    def __init__(self, parts: dict[Part, Any], lexicon: Lexicon) -> None:
        rows = len(next(iter(parts.values())))
        value, several = parts.get(Part.VALUE), parts.get(Part.ANY_OF)
        if value is None or arrow().types.is_null(value.type):
            value = arrow().nulls(rows, arrow().string())
        codes, words = _encoded(value)
        # The entry of each word of the column, and behind them none.
        entries = np.append(lexicon.numbers(words), -1)
        none = np.array([*(word is None for word in words), True])
        unread = (entries < 0) & ~none
        self.empty = Empty.among(none[codes]) if None in words else Empty.of(value)
        self.bad: Bools | None = unread[codes] & ~self.empty.rows if unread.any() else None
        if several is not None:
            entries, codes = self._with_several(several, entries[codes], lexicon), np.arange(rows)
        self._lexicon = lexicon
        if len(lexicon.entries) <= _FEW:
            there, places = np.arange(-1, len(lexicon.entries)), entries + 1
        else:
            there, places = np.unique(entries, return_inverse=True)
        # Numbered anew in the order of their words.
        self._arranged = lexicon.arranged(there)
        self.ids = self._arranged.rank[places][codes]
        self._words = words_for(rows)

    def _with_several(self, column: Any, numbers: Rows, lexicon: Lexicon) -> Rows:
        """Return the entries of rows with those of the cells that name several words, of which one is it."""
        null = self.empty.rows.copy()
        bad = np.zeros(len(null), np.bool_) if self.bad is None else self.bad
        rows = np.flatnonzero(np.asarray(column.is_valid()))
        for row, cell in zip(rows.tolist(), column.take(arrow().array(rows)).to_pylist(), strict=True):
            read = list(map(lexicon.word, cell))
            words = frozenset(word for word in read if word is not None)
            if not null[row] or not cell or None in read:
                bad[row] = True
            else:
                numbers[row] = lexicon.number(words)
            null[row] = False
        self.empty, self.bad = Empty.among(null), bad
        return numbers

    def cut(self, first: int, rows: int) -> Words:
        """Return the words of some rows; the number of the first must be a multiple of 64."""
        part, made = slice(first, first + rows), copy(self)
        made.ids, made.empty, made._words = self.ids[part], self.empty.cut(first, rows), words_for(rows)
        made.bad = None if self.bad is None else self.bad[part]
        return made

    def among(self, node: tree.Among) -> tuple[Plane, Plane]:
        """Return where the fact certainly is, and perhaps is, one of the words of a criterion."""
        planes = np.empty((1, 2, self._words), np.uint64)
        ((_, same),) = self.entered_among(node, [node], planes)
        return planes[0, 0], planes[0, 0 if same else 1]

    def entered_among(
        self, key: Hashable, nodes: Sequence[tree.Among], planes: Plane
    ) -> Iterator[tuple[slice, bool]]:
        """Write for each criterion where the fact certainly is, and perhaps is, one of its words.

        Yield which are written, some at a time, and whether both are to be the same: then only the first are.
        The criteria of one `key` must always be the same.
        """
        first = 0
        for runs, edges in self.runs(key, nodes):
            reached = np.empty((len(edges), self._words), np.uint64)
            enter_reached(self.ids, edges, reached)
            at = dict(zip(edges, reached, strict=True))
            for part in parts_of(len(runs)):
                here = slice(first + part.start, first + part.stop)
                same = all(true is possible for true, possible in runs[part])
                for (true, possible), place in zip(runs[part], planes[here], strict=True):
                    self._enter(true, at, place[0])
                    if not same:
                        self._enter(possible, at, place[1])
                yield here, same
            first += len(runs)

    def runs(self, key: Hashable, nodes: Sequence[tree.Among]) -> Listed:
        """Return the runs of entries that criteria mean, some criteria at a time, with all their borders."""
        kept = self._arranged.runs
        listed = kept.get(key)
        if listed is None:
            parts = (nodes[first : first + _NODES] for first in range(0, len(nodes), _NODES))
            if len(kept) >= _KEPT:
                kept.clear()
            listed = kept[key] = [self._with_edges(part) for part in parts]
        return listed

    def _with_edges(self, nodes: Sequence[tree.Among]) -> tuple[list[tuple[Borders, Borders]], list[int]]:
        runs = list(map(self._runs_of, nodes))
        few = (some for both in runs for some in both if len(some) <= _RUNS)
        return runs, list({edge for some in few for run in some for edge in run})

    def _runs_of(self, node: tree.Among) -> tuple[Borders, Borders]:
        """Return the runs of entries of which a criterion is certainly, and of which it is perhaps true."""
        # Where there is no entry (-1), the last truth is meant.
        truths = self._lexicon.truths(node)[self._arranged.ordered]
        true = borders(truths == _TRUE)
        return true, borders(truths != _FALSE) if (truths == _UNKNOWN).any() else true

    def _enter(self, runs: Borders, reached: Mapping[int, Plane], plane: Plane) -> None:
        """Write the rows whose entry is in one of several runs, of planes of the rows that reach a border."""
        if len(runs) > _RUNS:
            wanted = np.zeros(self.count, np.bool_)
            for first, end in runs:
                wanted[first:end] = True
            plane[:] = packed(wanted[self.ids], self._words)
            return
        # Whoever reaches the end reaches the beginning, so that these are those between.
        if not runs:
            plane[:] = 0
            return
        one, another, *others = (reached[border] for run in runs for border in run)
        np.bitwise_xor(one, another, out=plane)
        for another in others:
            np.bitwise_xor(plane, another, out=plane)

    def each(self) -> Iterator[tuple[Entry, Bools]]:
        """Yield every entry that stands in some row, with its rows."""
        for place, number in enumerate(self._arranged.ordered.tolist()):
            if number >= 0:
                yield self._lexicon.entries[number], self.ids == place

    @property
    def count(self) -> int:
        """Return how many entries there are here."""
        return len(self._arranged.ordered)


def borders(wanted: Bools) -> Borders:
    """Return the runs of truth values that are true: where each begins, and what is behind its end."""
    between = np.zeros(len(wanted) + 2, np.bool_)
    between[1:-1] = wanted
    edges = np.flatnonzero(between[1:] != between[:-1]).tolist()
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def encoded(column: Any) -> tuple[npt.NDArray[np.signedinteger[Any]], list[str | None]]:
    """Return each cell as a place in a list of words, the place behind the last for an empty one."""
    if not arrow().types.is_dictionary(column.type):
        column = column.dictionary_encode()
    words: list[str | None] = column.dictionary.to_pylist()
    codes = column.indices.cast(arrow().int32())
    return np.asarray(codes.fill_null(len(words)) if codes.null_count else codes), words


def _encoded(column: Any) -> tuple[npt.NDArray[np.signedinteger[Any]], list[str | None]]:
    """Return the same where an empty cell may be at any place."""
    codes = column.indices if arrow().types.is_dictionary(column.type) else None
    if codes is None or not codes.null_count or not arrow().types.is_int32(codes.type):
        return encoded(column)
    stored = np.frombuffer(codes.buffers()[1], np.int32)[codes.offset : codes.offset + len(codes)]
    words = column.dictionary.to_pylist()
    # What stands in memory for an empty cell is mostly zero, but may be anything.
    fits = stored.min() >= 0 and stored.max() < len(words) and None not in words
    return (stored, words) if fits else encoded(column)
