"""`policymatch match FIRMS -o matches.parquet`: every firm with every policy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.options import (
    AsOfOption,
    LangOption,
    Language,
    RulesOption,
    help_of,
    lang_of,
    library_of,
    rule_folders,
    stop_if,
)
from policymatch.messages import say

INTERRUPTED = 130
_SUFFIX = ".parquet"

JobsOption = Annotated[int | None, typer.Option("--jobs", min=1, help=help_of("cli-match-jobs"))]


def match(
    firms: Annotated[Path, typer.Argument(metavar="FIRMS", help=help_of("cli-match-firms"))],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help=help_of("cli-match-out"))],
    undecided: Annotated[bool, typer.Option("--undecided", help=help_of("cli-match-undecided"))] = False,
    no_amounts: Annotated[bool, typer.Option("--no-amounts", help=help_of("cli-match-no-amounts"))] = False,
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
        with (
            batch.matching(
                firms,
                library,
                as_of,
                amounts=not no_amounts,
                undecided=undecided,
                processes=jobs or os.cpu_count() or 1,
                rules=rule_folders(rules),
            ) as found,
            ShownProgress(say("match-progress", language), found.firms) as progress,
        ):
            told = batch.write_matches(out, found, progress.advance)
    except KeyboardInterrupt:
        typer.echo(say("match-interrupted", language), err=True)
        raise typer.Exit(INTERRUPTED) from None
    typer.echo(say("match-done", language, rows=told.rows, firms=told.firms, policies=len(library), file=out))
    stop_if(told.problems, language)
