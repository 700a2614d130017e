"""`policymatch rules …`: check, test, list and read back a rules folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.options import (
    Format,
    FormatOption,
    LangOption,
    Language,
    RulesOption,
    TextFormat,
    help_of,
    lang_of,
    library_of,
    rule_folders,
)
from policymatch.cli.rules_sql import sql
from policymatch.library import PolicyLibrary, load_library
from policymatch.messages import say

app = typer.Typer(help=help_of("cli-rules-group"), no_args_is_help=True, rich_markup_mode=None)

FoldersArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="[DIR]...", help=help_of("cli-rules-folder"))
]


@app.command("check", help=help_of("cli-rules-check"))
def check(folders: FoldersArgument = None, lang: LangOption = Language.ZH) -> None:
    language = lang_of(lang)
    library, problems = load_library(*rule_folders(folders))
    for problem in problems:
        typer.echo(problem.line(language), err=True)
    if problems:
        typer.echo(say("rules-problems", language, count=len(problems)), err=True)
        raise typer.Exit(1)
    typer.echo(say("rules-sound", language, policies=len(library), documents=_documents(library)))


@app.command("test", help=help_of("cli-rules-test"))
def test(folders: FoldersArgument = None, lang: LangOption = Language.ZH) -> None:
    from policymatch.matching.derivation_tests import run_derivation_tests
    from policymatch.matching.rule_tests import run_tests

    language = lang_of(lang)
    library = library_of(folders)
    results = [*run_tests(library), *run_tests(library, library.tiers())]
    own = [one for one in library.derivations.values() if _stands_in(one.place.file, rule_folders(folders))]
    derived = list(run_derivation_tests(library, own))
    failed = [result for result in results if not result.passed]
    derived_failed = [result for result in derived if not result.passed]
    told = [one.line(language) for one in failed] + [one.line(language) for one in derived_failed]
    for line in told:
        typer.echo(line, err=True)
    untested = [policy.id for policy in library if not policy.tests]
    if untested:
        typer.echo(say("rules-untested", language, ids=", ".join(untested)), err=True)
    passed = len(results) - len(failed)
    typer.echo(say("rules-tested", language, policies=len(library), passed=passed, failed=len(failed)))
    counts = {"passed": len(derived) - len(derived_failed), "failed": len(derived_failed)}
    if own:
        typer.echo(say("rules-derived-tested", language, facts=len(own), **counts))
    if failed or derived_failed:
        raise typer.Exit(1)


@app.command("lint", help=help_of("cli-rules-lint"))
def lint(
    folders: FoldersArgument = None,
    output: Annotated[TextFormat, typer.Option("--format", help=help_of("cli-format"))] = TextFormat.TEXT,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch.cli.render.lint import lint_json, lint_lines
    from policymatch.lint import examine

    language = lang_of(lang)
    report = examine(*rule_folders(folders))
    if output is TextFormat.JSON:
        typer.echo(lint_json(report, language))
    else:
        for line in lint_lines(report, language):
            typer.echo(line)
    if report.findings:
        raise typer.Exit(1)


@app.command("similar", help=help_of("cli-rules-similar"))
def similar(
    folders: FoldersArgument = None,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    from policymatch.cli.render.outline import markdown_text, show
    from policymatch.cli.render.similar import similar_json, similar_lines
    from policymatch.similarity.near import near_pairs

    library, language = library_of(folders), lang_of(lang)
    pairs = near_pairs(library)
    if output is Format.JSON:
        typer.echo(similar_json(pairs, library, language))
    elif output is Format.MD:
        typer.echo(markdown_text(similar_lines(pairs, library, language)))
    else:
        show(similar_lines(pairs, library, language))


@app.command("list", help=help_of("cli-rules-list"))
def list_policies(
    folders: FoldersArgument = None,
    checks: Annotated[bool, typer.Option("--checks", help=help_of("cli-rules-list-checks"))] = False,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch.cli.render.rule_list import show_checks, show_list

    library, language = library_of(folders), lang_of(lang)
    if checks:
        show_checks(library, language)
    else:
        show_list(library, language)


@app.command("show", help=help_of("cli-rules-show"))
def show(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help=help_of("cli-policy"))],
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch.cli.render.rule import show_policy

    library = library_of(rules)
    show_policy(library.get(policy), library, lang_of(lang))


app.command("sql", help=help_of("cli-rules-sql"))(sql)


def _stands_in(file: str | None, folders: tuple[Path, ...]) -> bool:
    """Return whether a file is one of the folders asked for, and not one that every library has."""
    return file is not None and any(Path(file).is_relative_to(folder) for folder in folders)


def _documents(library: PolicyLibrary) -> int:
    return len({policy.place.file for policy in library})
