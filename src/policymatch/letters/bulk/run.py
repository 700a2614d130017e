"""Firms as they come → letters: what stands is left, what fails is told at the end and hides nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from policymatch.enterprise import Enterprise
from policymatch.extras import need
from policymatch.firms import Found
from policymatch.letters.bulk.index import write_index
from policymatch.letters.bulk.job import Job
from policymatch.letters.bulk.journal import Journal
from policymatch.letters.bulk.pool import Done, Task, in_processes, in_this_process
from policymatch.letters.bulk.stems import Stems, stem_of
from policymatch.letters.bulk.write import Told, files_of, fingerprint_of, write_letter
from policymatch.letters.render import PACKAGES
from policymatch.library import PolicyLibrary
from policymatch.problems import LetterError, Place, Problem


class Progress(Protocol):
    """Who is told how far the letters have come."""

    def advance(self, count: int) -> None:
        """Hear that so many more firms are done, or were done before."""


class Silent:
    """Tells nobody."""

    def advance(self, count: int) -> None:
        """Tell nobody."""


@dataclass(frozen=True)
class Failure:
    """A firm without a letter, and why: its name, or where it stands if that cannot be read."""

    firm: str
    problems: tuple[Problem, ...]


@dataclass
class Outcome:
    """What became of all firms. `kept` stood already from the run that is resumed."""

    written: int = 0
    kept: int = 0
    failures: list[Failure] = field(default_factory=list)
    # The list of all letters, and the files written; of many firms only the list.
    index: Path | None = None
    files: list[Path] = field(default_factory=list)
    # Characters that no font of the letters has, by the names of the firms in whose letters they stand.
    unprinted: dict[str, str] = field(default_factory=dict)

    @property
    def firms(self) -> int:
        """Return how many firms there were: none is lost."""
        return self.written + self.kept + len(self.failures)


def write_letters(
    found: Iterable[tuple[Place, Found]],
    job: Job,
    library: PolicyLibrary,
    *,
    many: bool = True,
    processes: int = 1,
    resume: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Write the letters of firms, as `firms.profiles_in` yields them.

    Where there are `many`, a list of all letters is written beside them, and a journal in the folder says
    which letters stand. With `resume` those of the same run are left as they are, unless the firm's facts or
    its notes have changed; with `force` all are written anew. Raises LetterError where letters of another
    run stand in the folder; MissingExtraError; OSError.
    """
    told = progress or Silent()
    job.out.mkdir(parents=True, exist_ok=True)
    outcome = Outcome()
    _check_packages(job)
    if not many:
        return _write_one(found, job, library, force, told)
    with Journal(job.out, job.fingerprint(library.version), resume, force) as journal:
        tasks = _tasks(found, job, journal, outcome, told, force)
        try:
            done = (
                in_processes(tasks, job, processes) if processes > 1 else in_this_process(tasks, job, library)
            )
            for one in done:
                _take(one, outcome, journal)
                told.advance(1)
        except BrokenProcessPool:
            raise LetterError([Problem("letters-process-killed", Place(str(job.out)))]) from None
    outcome.index = write_index(job.out, job.lang)
    return outcome


def _check_packages(job: Job) -> None:
    """Raise MissingExtraError before the first letter, rather than at it."""
    for form, package in PACKAGES.items():
        if form in job.forms:
            need(package, extra="letters")


def _write_one(
    found: Iterable[tuple[Place, Found]], job: Job, library: PolicyLibrary, force: bool, told: Progress
) -> Outcome:
    """Write the letter of one firm: it needs no journal."""
    outcome = Outcome()
    for place, firm in found:
        if not isinstance(firm, Enterprise):
            outcome.failures.append(Failure(str(place), tuple(firm)))
            continue
        stem = stem_of(firm.name, firm.credit_code)
        files = files_of(stem, job)
        there = () if force else tuple(file for file in files if file.exists())
        if there:
            outcome.failures.append(_taken(firm, there[0]))
            continue
        _note(write_letter(firm, stem, job, library), outcome)
        outcome.files += files
        told.advance(1)
    return outcome


def _taken(firm: Enterprise, file: Path) -> Failure:
    return Failure(firm.name, (Problem("letter-exists", Place(str(file))),))


def _tasks(
    found: Iterable[tuple[Place, Found]],
    job: Job,
    journal: Journal,
    outcome: Outcome,
    told: Progress,
    force: bool,
) -> Iterator[Task]:
    """Yield the letters to write; what stands, or cannot be written, is noted."""
    stems = Stems()
    for place, firm in found:
        if isinstance(firm, Enterprise):
            stem = stems.next(firm.name, firm.credit_code)
            task = _task(firm, stem, job, journal, outcome, force)
            if task is not None:
                yield task
                continue
        else:
            outcome.failures.append(Failure(str(place), tuple(firm)))
        told.advance(1)


def _task(
    firm: Enterprise, stem: str, job: Job, journal: Journal, outcome: Outcome, force: bool
) -> Task | None:
    """Return the letter to write for a firm; None where it stands, or may not be written."""
    files = files_of(stem, job)
    try:
        fingerprint = fingerprint_of(firm, job.notes or job.out, stem)
    except LetterError as error:
        outcome.failures.append(Failure(firm.name, error.problems))
        return None
    if journal.stands(stem, fingerprint, files):
        outcome.kept += 1
        return None
    # A run that is resumed may have been killed between its files and its line: those are its own.
    there = () if force or journal.resumed else tuple(file for file in files if file.exists())
    if there:
        outcome.failures.append(_taken(firm, there[0]))
        return None
    return Task(firm, stem, fingerprint)


def _take(one: Done, outcome: Outcome, journal: Journal) -> None:
    if one.told is None:
        outcome.failures.append(Failure(one.task.enterprise.name, one.problems))
        return
    _note(one.told, outcome)
    journal.note({"stem": one.task.stem, "firm": one.task.firm, **one.told})


def _note(told: Told, outcome: Outcome) -> None:
    """Note a letter that stands, and what of it no font could print."""
    outcome.written += 1
    if told["unprinted"]:
        outcome.unprinted[str(told["name"])] = str(told["unprinted"])
