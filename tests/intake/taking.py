"""Runs intake over files and gives back what a test looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policymatch import firms
from policymatch.enterprise import Enterprise
from policymatch.intake.findings import Finding
from policymatch.intake.run import Job, Run, Taken, sheets_to_take, undecided
from policymatch.intake.spool import Rejected
from policymatch.vocabulary import Vocabulary, base_vocabulary


@dataclass
class Result:
    taken: Taken
    firms: list[Enterprise]
    rejected: list[Rejected] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def firm(self, name: str) -> Enterprise:
        return next(one for one in self.firms if name in (one.name, one.credit_code))


def job_of(sources: Sequence[Path | str], out: Path, **options: Any) -> Job:
    return Job([str(one) for one in sources], out, **options)


def take(
    sources: Sequence[Path | str],
    folder: Path,
    sheet: str | None = None,
    decided: bool = True,
    vocabulary: Vocabulary | None = None,
    **options: Any,
) -> Result:
    """Take the sources in, or one sheet of them; unless told otherwise, everything must be decided."""
    job = job_of(sources, folder / "firms.jsonl", **options)
    vocabulary = vocabulary or base_vocabulary()
    sheets = [one for one in sheets_to_take(job, vocabulary) if sheet is None or one.table.sheet == sheet]
    assert not decided or [problem.line() for problem in undecided(sheets)] == []
    with Run(job, sheets, vocabulary) as run:
        taken = run.take()
        rejected, findings = list(taken.rejected()), list(taken.findings())
    return Result(taken, list(firms.read(job.out, vocabulary)), rejected, findings)
