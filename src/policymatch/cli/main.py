"""The application: its commands, and what a user sees when something goes wrong."""

from __future__ import annotations

import os
import sys

import typer

from policymatch.cli import (
    ask,
    briefing,
    card,
    changes,
    confirm,
    coverage,
    diff,
    explain,
    find,
    firms,
    intake,
    letter,
    match,
    package,
    peers,
    road,
    roster,
    rules,
    schema,
    search,
    simulate,
    steps,
    suggest,
    template,
    visit,
    whatif,
)
from policymatch.cli.options import help_of
from policymatch.messages import Lang, say
from policymatch.problems import PolicyMatchError

app = typer.Typer(
    name="policymatch",
    help=help_of("cli-policymatch"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("suggest", help=help_of("cli-suggest"))(suggest.suggest)
app.command("explain", help=help_of("cli-explain"))(explain.explain)
app.command("search", help=help_of("cli-search"))(search.search)
app.command("ask", help=help_of("cli-ask"))(ask.ask)
app.command("confirm", help=help_of("cli-confirm"))(confirm.confirm)
app.command("steps", help=help_of("cli-steps"))(steps.steps)
app.command("road", help=help_of("cli-road"))(road.road)
app.command("package", help=help_of("cli-package"))(package.package)
app.command("whatif", help=help_of("cli-whatif"))(whatif.whatif)
app.command("peers", help=help_of("cli-peers"))(peers.peers)
app.command("diff", help=help_of("cli-diff"))(diff.diff)
app.command("coverage", help=help_of("cli-coverage"))(coverage.coverage)
app.command("visit", help=help_of("cli-visit"))(visit.visit)
app.command("card", help=help_of("cli-card"))(card.card)
app.command("briefing", help=help_of("cli-briefing"))(briefing.briefing)
app.command("intake", help=help_of("cli-intake"))(intake.intake)
app.command("letter", help=help_of("cli-letter"))(letter.letter)
app.command("match", help=help_of("cli-match"))(match.match)
app.command("changes", help=help_of("cli-match-changes"))(changes.changes)
app.command("find", help=help_of("cli-find"))(find.find)
app.command("simulate", help=help_of("cli-simulate"))(simulate.simulate)
app.command("template", help=help_of("cli-template"))(template.template)
app.add_typer(firms.app, name="firms")
app.add_typer(roster.app, name="roster")
app.add_typer(rules.app, name="rules")
app.add_typer(schema.app, name="schema")


@app.callback(invoke_without_command=True)
def root(
    version: bool = typer.Option(False, "--version", help=help_of("cli-version"), is_eager=True),
) -> None:
    if version:
        from policymatch import __version__

        typer.echo(f"policymatch {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; no traceback reaches a user (POLICYMATCH_DEBUG=1 shows it)."""
    try:
        app()
    except PolicyMatchError as error:
        _stop(error.say(_lang_asked_for()))
    except BrokenPipeError:
        # The reader (head, less) has closed the pipe: nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("POLICYMATCH_DEBUG"):
            raise
        _stop(say("cli-unexpected", _lang_asked_for(), what=f"{type(error).__name__}: {error}"))


def _stop(message: str) -> None:
    print(message, file=sys.stderr)
    sys.exit(1)


def _lang_asked_for() -> Lang:
    """Return the language of --lang, read from the arguments: the command itself has already failed."""
    arguments = sys.argv[1:]
    for index, argument in enumerate(arguments):
        if argument == "--lang=en" or (argument == "--lang" and arguments[index + 1 : index + 2] == ["en"]):
            return "en"
    return "zh"
