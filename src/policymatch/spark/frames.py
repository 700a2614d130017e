"""A Spark data frame of firms → the data frame of their matches, for those whose firms are there already.

Columns are those of a firm table. Records stand in columns `records.KIND`, each a list of structures with the
columns of a record table, since a firm's records must come with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled
from policymatch.batch.found import Wanted
from policymatch.batch.results import metadata_for, schema_of
from policymatch.batch.source import CHUNK_ROWS, gathered, shape_of
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import FIRM
from policymatch.library import PolicyLibrary
from policymatch.problems import Problem, ProfileError
from policymatch.spark.job import Adding, Job, Note, plain_schema
from policymatch.spark.start import spark

_RECORDS = "records."


def notes(session: Any, progress: Callable[[int], None] = lambda _: None) -> Any:
    """Return an accumulator of what tasks tell besides rows; once rows are made, `.value` is a `Told`."""
    return session.sparkContext.accumulator(Note(), Adding(progress))


def match(
    firms: Any,
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    *,
    amounts: bool = True,
    undecided: bool = False,
    why: bool = True,
    notes: Any = None,
) -> Any:
    """Return the match table of a data frame of firms, as a data frame whose rows are made when asked for.

    Args:
        firms: The data frame, with the columns of a firm table. A column `firm` numbers the firms, without
            repetition; else Spark numbers them (`monotonically_increasing_id`). Records of a kind stand in a
            column `records.KIND`, a list of structures with the columns of their record table.
        library: The policies; without it the shipped ones.
        as_of: The day of the question; without it each firm's own, else today.
        amounts: Whether amounts are worked out.
        undecided: Whether open verdicts have rows too.
        why: Whether these say what they wait for and what would be paid.
        notes: What `notes` has made. It collects what is wrong with single firms, which have no rows then;
            without it the first such firm stops Spark's job.

    Raises ProfileError when the columns are not those of a firm table.
    """
    column = spark("sql.functions").col
    wanted = Wanted(amounts, undecided, why)
    library = PolicyLibrary.load() if library is None else library
    compiled = Compiled(library)
    shape = _shape(spark("sql.pandas.types").to_arrow_schema(firms.schema), library, compiled)
    schema = schema_of(wanted, metadata_for(library.version, as_of, None))
    if FIRM not in firms.columns:
        firms = firms.withColumn(FIRM, spark("sql.functions").monotonically_increasing_id())
    # What no policy asks for Spark need not even read. Names with dots in them it would take apart.
    names = [FIRM, *shape.layout.columns, *(f"{_RECORDS}{kind}" for kind in shape.records)]
    read = firms.select(*(column(f"`{name}`").alias(f"c{at}") for at, name in enumerate(names)))
    job = Job(library, wanted, shape, schema, as_of, date.today())
    sent = firms.sparkSession.sparkContext.broadcast(job)
    made = spark("sql.pandas.types").from_arrow_schema(plain_schema(schema))
    return read.mapInArrow(partial(_rows, sent, names, notes), made)


def _shape(columns: Any, library: PolicyLibrary, compiled: Compiled) -> Shape:
    """Return the shape of a data frame; of the records, those that policies ask for."""
    pa, asks = arrow(), compiled.everything_asked
    known = library.vocabulary.records
    records = {one.name: one.type for one in columns if _lists_records(one)}
    unknown = [name for name in records if name.removeprefix(_RECORDS) not in known]
    if unknown:
        near = known.nearest(unknown[0].removeprefix(_RECORDS))
        problem = Problem("firm-table-unknown-records", values={"found": unknown[0]}, nearest=near)
        raise ProfileError([problem])
    return shape_of(
        pa.schema([one for one in columns if one.name != FIRM and one.name not in records]),
        {
            kind: pa.schema([pa.field(FIRM, pa.int64()), *records[f"{_RECORDS}{kind}"].value_type])
            for kind in asks.kinds
            if f"{_RECORDS}{kind}" in records
        },
        library.vocabulary,
        asks,
        compiled.verified,
    )


def _lists_records(column: Any) -> bool:
    types, of = arrow().types, column.type
    return column.name.startswith(_RECORDS) and bool(types.is_list(of) and types.is_struct(of.value_type))


def _rows(sent: Any, names: list[str], notes: Any, batches: Iterator[Any]) -> Iterator[Any]:
    job: Job = sent.value

    def tell(note: Note) -> None:
        if notes is not None:
            notes.add(note)
        elif note.problems:
            raise ProfileError(note.problems)

    return job.rows((_chunk(job, one.rename_columns(names)) for one in gathered(batches, CHUNK_ROWS)), tell)


def _chunk(job: Job, firms: Any) -> Chunk:
    pa = arrow()
    firms = firms.sort_by(FIRM)
    numbers = np.asarray(firms.column(FIRM)).astype(np.int64)
    records = {}
    for kind in job.shape.records:
        lists = firms.column(f"{_RECORDS}{kind}")
        counts = np.asarray(lists.value_lengths().fill_null(0))
        theirs = lists.flatten()
        columns = dict(zip((one.name for one in theirs.type), theirs.flatten(), strict=True))
        columns[FIRM] = pa.array(np.repeat(numbers, counts))
        records[kind] = pa.RecordBatch.from_pydict(columns)
    own = firms.select(job.shape.layout.columns)
    return Chunk(numbers, own, records, dict.fromkeys(records, 0))
