"""`policymatch template`: a workbook for a firm or a department to fill in, which intake reads back."""

from __future__ import annotations

from datetime import date
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
)
from policymatch.enterprise import Enterprise
from policymatch.messages import say


def template(
    output: Annotated[Path, typer.Option("--output", "-o", help=help_of("cli-template-output"))],
    policy: Annotated[list[str] | None, typer.Option("--policy", help=help_of("cli-template-policy"))] = None,
    for_: Annotated[
        Path | None, typer.Option("--for", metavar="PROFILE", help=help_of("cli-template-for"))
    ] = None,
    wide: Annotated[bool, typer.Option("--wide", help=help_of("cli-template-wide"))] = False,
    years: Annotated[int, typer.Option("--years", min=1, max=10, help=help_of("cli-template-years"))] = 2,
    force: Annotated[bool, typer.Option("--force", help=help_of("cli-template-force"))] = False,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch.intake.template import everything, save_template, waited_for

    language = lang_of(lang)
    # Before anything is worked out: the answer would have nowhere to go.
    if not output.parent.is_dir():
        typer.echo(say("template-no-folder", language, folder=output.parent), err=True)
        raise typer.Exit(1)
    if output.exists() and not force:
        typer.echo(say("template-exists", language, file=output), err=True)
        raise typer.Exit(1)
    library = library_of(rules)
    firm = None if for_ is None else Enterprise.load(for_, library.vocabulary)
    day = as_of or (firm.as_of if firm is not None else None) or date.today()
    if firm is None and not policy:
        form = everything(library, day, years, wide)
    else:
        form = waited_for(library, day, policy or (), firm, wide)
    save_template(form, output, library.vocabulary, language, firm)
    facts = len(form.sheets[0].blanks)
    typer.echo(say("template-written", language, file=output, facts=facts, kinds=len(form.kinds)))
