"""Where firms come from: a firm table on disk or other forms made into one, or tables in memory."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from policymatch.batch.asks import Asks
from policymatch.batch.chunk import Chunk, Shape, narrowed
from policymatch.batch.planes import Rows
from policymatch.enterprise.trouble import shown
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import FIRM
from policymatch.firms.forms import Form, all_sound, form_of
from policymatch.firms.layout import layout_of
from policymatch.firms.meta import file_hash
from policymatch.firms.opened import Opened
from policymatch.firms.read_table import Table, open_table
from policymatch.firms.write_table import write_table
from policymatch.problems import Place, Problem, ProfileError
from policymatch.vocabulary import Vocabulary

# So many firms are worked at together: their planes stay in the processor's cache.
CHUNK_ROWS = 1 << 16
# Tables in memory have no path; what is wrong with them is told with these names.
_IN_MEMORY = Path("firms")


@dataclass(frozen=True)
class Source:
    """Firms to match: the shape of their tables, how many there are, a hash of the file, and their chunks."""

    shape: Shape
    rows: int | None
    sha256: str | None
    _pieces: Generator[Any]
    _records: Mapping[str, Generator[tuple[int, Any]]]

    def chunks(self) -> Iterator[Chunk]:
        """Yield all firms. Raises ProfileError where a table cannot be read, or records are nobody's."""
        first = 0
        waiting = {
            kind: _Waiting(*self.shape.records[kind][:1], rows) for kind, rows in self._records.items()
        }
        for piece in self._pieces:
            end = first + piece.num_rows
            theirs = {kind: one.up_to(end) for kind, one in waiting.items()}
            yield Chunk(
                np.arange(first, end),
                piece,
                {kind: found[1] for kind, found in theirs.items() if found is not None},
                {kind: found[0] for kind, found in theirs.items() if found is not None},
            )
            first = end
        for one in waiting.values():
            one.none_left(first)

    def close(self) -> None:
        """Close what is read from, wherever reading has stopped."""
        for pieces in (self._pieces, *self._records.values()):
            pieces.close()


class _Waiting:
    """The records of one kind: those of the firms to come wait."""

    def __init__(self, path: Path, pieces: Iterator[tuple[int, Any]]) -> None:
        self._path, self._pieces = path, pieces
        self._held: list[Any] = []
        self._owners: list[Rows] = []
        self._first = 0
        self._last = -1

    def up_to(self, end: int) -> tuple[int, Any] | None:
        """Return the records of all firms before `end`, with the number of the first; None without any."""
        while not self._owners or self._last < end:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._hold(*piece)
        owners = np.concatenate([*self._owners, np.zeros(0, np.int64)])
        count = int(np.searchsorted(owners, end))
        if not count:
            return None
        table = arrow().Table.from_batches(self._held)
        first, self._first = self._first, self._first + count
        left = table.slice(count)
        self._held = left.to_batches() if left.num_rows else []
        self._owners = [owners[count:]]
        (batch,) = table.slice(0, count).combine_chunks().to_batches()
        return first, batch

    def none_left(self, firms: int) -> None:
        """Raise ProfileError when there are records behind those of the last firm."""
        while not self._held and (piece := next(self._pieces, None)) is not None:
            self._hold(*piece)
        if self._held:
            owner = int(self._owners[-1][0])
            self._wrong("firm-table-key-range", self._first, owner, firms=firms)

    def _hold(self, first: int, piece: Any) -> None:
        column = piece.column(FIRM)
        owners = np.asarray(column.fill_null(-1)).astype(np.int64)
        behind = np.flatnonzero(np.diff(owners, prepend=self._last) < 0)
        if column.null_count or len(behind):
            at = int(np.flatnonzero(owners < 0)[0]) if column.null_count else int(behind[0])
            self._wrong("firm-table-key", first + at, column[at].as_py())
        if len(owners):
            self._last = int(owners[-1])
            self._held.append(piece)
            self._owners.append(owners)

    def _wrong(self, code: str, row: int, found: object, **values: object) -> None:
        place = Place(str(self._path), row + 1, path=FIRM)
        raise ProfileError([Problem(code, place, {"column": FIRM, "found": shown(found), **values})])


@contextmanager
def source_of(
    firms: Any,
    vocabulary: Vocabulary,
    asks: Asks,
    verified: bool,
    records: Mapping[str, Any] | None = None,
    chunk_rows: int | None = None,
) -> Iterator[Source]:
    """Open firms: the path of a table or of another form, or a table in memory with tables of records.

    Of the columns only those are read that `asks` names, and of a file so many rows at a time. Raises
    ProfileError where they cannot be read.
    """
    rows = chunk_rows or CHUNK_ROWS
    if isinstance(firms, str | os.PathLike):
        path = Path(firms)
        if form_of(path) is Form.TABLE:
            with closing(_of_file(path, vocabulary, asks, verified, rows)) as source:
                yield source
            return
        with TemporaryDirectory() as folder:
            made = Path(folder) / "firms.parquet"
            write_table(made, all_sound([path], vocabulary), vocabulary)
            with closing(_of_file(made, vocabulary, asks, verified, rows)) as source:
                yield replace(source, sha256=None)
        return
    with closing(_in_memory(firms, vocabulary, asks, verified, records or {})) as source:
        yield source


def _of_file(path: Path, vocabulary: Vocabulary, asks: Asks, verified: bool, rows: int) -> Source:
    problems: list[Problem] = []
    table: Table | None = open_table(path, vocabulary, problems)
    if table is None:
        raise ProfileError(problems)
    firms = replace(table.firms, layout=narrowed(table.firms.layout, asks.keys, verified))
    records: dict[str, Opened] = {
        kind: replace(one, layout=narrowed(one.layout, None, verified))
        for kind, one in table.records.items()
        if kind in asks.kinds
    }
    shape = Shape(path, firms.layout, {kind: (one.path, one.layout) for kind, one in records.items()})
    pieces = _gathered((batch for _, batch in firms.batches(rows)), rows)
    return Source(
        shape,
        firms.rows,
        file_hash(path),
        pieces,
        {kind: one.batches(rows) for kind, one in records.items()},
    )


def _in_memory(
    firms: Any, vocabulary: Vocabulary, asks: Asks, verified: bool, records: Mapping[str, Any]
) -> Source:
    problems: list[Problem] = []
    stream = _stream(firms)
    layout = layout_of(stream.schema, None, vocabulary, _IN_MEMORY, problems)
    streams = {kind: _stream(one) for kind, one in records.items()}
    layouts = {
        kind: layout_of(one.schema, kind, vocabulary, Path(kind), problems) for kind, one in streams.items()
    }
    if problems:
        raise ProfileError(problems)
    shape = Shape(
        _IN_MEMORY,
        narrowed(layout, asks.keys, verified),
        {kind: (Path(kind), narrowed(one, None, verified)) for kind, one in layouts.items()},
    )
    rows = getattr(firms, "num_rows", None)
    return Source(
        shape,
        rows if isinstance(rows, int) else None,
        None,
        _gathered(_cut(stream), CHUNK_ROWS),
        {kind: _numbered(_cut(one)) for kind, one in streams.items()},
    )


def _stream(table: Any) -> Any:
    """Return a table of any library that speaks Arrow as a stream of its batches."""
    return arrow().RecordBatchReader.from_stream(table)


def _cut(stream: Any) -> Generator[Any]:
    for batch in stream:
        for start in range(0, batch.num_rows, CHUNK_ROWS):
            yield batch.slice(start, CHUNK_ROWS)


def _gathered(pieces: Iterable[Any], most: int) -> Generator[Any]:
    """Yield pieces, small ones put together: planes of few firms cost as much as those of many."""
    held: list[Any] = []
    for piece in pieces:
        if held and sum(one.num_rows for one in held) + piece.num_rows > most:
            yield _together(held)
            held = []
        held.append(piece)
    if held:
        yield _together(held)


def _together(pieces: list[Any]) -> Any:
    if len(pieces) == 1:
        return pieces[0]
    (batch,) = arrow().Table.from_batches(pieces).combine_chunks().to_batches() or pieces[:1]
    return batch


def _numbered(pieces: Generator[Any]) -> Generator[tuple[int, Any]]:
    first = 0
    for piece in pieces:
        yield first, piece
        first += piece.num_rows
