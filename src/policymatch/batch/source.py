"""Where firms come from: a firm table on disk or other forms made into one, or tables in memory."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
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
class Source(ABC):
    """Firms to match: the shape of their tables, how many there are, a hash of the file, and their chunks."""

    shape: Shape
    rows: int | None
    sha256: str | None

    @abstractmethod
    def chunks(self) -> Iterator[Chunk]:
        """Yield all firms. Raises ProfileError where a table cannot be read, or records are nobody's."""

    @abstractmethod
    def close(self) -> None:
        """Close what is read from, wherever reading has stopped."""


class Firms(ABC):
    """Firms that have their own way to be asked."""

    @abstractmethod
    def source(self, vocabulary: Vocabulary, asks: Asks, verified: bool, chunk_rows: int) -> Source:
        """Return the firms with what `asks` names, so many rows at a time. Raises ProfileError."""


@dataclass(frozen=True)
class _Streams(Source):
    """Firms from a stream of pieces, and their records from others.

    They may be a part of a table: the firms from the number `first`, up to its end or not (`to_the_end`).
    """

    _pieces: Generator[Any]
    _records: Mapping[str, Generator[tuple[int, Any]]]
    first: int = 0
    to_the_end: bool = True

    def chunks(self) -> Iterator[Chunk]:
        """Yield all firms, with the records that are theirs."""
        first = self.first
        waiting = {
            kind: _Waiting(*self.shape.records[kind][:1], rows) for kind, rows in self._records.items()
        }
        for one in waiting.values() if first else ():
            # Records of firms before these may stand in the first pieces.
            one.up_to(first)
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
        for one in waiting.values() if self.to_the_end else ():
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
    """Open firms: the path of a table or of another form, `Firms`, or tables in memory.

    Of the columns only those are read that `asks` names, and of a file so many rows at a time. Raises
    ProfileError where they cannot be read.
    """
    rows = chunk_rows or CHUNK_ROWS
    if isinstance(firms, Firms):
        with closing(firms.source(vocabulary, asks, verified, rows)) as source:
            yield source
        return
    if isinstance(firms, str | os.PathLike):
        with (
            table_of(Path(firms), vocabulary) as path,
            closing(_of_file(path, vocabulary, asks, verified, rows)) as source,
        ):
            yield source if path == Path(firms) else replace(source, sha256=None)
        return
    with closing(_in_memory(firms, vocabulary, asks, verified, records or {}, rows)) as source:
        yield source


@contextmanager
def table_of(firms: Path, vocabulary: Vocabulary) -> Iterator[Path]:
    """Yield the firm table that stands at a path, or one that is made of firms in another form."""
    if form_of(firms) is Form.TABLE:
        yield firms
        return
    with TemporaryDirectory() as folder:
        made = Path(folder) / "firms.parquet"
        write_table(made, all_sound([firms], vocabulary), vocabulary)
        yield made


def _of_file(path: Path, vocabulary: Vocabulary, asks: Asks, verified: bool, rows: int) -> Source:
    source = tables_at(path, vocabulary, asks, verified).source(chunk_rows=rows)
    return replace(source, sha256=file_hash(path))


@dataclass(frozen=True)
class Tables:
    """A firm table with the tables of its records, opened to read what policies ask for."""

    firms: Opened
    records: Mapping[str, Opened]

    @property
    def shape(self) -> Shape:
        """Return what the tables look like."""
        records = {kind: (one.path, one.layout) for kind, one in self.records.items()}
        return Shape(self.firms.path, self.firms.layout, records)

    def source(self, groups: range | None = None, chunk_rows: int | None = None) -> Source:
        """Return the firms, all or those of some groups of rows, with their records."""
        most = chunk_rows or CHUNK_ROWS
        if groups is None:
            groups = range(len(self.firms.group_rows))
        sizes = self.firms.group_rows
        first, rows = sum(sizes[: groups.start]), sum(sizes[groups.start : groups.stop])
        to_the_end = groups.stop == len(sizes)
        pieces = gathered((batch for _, batch in self.firms.batches(most, groups)), most)
        records = {
            kind: one.batches(most, _groups_of(one, first, None if to_the_end else first + rows))
            for kind, one in self.records.items()
        }
        return _Streams(self.shape, rows, None, pieces, records, first, to_the_end)


def tables_at(path: Path, vocabulary: Vocabulary, asks: Asks, verified: bool) -> Tables:
    """Open a firm table to read what is asked for. Raises ProfileError where it cannot be read."""
    problems: list[Problem] = []
    table: Table | None = open_table(path, vocabulary, problems)
    if table is None:
        raise ProfileError(problems)
    records = {
        kind: replace(one, layout=narrowed(one.layout, None, verified))
        for kind, one in table.records.items()
        if kind in asks.kinds
    }
    firms = replace(table.firms, layout=narrowed(table.firms.layout, asks.keys, verified))
    return Tables(firms, records)


def _groups_of(records: Opened, first: int, end: int | None) -> range:
    """Return the groups of rows that may hold records of the firms from `first` to before `end`."""
    metadata, hit = records.file.metadata, []
    for index in range(metadata.num_row_groups):
        group = metadata.row_group(index)
        columns = (group.column(at) for at in range(group.num_columns))
        told = next(one.statistics for one in columns if one.path_in_schema == FIRM)
        known = told is not None and told.has_min_max
        before = known and first > 0 and told.max < first
        if not before and not (known and end is not None and told.min >= end):
            hit.append(index)
    return range(hit[0], hit[-1] + 1) if hit else range(0)


def _in_memory(
    firms: Any, vocabulary: Vocabulary, asks: Asks, verified: bool, records: Mapping[str, Any], most: int
) -> Source:
    stream = _stream(firms)
    streams = {kind: _stream(one) for kind, one in records.items()}
    schemas = {kind: one.schema for kind, one in streams.items()}
    shape = shape_of(stream.schema, schemas, vocabulary, asks, verified)
    rows = getattr(firms, "num_rows", None)
    if isinstance(firms, arrow().Table):
        # Columns that nobody asks for are not passed on, chunk by chunk.
        stream = firms.select(shape.layout.columns).to_batches()
    return _Streams(
        shape,
        rows if isinstance(rows, int) else None,
        None,
        gathered(_cut(stream, most), most),
        {kind: _numbered(_cut(one, most)) for kind, one in streams.items()},
    )


def shape_of(
    firms: Any, records: Mapping[str, Any], vocabulary: Vocabulary, asks: Asks, verified: bool
) -> Shape:
    """Return the shape of tables that are not files, of their Arrow schemas. Raises ProfileError."""
    problems: list[Problem] = []
    layout = layout_of(firms, None, vocabulary, _IN_MEMORY, problems)
    layouts = {kind: layout_of(one, kind, vocabulary, Path(kind), problems) for kind, one in records.items()}
    if problems:
        raise ProfileError(problems)
    return Shape(
        _IN_MEMORY,
        narrowed(layout, asks.keys, verified),
        {kind: (Path(kind), narrowed(one, None, verified)) for kind, one in layouts.items()},
    )


def _stream(table: Any) -> Any:
    """Return a table of any library that speaks Arrow as a stream of its batches."""
    return arrow().RecordBatchReader.from_stream(table)


def _cut(stream: Any, most: int) -> Generator[Any]:
    for batch in stream:
        for start in range(0, batch.num_rows, most):
            yield batch.slice(start, most)


def gathered(pieces: Iterable[Any], most: int) -> Generator[Any]:
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
