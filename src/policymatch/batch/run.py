"""Many firms × many policies → the match table: at once, batch by batch, or written to a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from policymatch.batch.compiled import Compiled, with_policies
from policymatch.batch.found import Wanted
from policymatch.batch.held import opened
from policymatch.batch.results import match_writer, metadata_for, schema_of
from policymatch.batch.work import Done, Job, Task, Worker, in_processes, matching_work
from policymatch.firms.arrow import arrow
from policymatch.library import PolicyLibrary
from policymatch.problems import Problem, ProfileError
from policymatch.whole import written_whole


@dataclass
class Told:
    """What a run has to tell besides its rows. `asked` went to the evaluator for a verdict or an amount."""

    firms: int = 0
    rows: int = 0
    asked: int = 0
    asked_for_amount: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Matches:
    """A match table in the making: its columns, and its rows batch by batch, once."""

    schema: Any
    batches: Iterator[Any]
    told: Told
    # How many firms there are, where that is known beforehand.
    firms: int | None

    def table(self, progress: Callable[[int], None] = lambda _: None) -> Any:
        """Return all rows as one table; `progress` is told of how many more firms are done."""
        return arrow().Table.from_batches(self.each(progress), schema=self.schema)

    def each(self, progress: Callable[[int], None]) -> Iterator[Any]:
        """Yield the batches; `progress` is told of how many more firms are done."""
        firms = 0
        for batch in self.batches:
            yield batch
            progress(self.told.firms - firms)
            firms = self.told.firms


@contextmanager
def matching(
    firms: Any,
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    *,
    records: Mapping[str, Any] | None = None,
    amounts: bool = True,
    undecided: bool = False,
    why: bool = True,
    processes: int = 1,
) -> Iterator[Matches]:
    """Open firms to match, and give their match table batch by batch; see `match`.

    What is wrong with single firms stands in `told.problems`, and they have no rows.
    """
    wanted = Wanted(amounts, undecided, why)
    with run(firms, library, as_of, wanted, records=records, processes=processes) as found:
        yield found


@contextmanager
def run(
    firms: Any,
    library: PolicyLibrary | None,
    as_of: date | None,
    wanted: Wanted,
    *,
    records: Mapping[str, Any] | None = None,
    processes: int = 1,
) -> Iterator[Matches]:
    """Open firms to ask of them what is `wanted`; the rest is as in `match`."""
    library = with_policies(PolicyLibrary.load() if library is None else library, wanted.policies)
    told, today = Told(), date.today()
    with opened(firms, library, records) as (compiled, source):
        schema = schema_of(wanted, metadata_for(library.version, as_of, source.sha256))
        tasks = (Task(part, day) for chunk in source.chunks() for day, part in chunk.by_day(as_of, today))
        job = Job(source.shape, wanted, schema)
        with (
            closing(worked(tasks, compiled, job, processes)) as done,
            closing(_told(done, told)) as batches,
        ):
            yield Matches(schema, batches, told, source.rows)


def match(
    firms: Any,
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    *,
    records: Mapping[str, Any] | None = None,
    amounts: bool = True,
    undecided: bool = False,
    why: bool = True,
    processes: int = 1,
) -> Any:
    """Match every firm with every policy in force, and return the match table as a pyarrow.Table.

    Args:
        firms: The path of a firm table (or of JSON lines, or of a folder of profiles), or a table in memory
            of any library that speaks Arrow, with the columns of a firm table.
        library: The policies; without it the shipped ones.
        as_of: The day of the question; without it each firm's own, else today.
        records: For firms in memory, the tables of their records by kind.
        amounts: Whether amounts are worked out.
        undecided: Whether open verdicts have rows too.
        why: Whether these say what they wait for and what would be paid, which takes far longer.
        processes: How many processes work at it.

    Raises ProfileError when firms cannot be read, with everything that is wrong.
    """
    with matching(
        firms,
        library,
        as_of,
        records=records,
        amounts=amounts,
        undecided=undecided,
        why=why,
        processes=processes,
    ) as found:
        table = found.table()
        if found.told.problems:
            raise ProfileError(found.told.problems)
        return table


def write_matches(
    path: str | os.PathLike[str], found: Matches, progress: Callable[[int], None] = lambda _: None
) -> Told:
    """Write a match table to a Parquet file, whole or not at all, and return what there is to tell.

    `progress` is told of how many more firms are done. Raises OSError.
    """
    with (
        written_whole(Path(path)) as made,
        match_writer(made, found.schema) as writer,
    ):
        for batch in found.each(progress):
            writer.write_batch(batch)
    return found.told


def worked(
    tasks: Iterable[Task],
    compiled: Compiled,
    job: Job,
    processes: int,
) -> Generator[Done]:
    """Yield what became of each task, in their order, worked at here or in several processes."""
    if processes == 1:
        yield from map(Worker(compiled, job).done, tasks)
        return
    yield from in_processes(tasks, processes, compiled.library, matching_work, job)


def _told(done: Iterable[Done], told: Told) -> Generator[Any]:
    """Yield the rows of what is done, and note what there is to tell."""
    for one in done:
        told.firms += one.firms
        told.asked += one.asked
        told.asked_for_amount += one.asked_for_amount
        told.problems += one.problems
        told.rows += one.batch.num_rows
        if one.batch.num_rows:
            yield one.batch
