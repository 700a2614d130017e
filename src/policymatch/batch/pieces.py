"""Firms of several places, a few at a time, for work other than a match table: rosters, coverage tables."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from policymatch.batch.asks import Asks
from policymatch.batch.chunk import Chunk
from policymatch.batch.source import Source, source_of
from policymatch.batch.work import Begin, in_processes
from policymatch.enterprise import Enterprise
from policymatch.firms.forms import Form, form_of, profiles_in, sound
from policymatch.firms.read_table import open_table
from policymatch.firms.write_table import write_table
from policymatch.library import PolicyLibrary
from policymatch.problems import Problem, ProfileError
from policymatch.vocabulary import Vocabulary

# So many firms are worked at together: what is asked of single firms takes seconds for each thousand, and
# whoever waits, or stops the work, should not wait for more.
PIECE = 1024

# Some firms, and the day on which they are asked about.
Task = tuple[Chunk, date]

# Is told of how many more firms are done, and of how many there are.
Progress = Callable[[int, int], None]


def not_told(more: int, firms: int) -> None:
    """Tell nobody how far work has come."""


@dataclass(frozen=True)
class Tables:
    """Firm tables in which the firms of all places stand, in their order, and what is wrong with others."""

    paths: tuple[Path, ...]
    rows: int
    problems: list[Problem]


@dataclass(frozen=True)
class Job:
    """What is done with firms: `begin` makes the work of a library, the shape of a table, and `given`.

    The work says of each piece how many `firms` it has, among whatever else. `asks` are the facts that it
    reads, `rules` the folders that other processes load the library from.
    """

    library: PolicyLibrary
    asks: Asks
    verified: bool
    day: date
    begin: Begin[Task, Any]
    given: tuple[Any, ...]
    processes: int = 1
    rules: tuple[Path, ...] = ()


@contextmanager
def tables_of(
    firms: Iterable[Path | Enterprise], vocabulary: Vocabulary, problems: list[Problem]
) -> Iterator[Tables]:
    """Open firms: tables as they stand, and profiles, folders and JSON lines as tables made of them."""
    with TemporaryDirectory() as folder:
        paths: list[Path] = []
        for (in_file, ready), some in groupby(firms, _sort):
            if ready:
                paths += (one for one in some if isinstance(one, Path))
                continue
            made = Path(folder) / f"{len(paths)}.parquet"
            write_table(made, _profiles(some, in_file, vocabulary, problems), vocabulary)
            paths.append(made)
        sound_ones = []
        rows = 0
        for path in paths:
            table = open_table(path, vocabulary, problems)
            if table is not None:
                sound_ones.append(path)
                rows += table.firms.rows
        yield Tables(tuple(sound_ones), rows, problems)


def _sort(one: Path | Enterprise) -> tuple[bool, bool]:
    return isinstance(one, Path), isinstance(one, Path) and form_of(one) is Form.TABLE


def _profiles(
    some: Iterable[Path | Enterprise], in_file: bool, vocabulary: Vocabulary, problems: list[Problem]
) -> Iterator[Enterprise]:
    if in_file:
        paths = (one for one in some if isinstance(one, Path))
        yield from sound(profiles_in(paths, vocabulary), problems)
    else:
        yield from (one for one in some if isinstance(one, Enterprise))


def pieces_done(path: Path, job: Job, tables: Tables, progress: Progress = not_told) -> Generator[Any]:
    """Yield what became of each piece of a table, in order."""
    try:
        with (
            source_of(path, job.library.vocabulary, job.asks, job.verified, chunk_rows=PIECE) as source,
            closing(_done(source, job)) as done,
        ):
            for one in done:
                yield one
                progress(one.firms, tables.rows)
    except ProfileError as error:
        tables.problems.extend(error.problems)


def _done(source: Source, job: Job) -> Generator[Any]:
    tasks: Iterator[Task] = ((chunk, job.day) for chunk in source.chunks())
    few = source.rows is not None and source.rows <= PIECE
    if job.processes == 1 or few:
        yield from map(job.begin(job.library, source.shape, *job.given), tasks)
    else:
        yield from in_processes(
            tasks, job.processes, job.rules, job.library.version, job.begin, source.shape, *job.given
        )
