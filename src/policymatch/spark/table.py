"""A firm table → a match table in a folder of Parquet, worked at by a Spark cluster.

Spark is given ranges of firms, not firms: each task reads its range of the firm table, and the records of
those firms, from storage that all executors share. So nothing is ever shuffled, and records meet their firms
where they are read. Spark writes the rows: a task that is tried twice leaves its rows once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from policymatch.batch.compiled import Compiled
from policymatch.batch.found import Wanted
from policymatch.batch.results import metadata_for, schema_of
from policymatch.batch.run import Told
from policymatch.batch.source import tables_at
from policymatch.firms.arrow import parquet
from policymatch.firms.forms import Form, form_of
from policymatch.firms.meta import file_hash
from policymatch.library import PolicyLibrary
from policymatch.problems import InputError, Place, Problem, ProfileError
from policymatch.spark.job import Adding, Job, Note, plain_schema
from policymatch.spark.start import spark
from policymatch.whole import written_whole

# So many firms are a task, unless a group of rows of their table has more: minutes of work, not hours.
PARTITION_ROWS = 1 << 18
# What a match table in one file says of itself stands in this file beside the parts.
METADATA_FILE = "_common_metadata"


def write_matches(
    path: str | os.PathLike[str],
    firms: str | os.PathLike[str],
    session: Any,
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    *,
    amounts: bool = True,
    undecided: bool = False,
    why: bool = True,
    partition_rows: int = PARTITION_ROWS,
    progress: Callable[[int], None] = lambda _: None,
) -> Told:
    """Match every firm of a firm table with every policy, and write the match table as a folder of Parquet.

    Args:
        path: The folder, which appears whole or not at all; nothing may be in it yet. It lies, as the
            firms do, on storage that all executors see under the same path.
        firms: A firm table in Parquet.
        session: The Spark session whose executors do the work; they need policymatch too.
        library: The policies; without it the shipped ones. The other arguments are as in `batch.match`.
        as_of: The day of the question; without it each firm's own, else today.
        amounts: Whether amounts are worked out.
        undecided: Whether open verdicts have rows too.
        why: Whether these say what they wait for and what would be paid.
        partition_rows: About how many firms each task works at.
        progress: Is told of how many more firms are done.

    Firms that cannot be read have no rows, and stand in the problems of what is returned. Raises
    ProfileError when the tables cannot be read, InputError when something stands at `path`, OSError.
    """
    path, firms = Path(path).resolve(), Path(firms).resolve()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputError([Problem("firms-folder-taken", values={"found": path})])
    if form_of(firms) is not Form.TABLE:
        raise ProfileError([Problem("spark-no-table", Place(str(firms)))])
    library = PolicyLibrary.load() if library is None else library
    wanted = Wanted(amounts, undecided, why)
    compiled = Compiled(library)
    tables = tables_at(firms, library.vocabulary, compiled.everything_asked, compiled.verified)
    schema = schema_of(wanted, metadata_for(library.version, as_of, file_hash(firms)))
    job = Job(library, wanted, tables.shape, schema, as_of, date.today())
    ranges = ranges_of(tables.firms.group_rows, partition_rows)
    note = _run(session, job, ranges, path, progress)
    return Told(note.firms, note.rows, note.asked, note.asked_for_amount, note.problems)


def ranges_of(group_rows: Sequence[int], rows: int) -> list[range]:
    """Return groups of rows put together until each range has as many rows as asked, the last one fewer."""
    found, first, held = [], 0, 0
    for index, more in enumerate(group_rows):
        held += more
        if held >= rows:
            found.append(range(first, index + 1))
            first, held = index + 1, 0
    # Of a table without any firm there is one range, so that its records are looked at all the same.
    return [*found, range(first, len(group_rows))] if held or not found else found


def _run(session: Any, job: Job, ranges: list[range], path: Path, progress: Callable[[int], None]) -> Note:
    context = session.sparkContext
    note = context.accumulator(Note(), Adding(progress))
    sent = context.broadcast(job)
    try:
        columns = spark("sql.pandas.types").from_arrow_schema(plain_schema(job.schema))
        tasks = session.range(0, len(ranges), 1, len(ranges))
        rows = tasks.mapInArrow(partial(_rows, sent, ranges, note), columns)
        with written_whole(path) as made:
            rows.write.option("compression", "zstd").parquet(made.as_uri())
            if note.value.fatal:
                # Several tasks may have met the same.
                raise ProfileError({one.line(): one for one in note.value.fatal}.values())
            parquet().write_metadata(job.schema, made / METADATA_FILE)
    finally:
        sent.destroy()
    found: Note = note.value
    return found


def _rows(sent: Any, ranges: Sequence[range], note: Any, tasks: Iterator[Any]) -> Iterator[Any]:
    """Yield the rows of the ranges whose numbers a task is given."""
    job: Job = sent.value
    try:
        for batch in tasks:
            for number in batch.column(0).to_pylist():
                yield from job.rows(job.tables.source(ranges[number]).chunks(), note.add)
    except ProfileError as error:
        # To try again would not help: the run goes on to its end, and tells why nothing of it counts.
        note.add(Note(fatal=list(error.problems)))
