"""Intake from end to end: sheets read into a store on disk, rows joined, firms written as they come.

Memory holds one stretch of rows and one firm at a time. Everything read lies in a folder beside the output
until all is written, so that a run that was killed goes on where it was; each output appears whole or not at
all, and the folder goes last.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from policymatch import firms
from policymatch.enterprise import Enterprise
from policymatch.intake.assemble import Assembler
from policymatch.intake.cells import CellReader
from policymatch.intake.counts import SheetCount
from policymatch.intake.findings import Finding, Findings, counts_of, findings
from policymatch.intake.join import Joined, join
from policymatch.intake.privacy import Dropped, masked
from policymatch.intake.review import read_review, write_review
from policymatch.intake.sheet import read_sheet
from policymatch.intake.sheets import Sheet, fingerprint, sheets_of, short_sheet_names
from policymatch.intake.spool import Rejected, Store
from policymatch.intake.take import Reading
from policymatch.messages import Lang
from policymatch.problems import IntakeError, Place, Problem
from policymatch.vocabulary import Vocabulary

_STORE = "store.sqlite"
_VERSION = 2


class Progress(Protocol):
    """Who is told how far a run has come."""

    def stage(self, name: str) -> None:
        """Hear that a sheet, or the work after the last of them, begins."""

    def advance(self, count: int) -> None:
        """Hear that so many more rows or firms are done."""


class Silent:
    """Tells nobody."""

    def stage(self, name: str) -> None:
        """Tell nobody."""

    def advance(self, count: int) -> None:
        """Tell nobody."""


@dataclass(frozen=True)
class Job:
    """What is to be taken in, and where to. A source is a file, or the URL of a database."""

    sources: Sequence[str]
    out: Path
    mapping: Path | None = None
    query: str | None = None
    data_year: int | None = None
    as_of: date | None = None
    review: Path | None = None
    resume: bool = False
    dropped: Dropped = frozenset()
    lang: Lang = "zh"
    redact: bool = False

    @property
    def folder(self) -> Path:
        """Return the folder in which the work of a run lies until it is done."""
        return self.out.with_name(f".{self.out.name}.intake")


@dataclass
class Taken:
    """What a run has taken in. `sheets` are counted by what became of their rows."""

    sheets: list[SheetCount]
    firms: int
    records: Counter[str]
    joined: Joined
    contradictions: dict[str, int]
    went_on: bool = False
    store: Store | None = field(default=None, repr=False)

    def findings(self, rules: Collection[str] | None = None) -> Iterator[Finding]:
        """Yield what firms and sources contradict themselves in, by these rules or by all."""
        return iter(()) if self.store is None else findings(self.store.db, rules)

    def rejected(self) -> Iterator[Rejected]:
        """Yield the cells and rows that were not taken in, and the rows set aside."""
        return iter(()) if self.store is None else self.store.rejected()

    @property
    def lost_rows(self) -> int:
        """Return how many rows are unaccounted for. It must be 0, and `run` raises if it is not."""
        return sum(abs(sheet.rows - sheet.told) for sheet in self.sheets)


def sheets_to_take(job: Job, vocabulary: Vocabulary) -> list[Sheet]:
    """Return the sheets of a job with their mappings. Raises IntakeError, MissingExtraError."""
    return sheets_of(job.sources, vocabulary, job.mapping, job.query, job.data_year)


class Run:
    """One run, as a context: when it ends well the work folder goes, else it stays for `resume`."""

    def __init__(self, job: Job, sheets: Sequence[Sheet], vocabulary: Vocabulary) -> None:
        self.job, self.sheets, self.vocabulary = job, sheets, vocabulary
        self.store: Store | None = None

    def __enter__(self) -> Run:
        job = self.job
        mapping = job.mapping.read_bytes() if job.mapping is not None else None
        what = (
            _VERSION,
            mapping,
            job.query,
            job.data_year,
            job.as_of,
            sorted(job.dropped, key=str),
            job.lang,
            job.redact,
        )
        job.folder.mkdir(parents=True, exist_ok=True)
        self.store = Store(job.folder / _STORE, fingerprint(job.sources, *what), job.resume)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.store is not None:
            self.store.close()
        if kind is None or issubclass(kind, IntakeError):
            # Files that cannot be read as they are will have changed when they are read again.
            shutil.rmtree(self.job.folder, ignore_errors=True)

    def take(self, progress: Progress | None = None) -> Taken:
        """Read, join and write the firms. Raises IntakeError; AssertionError should a row have been lost."""
        if self.store is None:
            raise ValueError("a run is used as a context")
        heard = progress or Silent()
        # What is wrong with the review list is told before hours of reading, not after.
        answers = read_review(self.job.review) if self.job.review is not None else {}
        counts = self._read(self.store, heard)
        heard.stage("join")
        joined = join(self.store.db, answers)
        heard.stage("write")
        records: Counter[str] = Counter()
        names = short_sheet_names(self.sheets)
        noted = Findings(self.store.db, names, self.vocabulary, self.job.lang, self.job.redact)
        count = firms.write(self.job.out, self._firms(self.store, noted, records, heard), self.vocabulary)
        noted.close()
        if self.job.review is not None and (joined.pairs or not self.job.review.exists()):
            write_review(self.job.review, joined.pairs)
        contradictions = counts_of(self.store.db)
        return Taken(counts, count, records, joined, contradictions, self.store.went_on, self.store)

    def _read(self, store: Store, heard: Progress) -> list[SheetCount]:
        reading = Reading(
            self.vocabulary,
            CellReader(self.vocabulary, self.job.as_of),
            self.job.dropped,
            self.job.lang,
            self.job.redact,
        )
        counts = []
        for number, sheet in enumerate(self.sheets):
            heard.stage(sheet.name)
            count = read_sheet(number, sheet, store, reading, heard.advance)
            if count.rows != count.told:
                raise AssertionError(f"{sheet.name}: {count.rows} rows, {count.told} accounted for")
            counts.append(count)
        return counts

    def _firms(
        self, store: Store, noted: Findings, records: Counter[str], heard: Progress
    ) -> Iterator[Enterprise]:
        assembler = Assembler([sheet.origin for sheet in self.sheets], self.job.as_of)
        for _, rows in store.rows_of_firms():
            made = assembler.firm(rows)
            noted.add(made)
            for kind, listing in made.enterprise.listings.items():
                records[kind] += len(listing.items)
            heard.advance(1)
            yield made.enterprise


def undecided(sheets: Sequence[Sheet]) -> list[Problem]:
    """Return what a person must decide before the sheets can be taken in."""
    found = []
    for sheet in sheets:
        place = Place(sheet.table.file, path=sheet.table.sheet)
        if sheet.mapped.is_decided:
            continue
        for doubt in sheet.mapped.doubts:
            found.append(Problem(f"mapping-doubt-{doubt.value}", place))
        for column in sheet.mapped.asking:
            header = masked(column.header)
            found.append(Problem("intake-column-undecided", place, {"header": header}))
    return found
