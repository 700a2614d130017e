"""`policymatch intake FILE… -o firms.parquet`: from the workbooks that exist to a firm table."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policymatch.cli.options import (
    AsOfOption,
    LangOption,
    Language,
    RulesOption,
    help_of,
    lang_of,
    library_of,
)
from policymatch.messages import Lang, say
from policymatch.problems import IntakeError, Place, Problem

if TYPE_CHECKING:
    # What intake needs is loaded when it runs: the other commands start without it.
    from policymatch.intake.run import Job, Taken
    from policymatch.intake.sheets import Sheet
    from policymatch.vocabulary import Vocabulary

_PROPOSED = "mapping.proposed.yaml"
_INTERRUPTED = 130


class OutputFormat(StrEnum):
    """The form of what is printed."""

    TABLE = "table"
    JSON = "json"


def intake(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=help_of("cli-intake-files"))],
    out: Annotated[Path, typer.Option("--out", "-o", help=help_of("cli-intake-out"))],
    mapping: Annotated[Path | None, typer.Option("--map", help=help_of("cli-intake-map"))] = None,
    query: Annotated[str | None, typer.Option("--query", help=help_of("cli-intake-query"))] = None,
    data_year: Annotated[
        int | None, typer.Option("--data-year", min=1900, max=2199, help=help_of("cli-intake-data-year"))
    ] = None,
    as_of: AsOfOption = None,
    rejects: Annotated[Path | None, typer.Option("--rejects", help=help_of("cli-intake-rejects"))] = None,
    report: Annotated[Path | None, typer.Option("--report", help=help_of("cli-intake-report"))] = None,
    review: Annotated[Path | None, typer.Option("--review", help=help_of("cli-intake-review"))] = None,
    resume: Annotated[bool, typer.Option("--resume", help=help_of("cli-intake-resume"))] = False,
    redact: Annotated[bool, typer.Option("--redact", help=help_of("cli-intake-redact"))] = False,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
    output: Annotated[
        OutputFormat, typer.Option("--format", help=help_of("cli-format"))
    ] = OutputFormat.TABLE,
) -> None:
    from policymatch.cli.render.intake import ShownProgress
    from policymatch.intake.privacy import unneeded
    from policymatch.intake.run import Job, Run, sheets_to_take
    from policymatch.intake.sheets import unused_entries

    language = lang_of(lang)
    _check_paths(files, [one for one in (out, rejects, report, review) if one is not None], report, language)
    library = library_of(rules)
    vocabulary = library.vocabulary
    dropped = unneeded(vocabulary, library)
    job = Job(files, out, mapping, query, data_year, as_of, review, resume, dropped, language, redact)
    try:
        sheets = sheets_to_take(job, vocabulary)
        if mapping is not None:
            for problem in unused_entries(mapping, vocabulary, sheets):
                typer.echo(problem.line(language), err=True)
        _stop_if_undecided(sheets, job, vocabulary)
        with Run(job, sheets, vocabulary) as run:
            with ShownProgress(language) as progress:
                taken = run.take(progress)
            summary = _summary(taken, job)
            summary += _written(taken, rejects, report, summary, vocabulary, job, redact)
            _show(taken, summary, job, output)
    except KeyboardInterrupt:
        typer.echo(say("intake-interrupted", language), err=True)
        raise typer.Exit(_INTERRUPTED) from None


def _check_paths(files: list[str], outputs: list[Path], report: Path | None, lang: Lang) -> None:
    sources = {Path(file).resolve() for file in files}
    for path in outputs:
        if path.resolve() in sources:
            raise IntakeError([Problem("intake-same-file", Place(str(path)), {"file": path})])
    if report is not None and report.suffix.lower() not in (".html", ".xlsx"):
        raise typer.BadParameter(say("cli-intake-report-kind", lang, found=report.suffix or report.name))


def _stop_if_undecided(sheets: list[Sheet], job: Job, vocabulary: Vocabulary) -> None:
    """End with exit code 1, the proposed mapping written, where a person must decide what columns are."""
    from policymatch.intake.mapping import mapping_text
    from policymatch.intake.run import undecided
    from policymatch.whole import written_whole

    problems = undecided(sheets)
    if not problems:
        return
    path = job.out.with_name(_PROPOSED)
    with written_whole(path) as made:
        text = mapping_text([sheet.mapped for sheet in sheets], vocabulary, job.lang, job.redact)
        made.write_text(text, "utf-8")
    for problem in problems:
        typer.echo(problem.line(job.lang), err=True)
    typer.echo(say("intake-undecided", job.lang, count=len(problems), file=path), err=True)
    raise typer.Exit(1)


def _summary(taken: Taken, job: Job) -> list[str]:
    lang, sheets = job.lang, taken.sheets
    columns = [column for sheet in sheets for column in sheet.columns.values()]
    told = [say("intake-went-on", lang)] if taken.went_on else []
    told += [
        say("intake-firms-written", lang, firms=taken.firms, records=taken.records.total(), file=job.out),
        say(
            "intake-rows-told",
            lang,
            rows=sum(sheet.rows for sheet in sheets),
            firms=sum(sheet.firms for sheet in sheets),
            records=sum(sheet.records for sheet in sheets),
            rejected=sum(sheet.rejected for sheet in sheets),
            aside=sum(sum(sheet.aside.values()) for sheet in sheets),
        ),
        say(
            "intake-cells-told",
            lang,
            unreadable=sum(column.unreadable for column in columns),
            out_of_range=sum(column.out_of_range for column in columns),
            personal=sum(column.personal for column in columns),
        ),
        say("intake-contradictions-told", lang, count=sum(taken.contradictions.values())),
    ]
    joined = taken.joined
    waiting = sum(not pair.answer for pair in joined.pairs)
    if joined.joined:
        told.append(say("intake-review-joined", lang, count=joined.joined))
    if waiting and job.review is None:
        told.append(say("intake-review-asked", lang, count=waiting))
    elif waiting:
        told.append(say("intake-review-written", lang, count=waiting, file=job.review))
    if joined.not_compared:
        told.append(say("intake-not-compared", lang, count=joined.not_compared))
    return told


def _written(
    taken: Taken,
    rejects: Path | None,
    report: Path | None,
    summary: list[str],
    vocabulary: Vocabulary,
    job: Job,
    redact: bool,
) -> list[str]:
    """Write the list of what was rejected and the report; return what to say of them."""
    from policymatch.intake.rejects import REJECTED, rejected_rows
    from policymatch.intake.report import parts_of
    from policymatch.intake.report_files import write_report
    from policymatch.intake.written import write_list

    told = []
    if rejects is not None:
        header = [say(f"intake-column-{name}", job.lang) for name in REJECTED]
        count = write_list(rejects, header, rejected_rows(taken))
        told.append(say("intake-rejects-written", job.lang, file=rejects, count=count))
    if report is not None:
        made = say("intake-report-made", job.lang, day=date.today().isoformat())
        parts = parts_of(taken, vocabulary, job.lang, redact)
        write_report(report, parts, [*summary, made], job.lang)
        told.append(say("intake-report-written", job.lang, file=report))
    return told


def _show(taken: Taken, summary: list[str], job: Job, output: OutputFormat) -> None:
    if output is OutputFormat.JSON:
        made = {
            "out": str(job.out),
            "firms": taken.firms,
            "records": dict(taken.records),
            "sheets": [sheet.to_dict() for sheet in taken.sheets],
            "contradictions": taken.contradictions,
            "review": {"pairs": len(taken.joined.pairs), "joined": taken.joined.joined},
        }
        typer.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    from policymatch.cli.render.intake import show_taken

    show_taken(taken, summary, job.lang)
