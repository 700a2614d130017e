"""What every Python process of an executor is sent once, and what tasks tell besides their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from policymatch.batch import work
from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled
from policymatch.batch.found import Wanted
from policymatch.batch.run import Told
from policymatch.batch.source import Tables, tables_at
from policymatch.batch.work import Task, Worker
from policymatch.firms.arrow import arrow
from policymatch.library import PolicyLibrary
from policymatch.problems import Problem

# Rows that go to Spark at once; more would only hold memory.
_ROWS = 1 << 16


@dataclass
class Note(Told):
    """What tasks have to tell. `fatal` is what is wrong with tables as a whole: nothing of them counts."""

    fatal: list[Problem] = field(default_factory=list)


class Adding:
    """How Spark adds notes up (its AccumulatorParam): each task's once, however often it was tried."""

    def __init__(self, progress: Callable[[int], None] = lambda _: None) -> None:
        self._progress = progress

    def __reduce__(self) -> tuple[type[Adding], tuple[()]]:
        # Whoever is told of progress stays where the job was begun.
        return Adding, ()

    def zero(self, _: Note) -> Note:
        """Return a note that tells nothing."""
        return Note()

    def addInPlace(self, notes: Note, more: Note) -> Note:  # noqa: N802 (Spark's name)
        """Return `notes` with what another note tells."""
        notes.firms += more.firms
        notes.rows += more.rows
        notes.asked += more.asked
        notes.asked_for_amount += more.asked_for_amount
        notes.problems += more.problems
        notes.fatal += more.fatal
        self._progress(more.firms)
        return notes


@dataclass(frozen=True)
class Job:
    """What is asked of all firms. `today` is the day on which the run began, also for tasks of the day after.

    Spark sends it to each executor once; each of its Python processes reads it once and keeps the worker.
    """

    library: PolicyLibrary
    wanted: Wanted
    shape: Shape
    schema: Any
    as_of: date | None
    today: date

    @cached_property
    def compiled(self) -> Compiled:
        """Return the library made ready for columns."""
        return Compiled(self.library)

    @cached_property
    def worker(self) -> Worker:
        """Return who works at chunks."""
        return Worker(self.compiled, work.Job(self.shape, self.wanted, self.schema))

    @cached_property
    def tables(self) -> Tables:
        """Return the firm table with its record tables, opened once by each Python process."""
        asks, verified = self.compiled.everything_asked, self.compiled.verified
        return tables_at(self.shape.path, self.library.vocabulary, asks, verified)

    def rows(self, chunks: Iterable[Chunk], tell: Callable[[Note], None]) -> Iterator[Any]:
        """Yield the rows of the match table of some chunks, in columns that Spark knows."""
        for chunk in chunks:
            for day, part in chunk.by_day(self.as_of, self.today):
                done = self.worker.done(Task(part, day))
                rows = done.batch.num_rows
                tell(Note(done.firms, rows, done.asked, done.asked_for_amount, list(done.problems)))
                for start in range(0, rows, _ROWS):
                    yield _plain(done.batch.slice(start, _ROWS))


def plain_schema(schema: Any) -> Any:
    """Return a schema without dictionaries, which Spark does not take."""
    pa = arrow()
    columns = (
        one.with_type(one.type.value_type) if pa.types.is_dictionary(one.type) else one for one in schema
    )
    return pa.schema(list(columns))


def _plain(batch: Any) -> Any:
    pa = arrow()
    columns = [one.dictionary_decode() if pa.types.is_dictionary(one.type) else one for one in batch.columns]
    return pa.RecordBatch.from_arrays(columns, schema=plain_schema(batch.schema))
