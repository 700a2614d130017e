"""`policymatch match FIRMS -o matches.parquet`: every firm with every policy."""

from __future__ import annotations

import os
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
    stop_if,
)
from policymatch.messages import Lang, say

if TYPE_CHECKING:
    from policymatch.batch import Written

INTERRUPTED = 130
_SUFFIX = ".parquet"

JobsOption = Annotated[int | None, typer.Option("--jobs", min=1, help=help_of("cli-match-jobs"))]


def match(
    firms: Annotated[Path, typer.Argument(metavar="FIRMS", help=help_of("cli-match-firms"))],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help=help_of("cli-match-out"))],
    undecided: Annotated[bool, typer.Option("--undecided", help=help_of("cli-match-undecided"))] = False,
    no_amounts: Annotated[bool, typer.Option("--no-amounts", help=help_of("cli-match-no-amounts"))] = False,
    since: Annotated[
        Path | None, typer.Option("--since", metavar="OLD", help=help_of("cli-match-since"))
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help=help_of("cli-match-resume"))] = False,
    force: Annotated[bool, typer.Option("--force", help=help_of("cli-match-force"))] = False,
    jobs: JobsOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch import batch
    from policymatch.cli.render.progress import ShownProgress

    language = lang_of(lang)
    if out.suffix.lower() != _SUFFIX or not out.parent.is_dir():
        raise typer.BadParameter(say("cli-match-bad-out", language, found=out, suffix=_SUFFIX))
    library = library_of(rules)
    try:
        with ShownProgress(say("match-progress", language)) as progress:
            told = batch.write_table(
                out,
                firms,
                library,
                as_of,
                amounts=not no_amounts,
                undecided=undecided,
                processes=jobs or os.cpu_count() or 1,
                resume=resume,
                force=force,
                since=since,
                expect=progress.expect,
                progress=progress.advance,
            )
    except KeyboardInterrupt:
        typer.echo(say("match-interrupted-file", language), err=True)
        raise typer.Exit(INTERRUPTED) from None
    if told.resumed:
        told_of = {"firms": told.resumed, "day": told.today}
        typer.echo(say("match-resumed", language, **told_of))
    if told.reuse is not None:
        typer.echo(_reused(told, len(library), language))
    typer.echo(say("match-done", language, rows=told.rows, firms=told.firms, policies=len(library), file=out))
    stop_if(told.problems, language)


def _reused(told: Written, policies: int, lang: Lang) -> str:
    """Return what of an earlier table was taken over, or why nothing was."""
    assert told.reuse is not None
    if told.reuse.anew is not None:
        return say("match-anew", lang, why=say(f"match-anew-{told.reuse.anew.value}", lang))
    counts = {"changed": len(told.reuse.changed), "again": told.again, "taken": told.taken}
    return say("match-taken", lang, policies=policies, **counts)
