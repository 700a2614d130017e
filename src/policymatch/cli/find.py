"""`policymatch find POLICY… FIRMS`: policies look for their enterprises."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.match import INTERRUPTED, JobsOption
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
from policymatch.messages import say

_SUFFIXES = (".csv", ".xlsx", ".parquet")


def find(
    policies: Annotated[list[str], typer.Argument(metavar="POLICY...", help=help_of("cli-find-policies"))],
    firms: Annotated[Path, typer.Argument(metavar="FIRMS", help=help_of("cli-match-firms"))],
    out: Annotated[Path | None, typer.Option("-o", "--out", help=help_of("cli-find-out"))] = None,
    top: Annotated[int, typer.Option("--top", min=1, help=help_of("cli-find-top"))] = 20,
    jobs: JobsOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch import batch
    from policymatch.cli.render.found import show_found, write_found
    from policymatch.cli.render.progress import ShownProgress

    language = lang_of(lang)
    if out is not None and (out.suffix.lower() not in _SUFFIXES or not out.parent.is_dir()):
        raise typer.BadParameter(say("cli-match-bad-out", language, found=out, suffix=", ".join(_SUFFIXES)))
    library = library_of(rules)
    try:
        with (
            batch.seeking(
                policies,
                firms,
                library,
                as_of,
                lang=language,
                processes=jobs or os.cpu_count() or 1,
            ) as seeking,
            ShownProgress(say("match-progress", language), seeking.matches.firms) as progress,
        ):
            table = seeking.table(progress.advance)
            told = seeking.matches.told
    except KeyboardInterrupt:
        typer.echo(say("match-interrupted", language), err=True)
        raise typer.Exit(INTERRUPTED) from None
    if out is None:
        show_found(table, library, told.firms, top, language)
    else:
        write_found(out, table, library, language)
        typer.echo(say("find-done", language, rows=table.num_rows, firms=told.firms, file=out))
    stop_if(told.problems, language)
