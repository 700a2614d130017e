"""The work spread over processes, a few letters ahead of what is done, so that memory stays flat."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass

from policymatch.enterprise import Enterprise
from policymatch.letters.bulk.job import Job
from policymatch.letters.bulk.write import Told, write_letter
from policymatch.library import PolicyLibrary
from policymatch.problems import InputError, PolicyMatchError, Problem

# Letters that wait for a process; more would only hold memory.
_AHEAD = 4
# A process begins anew after so many letters: what the typesetter keeps for itself goes with it.
_LETTERS_EACH = 500


@dataclass(frozen=True)
class Task:
    """One letter to write: of which firm, under which name, and the fingerprint of the firm."""

    enterprise: Enterprise
    stem: str
    firm: str


@dataclass(frozen=True)
class Done:
    """What became of a task: the letter, or why there is none."""

    task: Task
    told: Told | None
    problems: tuple[Problem, ...] = ()


def in_this_process(tasks: Iterable[Task], job: Job, library: PolicyLibrary) -> Iterator[Done]:
    """Yield what became of each task, one after the other."""
    for task in tasks:
        yield _done(task, job, library)


def in_processes(tasks: Iterable[Task], job: Job, processes: int) -> Iterator[Done]:
    """Yield what became of each task, as they are done. Raises BrokenProcessPool where one is killed."""
    pool = ProcessPoolExecutor(
        processes,
        # A fresh process: a copy of this one would hold its locks and threads.
        multiprocessing.get_context("spawn"),
        _begin,
        (job,),
        max_tasks_per_child=_LETTERS_EACH,
    )
    waiting: set[Future[Done]] = set()
    try:
        for task in tasks:
            waiting.add(pool.submit(_work, task))
            if len(waiting) >= processes * _AHEAD:
                ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in ready)
        while waiting:
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in ready)
    finally:
        # After Ctrl-C nobody waits for letters that have not begun.
        pool.shutdown(wait=True, cancel_futures=True)


_at_work: tuple[Job, PolicyLibrary] | None = None


def _begin(job: Job) -> None:
    """Load the rules once for a process."""
    global _at_work
    _at_work = job, PolicyLibrary.load(*job.rules)


def _work(task: Task) -> Done:
    assert _at_work is not None
    job, library = _at_work
    return _done(task, job, library)


def _done(task: Task, job: Job, library: PolicyLibrary) -> Done:
    try:
        return Done(task, write_letter(task.enterprise, task.stem, job, library))
    except InputError as error:
        return Done(task, None, error.problems)
    except (PolicyMatchError, OSError):
        # A package that is missing, a disk that is full: the next letter would fail likewise.
        raise
    except Exception as error:
        # One firm's letter must not hide those of all others.
        what = f"{type(error).__name__}: {error}"
        return Done(task, None, (Problem("letter-unexpected", values={"what": what}),))
