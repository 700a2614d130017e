"""A workbook where firms are expected: taken in on the way, as `policymatch intake` does."""

from __future__ import annotations

from pathlib import Path

import typer

from policymatch.library import PolicyLibrary
from policymatch.messages import Lang, say
from policymatch.problems import IntakeError


def taken_in(book: Path, mapping: Path | None, folder: Path, library: PolicyLibrary, lang: Lang) -> Path:
    """Return a firm table in `folder` made of a workbook; what was rejected is counted on the error output.

    Raises IntakeError where a person must decide what columns are, or the file cannot be read.
    """
    from policymatch.intake.privacy import unneeded
    from policymatch.intake.run import Job, Run, sheets_to_take, undecided

    table = folder / "firms.parquet"
    dropped = unneeded(library.vocabulary, library)
    job = Job([str(book)], table, mapping, dropped=dropped, lang=lang)
    sheets = sheets_to_take(job, library.vocabulary)
    problems = undecided(sheets)
    if problems:
        typer.echo(say("letters-workbook-undecided", lang, file=book), err=True)
        raise IntakeError(problems)
    with Run(job, sheets, library.vocabulary) as run:
        taken = run.take()
        rejected = sum(sheet.rejected for sheet in taken.sheets)
    if rejected:
        typer.echo(say("letters-workbook-rejected", lang, count=rejected, file=book), err=True)
    return table
