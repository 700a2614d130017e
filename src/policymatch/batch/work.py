"""One chunk of firms → its rows of the match table: here, or spread over processes in order."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled, with_policies
from policymatch.batch.found import Finder, Wanted
from policymatch.batch.results import Results
from policymatch.library import PolicyLibrary
from policymatch.problems import Problem

T = TypeVar("T")
R = TypeVar("R")

# The firms of a chunk that are asked about on one day.
Task = tuple[Chunk, date]
# Makes of a library, and of what else it is given, the work that is done with each task.
Begin = Callable[..., Callable[[T], R]]
# Chunks that wait for each process; more would only hold memory.
_AHEAD = 2


@dataclass(frozen=True)
class Done:
    """What became of a task: rows of the match table, and what there is to tell besides."""

    firms: int
    batch: Any
    asked: int
    asked_for_amount: int
    problems: tuple[Problem, ...]


class Worker:
    """Works at one chunk after the other. Not to be shared by threads."""

    def __init__(self, compiled: Compiled, shape: Shape, wanted: Wanted, schema: Any) -> None:
        self._finder = Finder(compiled, shape, wanted)
        self._results = Results(compiled, schema)

    def done(self, task: Task) -> Done:
        """Return what became of a task."""
        chunk, day = task
        found = self._finder.found(chunk, day)
        batch = self._results.batch(chunk, found)
        return Done(len(chunk.numbers), batch, found.asked, found.asked_for_amount, tuple(found.problems))


def matching_work(
    library: PolicyLibrary, shape: Shape, wanted: Wanted, schema: Any
) -> Callable[[Task], Done]:
    """Return the work that makes rows of the match table."""
    return Worker(Compiled(with_policies(library, wanted.policies)), shape, wanted, schema).done


def in_processes(
    tasks: Iterable[T], processes: int, rules: tuple[Path, ...], version: str, begin: Begin[T, R], *job: Any
) -> Iterator[R]:
    """Yield what became of each task, in their order.

    Each process loads the folders `rules`, and makes its work of that library and of `job`; `begin` must be a
    function of a module. Raises BrokenProcessPool where a process is killed.
    """
    pool = ProcessPoolExecutor(
        processes,
        # A fresh process: a copy of this one would hold its locks and threads.
        multiprocessing.get_context("spawn"),
        _begin,
        (rules, version, begin, job),
    )
    waiting: deque[Future[R]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(_work, task))
            if len(waiting) >= processes * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        # After Ctrl-C nobody waits for chunks that have not begun.
        pool.shutdown(wait=True, cancel_futures=True)


_at_work: Callable[[Any], Any] | None = None


def _begin(rules: tuple[Path, ...], version: str, begin: Begin[Any, Any], job: tuple[Any, ...]) -> None:
    """Load the rules once for a process."""
    global _at_work
    # Ctrl-C is for the process that waits; it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    library = PolicyLibrary.load(*rules)
    if library.version != version:
        raise RuntimeError(f"the rules have changed while they were in use (version {version})")
    _at_work = begin(library, *job)


def _work(task: Any) -> Any:
    assert _at_work is not None
    return _at_work(task)
