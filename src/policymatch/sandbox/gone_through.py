"""Firms that are gone through several times: every form of them made a table once, then chunk by chunk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from policymatch.batch.asks import Asks
from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.source import source_of
from policymatch.firms.arrow import arrow
from policymatch.firms.forms import Form, all_sound, form_of
from policymatch.firms.write_table import write_table
from policymatch.vocabulary import Vocabulary


class Progress(Protocol):
    """Is told how far a simulation has come."""

    def begin(self, firms: int | None) -> None:
        """Begin to go through so many firms (None: nobody knows) once more."""

    def advance(self, count: int) -> None:
        """So many more are done."""


class Unseen:
    """Progress that nobody looks at."""

    def begin(self, firms: int | None) -> None:
        """Do nothing."""

    def advance(self, count: int) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class Task:
    """Some firms that are asked about on one day; the same ones have the same number in every round."""

    number: int
    chunk: Chunk
    day: date
    shape: Shape


@dataclass(frozen=True)
class Round:
    """One way through all firms: what their tables look like, and the firms, chunk after chunk."""

    shape: Shape
    tasks: Iterator[Task]


@dataclass(frozen=True)
class Firms:
    """Firms that may be gone through as often as one likes, always in the same order and chunks."""

    _firms: Any
    _records: Mapping[str, Any]
    _vocabulary: Vocabulary
    _as_of: date | None
    _today: date
    _progress: Progress

    @contextmanager
    def round(self, asks: Asks, verified: bool) -> Iterator[Round]:
        """Open the firms once more, with the facts asked for. Raises ProfileError."""
        with source_of(self._firms, self._vocabulary, asks, verified, self._records) as source:
            self._progress.begin(source.rows)
            yield Round(source.shape, self._tasks(source.chunks(), source.shape))

    def _tasks(self, chunks: Iterator[Chunk], shape: Shape) -> Iterator[Task]:
        number = 0
        for chunk in chunks:
            for day, part in chunk.by_day(self._as_of, self._today):
                yield Task(number, part, day, shape)
                number += 1
                self._progress.advance(len(part.numbers))


@contextmanager
def opened(
    firms: Any,
    vocabulary: Vocabulary,
    as_of: date | None,
    records: Mapping[str, Any] | None,
    progress: Progress,
) -> Iterator[Firms]:
    """Open firms in any form that `batch.match` takes. Raises ProfileError where they cannot be read."""
    with TemporaryDirectory() as folder:
        if isinstance(firms, str | os.PathLike):
            path = Path(firms)
            if form_of(path) is not Form.TABLE:
                # Read once, and not once for each round.
                made = Path(folder) / "firms.parquet"
                write_table(made, all_sound([path], vocabulary), vocabulary)
                path = made
            yield Firms(path, {}, vocabulary, as_of, date.today(), progress)
            return
        tables = {kind: _kept(one) for kind, one in (records or {}).items()}
        yield Firms(_kept(firms), tables, vocabulary, as_of, date.today(), progress)


def _kept(table: Any) -> Any:
    """Return a table that can be read again and again: a stream of batches is gone once it has been read."""
    reader = arrow().RecordBatchReader
    return table.read_all() if isinstance(table, reader) else table
