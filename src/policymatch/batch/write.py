"""Firms and a library → a match table in a file, in chunks that an interrupted run leaves to be gone on with.

The day on which a run begins is the day of the whole run: it stands in the journal, and whoever goes on the
day after still asks about that day.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from policymatch._version import __version__
from policymatch.batch import source as reading
from policymatch.batch.asks import everything
from policymatch.batch.compiled import Compiled
from policymatch.batch.earlier import About, Earlier, firms_path, write_firms
from policymatch.batch.firm_versions import FirmVersions, firm_versions
from policymatch.batch.found import Wanted
from policymatch.batch.leftovers import Leftovers, Part
from policymatch.batch.policy_versions import policy_versions
from policymatch.batch.results import match_writer, metadata_for, schema_of
from policymatch.batch.run import Told, worked
from policymatch.batch.since import Reuse, merged, reuse_of
from policymatch.batch.source import Source, source_of, table_of
from policymatch.batch.work import Done, Job, Task
from policymatch.firms.meta import file_hash
from policymatch.library import PolicyLibrary
from policymatch.problems import InputError, Place, Problem
from policymatch.whole import put, workplace


@dataclass
class Written(Told):
    """What became of a match table: besides what there is to tell, what was taken over.

    `resumed` firms were done before the run was interrupted; `reuse` tells what an earlier table was good
    for: `taken` rows, while all policies were asked about `again` firms.
    """

    resumed: int = 0
    taken: int = 0
    again: int = 0
    reuse: Reuse | None = None
    today: date = field(default_factory=date.today)


def write_table(
    path: str | os.PathLike[str],
    firms: str | os.PathLike[str],
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    *,
    amounts: bool = True,
    undecided: bool = False,
    why: bool = True,
    processes: int = 1,
    resume: bool = False,
    force: bool = False,
    since: str | os.PathLike[str] | None = None,
    expect: Callable[[int], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Written:
    """Match every firm with every policy, and write the match table, whole or not at all.

    Beside the table, at `path`, the list of all firms with their versions is written. `firms` are the path of
    a firm table, of JSON lines, or of a folder of profiles. With `resume` the same run goes on that was
    interrupted, if there is one; with `force` it begins anew. `since` is a match table of which is taken over
    what still stands: the same rows come out, sooner. `expect` is told how many firms there are, and
    `progress` of how many more are done. The rest is as in `match`.

    Raises ProfileError when the firms cannot be read, InputError where an interrupted run stands in the way
    or the earlier table cannot be read, OSError.
    """
    path, library = Path(path), PolicyLibrary.load() if library is None else library
    wanted = Wanted(amounts, undecided, why)
    with table_of(Path(firms), library.vocabulary) as table:
        with source_of(table, library.vocabulary, everything(library.vocabulary), True) as source:
            found = firm_versions(source)
        expect(len(found.versions))
        run = _Run(path, table, found, library, as_of, wanted, None if since is None else Path(since))
        with run.leftovers(resume, force) as leftovers:
            return run.written(leftovers, processes, progress)


@dataclass(frozen=True)
class _Run:
    path: Path
    table: Path
    found: FirmVersions
    library: PolicyLibrary
    as_of: date | None
    wanted: Wanted
    since: Path | None

    def leftovers(self, resume: bool, force: bool) -> Leftovers:
        about = self._about(date.min)
        run = {
            "rules": about.rules,
            "policymatch": about.program,
            "options": about.options,
            "firms": about.firms,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            # Rows of several days come chunk by chunk: where these end hangs on how the file is stored.
            "file": file_hash(self.table),
            "chunk": reading.CHUNK_ROWS,
            "since": None if self.since is None else file_hash(self.since),
        }
        return Leftovers(self.path, run, resume, force)

    def _about(self, today: date) -> About:
        return About(
            self.library.version,
            __version__,
            json.dumps(asdict(self.wanted), sort_keys=True),
            self.found.hash,
            self.as_of,
            today,
            policy_versions(self.library),
        )

    def written(
        self,
        leftovers: Leftovers,
        processes: int,
        progress: Callable[[int], None],
    ) -> Written:
        compiled = Compiled(self.library)
        about = self._about(leftovers.today)
        asks = compiled.everything_asked
        with (
            source_of(self.table, self.library.vocabulary, asks, compiled.verified) as source,
            workplace(self.path) as place,
        ):
            told = Written(today=leftovers.today)
            metadata = metadata_for(self.library.version, self.as_of, source.sha256) | about.metadata()
            schema = schema_of(self.wanted, metadata)
            if self.since is not None:
                told.reuse = reuse_of(Earlier(self.since), about, self.found, schema)
            chunks = _Chunks(source, leftovers, told, self.as_of, self._places())
            job = Job(source.shape, self.wanted, schema, chunks.changed)
            made = place / self.path.name
            with match_writer(made, schema) as writer:
                for number in range(len(leftovers.parts)):
                    for batch in leftovers.batches(number):
                        told.rows += batch.num_rows
                        writer.write_batch(batch)
                progress(told.firms)
                try:
                    with closing(worked(chunks.tasks(), compiled, job, processes)) as done:
                        for batches, firms in chunks.made(done, schema):
                            for batch in batches:
                                writer.write_batch(batch)
                            progress(firms)
                except BrokenProcessPool:
                    raise InputError([Problem("match-process-killed", Place(str(self.path)))]) from None
            listed = firms_path(self.path)
            write_firms(place / listed.name, self.found, np.array(sorted(chunks.wrong), np.int64))
            put(place / listed.name, listed)
            put(made, self.path)
            return told

    def _places(self) -> dict[str, int]:
        return {one: place for place, one in enumerate(self.library.policies)}


class _Chunks:
    """The chunks of a run: the tasks that they are, and what becomes of them, chunk by chunk."""

    def __init__(
        self,
        source: Source,
        leftovers: Leftovers,
        told: Written,
        as_of: date | None,
        places: dict[str, int],
    ) -> None:
        self._source, self._leftovers, self._told = source, leftovers, told
        self._as_of, self._places = as_of, places
        self._reuse = told.reuse if told.reuse is not None and told.reuse.anew is None else None
        self.wrong = {firm for part in leftovers.parts for firm in part.wrong}
        # Tasks on their way: the numbers of their firms, and where the chunk ends with them.
        self._waiting: deque[tuple[Any, int | None]] = deque()
        self._begin = leftovers.parts[-1].end if leftovers.parts else 0
        told.firms = told.resumed = self._begin
        told.asked = sum(part.asked for part in leftovers.parts)
        told.asked_for_amount = sum(part.asked_for_amount for part in leftovers.parts)

    @property
    def changed(self) -> tuple[str, ...] | None:
        """Return the policies that all firms are asked about; None: all are."""
        return None if self._reuse is None else self._reuse.changed

    def tasks(self) -> Iterator[Task]:
        """Yield what there is to do, chunk after chunk; of those that are done, the firms that are wrong."""
        reuse, wrong = self._reuse, np.array(sorted(self.wrong), np.int64)
        for chunk in self._source.chunks():
            rows = np.flatnonzero((chunk.numbers >= self._begin) | np.isin(chunk.numbers, wrong))
            if not len(rows):
                continue
            days = list(chunk.only(rows).by_day(self._as_of, self._told.today))
            end = int(chunk.numbers[-1]) + 1
            for at, (day, part) in enumerate(days):
                last = at == len(days) - 1 and end > self._begin
                self._waiting.append((part.numbers, end if last else None))
                again = None if reuse is None else np.flatnonzero(reuse.firms[part.numbers] < 0)
                yield Task(part, day, again)

    def made(self, done: Iterator[Done], schema: Any) -> Iterator[tuple[list[Any], int]]:
        """Yield the rows of chunk after chunk and how many firms it has; each is kept before it is given."""
        batches: list[Any] = []
        told, before, wrong = self._told, (self._told.asked, self._told.asked_for_amount), set[int]()
        for one in done:
            numbers, end = self._waiting.popleft()
            told.problems += one.problems
            if numbers[-1] < self._begin:
                continue
            told.asked += one.asked
            told.asked_for_amount += one.asked_for_amount
            wrong |= set(one.wrong.tolist())
            batch = self._batch(one, numbers, schema)
            told.rows += batch.num_rows
            if batch.num_rows:
                batches.append(batch)
            if end is not None:
                asked = told.asked - before[0], told.asked_for_amount - before[1]
                self._leftovers.add(batches, schema, Part(end, *asked, tuple(sorted(wrong))))
                self.wrong |= wrong
                firms, told.firms = end - told.firms, end
                yield batches, firms
                batches, before, wrong = [], (told.asked, told.asked_for_amount), set()

    def _batch(self, one: Done, numbers: Any, schema: Any) -> Any:
        """Return the rows of a task with those that are taken over."""
        if self._reuse is None or one.again is None:
            return one.batch
        left = numbers[~np.isin(numbers, np.concatenate([one.again, one.wrong]))]
        taken = self._reuse.taken(left)
        self._told.taken += taken.num_rows
        self._told.again += len(one.again)
        # A firm that turns out to be wrong over one policy has no rows at all.
        found = one.batch.filter(~np.isin(np.asarray(one.batch.column("firm")), one.wrong))
        return merged([found, taken], self._places, schema)
