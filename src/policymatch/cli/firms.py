"""`policymatch firms …`: check, convert and show files of many firms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.options import LangOption, Language, RulesOption, help_of, lang_of, library_of
from policymatch.messages import say
from policymatch.problems import Problem, ProfileError

app = typer.Typer(help=help_of("cli-firms-group"), no_args_is_help=True, rich_markup_mode=None)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help=help_of("cli-firms-file"))]


@app.command("check", help=help_of("cli-firms-check"))
def check(file: FileArgument, rules: RulesOption = None, lang: LangOption = Language.ZH) -> None:
    from policymatch import firms

    language = lang_of(lang)
    count, problems = firms.checked(file, library_of(rules).vocabulary)
    if problems:
        for problem in problems:
            typer.echo(problem.line(language), err=True)
        typer.echo(say("firms-problems", language, count=len(problems)), err=True)
        raise typer.Exit(1)
    typer.echo(say("firms-sound", language, count=count))


@app.command("convert", help=help_of("cli-firms-convert"))
def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help=help_of("cli-firms-file"))],
    target: Annotated[Path, typer.Argument(metavar="OUT", help=help_of("cli-firms-out"))],
    force: Annotated[bool, typer.Option("--force", help=help_of("cli-firms-force"))] = False,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch import firms

    language = lang_of(lang)
    if target.is_file() and not force:
        typer.echo(say("firms-exists", language, file=target), err=True)
        raise typer.Exit(1)
    vocabulary = library_of(rules).vocabulary
    try:
        count = firms.write(target, firms.all_sound([source], vocabulary), vocabulary, language)
    except ProfileError as error:
        typer.echo(error.say(language), err=True)
        typer.echo(say("firms-not-converted", language), err=True)
        raise typer.Exit(1) from None
    typer.echo(say("firms-converted", language, count=count, file=target))


@app.command("show", help=help_of("cli-firms-show"))
def show(
    file: FileArgument,
    name: Annotated[str | None, typer.Argument(metavar="[NAME|CODE]", help=help_of("cli-firms-name"))] = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch import firms
    from policymatch.cli.render.firms import show_tables

    language, vocabulary = lang_of(lang), library_of(rules).vocabulary
    if name is not None:
        typer.echo(firms.find(file, name, vocabulary).to_yaml(language, vocabulary), nl=False)
        return
    problems: list[Problem] = []
    tables = firms.filled(file, vocabulary, problems)
    if problems:
        raise ProfileError(problems)
    show_tables(tables, vocabulary, language)
