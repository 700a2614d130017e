"""One chunk of firms → its rows of the match table: here, or spread over processes in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, TypeVar

import numpy as np

from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled, with_policies
from policymatch.batch.doubts import Doubts
from policymatch.batch.found import Finder, Wanted
from policymatch.batch.planes import Rows
from policymatch.batch.results import Results
from policymatch.firms.arrow import arrow
from policymatch.library import PolicyLibrary
from policymatch.problems import Problem

T = TypeVar("T")
R = TypeVar("R")

# Makes of a library, and of what else it is given, the work that is done with each task.
Begin = Callable[..., Callable[[T], R]]
# Chunks that wait for each process; more would only hold memory.
_AHEAD = 2


class Task(NamedTuple):
    """The firms of a chunk that are asked about on one day.

    Where only some policies have changed, `again` are the rows of those firms that all policies are asked
    about again.
    """

    chunk: Chunk
    day: date
    again: Rows | None = None


@dataclass(frozen=True)
class Job:
    """What workers do, whatever the chunk. `changed` are the policies that all firms are asked about.

    None: every policy is.
    """

    shape: Shape
    wanted: Wanted
    schema: Any
    changed: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Done:
    """What became of a task: rows of the match table, and what there is to tell besides.

    `wrong` are the numbers of firms that cannot be read; `again` those that all policies were asked about,
    where only some policies have changed.
    """

    firms: int
    batch: Any
    asked: int
    asked_for_amount: int
    problems: tuple[Problem, ...]
    wrong: Rows
    again: Rows | None = None


class Worker:
    """Works at one chunk after the other. Not to be shared by threads."""

    def __init__(self, compiled: Compiled, job: Job) -> None:
        self._all = _Asker(compiled, job)
        self._changed: _Asker | None = None
        self._doubts: Doubts | None = None
        if job.changed is not None:
            self._doubts = Doubts(compiled.library, job.shape, job.changed)
            if job.changed:
                some = with_policies(compiled.library, job.changed)
                self._changed = _Asker(Compiled(some), job)

    def done(self, task: Task) -> Done:
        """Return what became of a task."""
        if self._doubts is None:
            return self._all.done(task.chunk, task.day)
        return self._since(self._doubts, task)

    def _since(self, doubts: Doubts, task: Task) -> Done:
        """Ask all policies about some firms, and about the others only those that have changed."""
        chunk = task.chunk
        again = doubts.rows(chunk)
        again[task.again] = True
        firms = np.flatnonzero(again)
        several = []
        if len(firms):
            several.append(self._all.done(chunk.only(firms), task.day))
        if self._changed is not None and len(firms) < len(again):
            several.append(self._changed.done(chunk.only(np.flatnonzero(~again)), task.day))
        tables = [arrow().Table.from_batches([one.batch]) for one in several]
        return Done(
            len(chunk.numbers),
            arrow().concat_tables([self._all.nothing, *tables]),
            sum(one.asked for one in several),
            sum(one.asked_for_amount for one in several),
            tuple(problem for one in several for problem in one.problems),
            np.concatenate([chunk.numbers[:0], *(one.wrong for one in several)]),
            chunk.numbers[firms],
        )


class _Asker:
    """Asks the policies of a library about chunk after chunk."""

    def __init__(self, compiled: Compiled, job: Job) -> None:
        self._finder = Finder(compiled, job.shape, job.wanted)
        self._results = Results(compiled, job.schema)
        self.nothing = job.schema.empty_table()

    def done(self, chunk: Chunk, day: date) -> Done:
        found = self._finder.found(chunk, day)
        wrong = chunk.numbers[np.array(sorted(found.bad_rows), np.int64)]
        batch = self._results.batch(chunk, found)
        told = found.asked, found.asked_for_amount, tuple(found.problems)
        return Done(len(chunk.numbers), batch, *told, wrong)


def matching_work(library: PolicyLibrary, job: Job) -> Callable[[Task], Done]:
    """Return the work that makes rows of the match table."""
    return Worker(Compiled(library), job).done


def in_processes(
    tasks: Iterable[T], processes: int, library: PolicyLibrary, begin: Begin[T, R], *job: Any
) -> Generator[R]:
    """Yield what became of each task, in their order.

    Each process makes its work of the library and of `job`; `begin` must be a function of a module. Raises
    BrokenProcessPool where a process is killed. Whoever stops early, or is killed, leaves no process behind.
    """
    context = multiprocessing.get_context("spawn")
    # Nothing is ever sent: the other end is read to the end when this process lets go of it, or is no more.
    ends, held = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(
        # A fresh process: a copy of this one would hold its locks and threads.
        processes,
        context,
        _begin,
        (library, begin, job, ends),
    )
    waiting: deque[Future[R]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(_work, task))
            if len(waiting) >= processes * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BaseException:
        # After Ctrl-C nobody waits for chunks that have begun.
        held.close()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        held.close()
        ends.close()


_at_work: Callable[[Any], Any] | None = None


def _begin(library: PolicyLibrary, begin: Begin[Any, Any], job: tuple[Any, ...], ends: Connection) -> None:
    """Make the work ready once for a process."""
    global _at_work
    # Ctrl-C is for the process that waits; it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(ends,), daemon=True).start()
    _at_work = begin(library, *job)


def _end_with(ends: Connection) -> None:
    """End this process when nobody waits for it any more."""
    ends.poll(None)
    os._exit(1)


def _work(task: Any) -> Any:
    assert _at_work is not None
    return _at_work(task)
