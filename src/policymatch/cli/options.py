"""Options that several commands share, and how they are read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from policymatch.library import PolicyLibrary, shipped_rules
from policymatch.messages import Lang, say
from policymatch.problems import Problem


def help_of(key: str) -> str:
    """Return a help text in both languages: help is shown before anybody can choose one."""
    return f"{say(key, 'zh')} / {say(key, 'en')}"


class Language(StrEnum):
    """The language of output."""

    ZH = "zh"
    EN = "en"


class Format(StrEnum):
    """The form of output."""

    TABLE = "table"
    JSON = "json"
    MD = "md"


class TextFormat(StrEnum):
    """The form of output that is lines of text, or data."""

    TEXT = "text"
    JSON = "json"


def day_of(text: str) -> date:
    """Return a day that was typed; anything else is wrong usage."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{say('cli-bad-day', 'zh', found=text)} / {say('cli-bad-day', 'en', found=text)}"
        ) from None


LangOption = Annotated[Language, typer.Option("--lang", help=help_of("cli-lang"))]
FormatOption = Annotated[Format, typer.Option("--format", help=help_of("cli-format"))]
AsOfOption = Annotated[
    date | None, typer.Option("--as-of", parser=day_of, metavar="YYYY-MM-DD", help=help_of("cli-as-of"))
]
RulesOption = Annotated[list[Path] | None, typer.Option("--rules", help=help_of("cli-rules"))]
ProfileArgument = Annotated[Path, typer.Argument(metavar="PROFILE", help=help_of("cli-profile"))]

# `--rules shipped` names the rules inside the package, so that a city's own can stand beside them.
_SHIPPED = Path("shipped")


def lang_of(option: Language) -> Lang:
    """Return the language chosen."""
    return "zh" if option is Language.ZH else "en"


def rule_folders(folders: list[Path] | None) -> tuple[Path, ...]:
    """Return the folders asked for; none means the shipped rules."""
    if not folders:
        return (shipped_rules(),)
    return tuple(
        shipped_rules() if folder == _SHIPPED and not folder.is_dir() else folder for folder in folders
    )


def stop_if(problems: list[Problem], lang: Lang) -> None:
    """End with the problems of the profiles that were left out, if there are any, and exit code 1."""
    if problems:
        typer.echo(say("profile-problems", lang, count=len(problems)), err=True)
        for problem in problems:
            typer.echo(problem.line(lang), err=True)
        raise typer.Exit(1)


def library_of(folders: list[Path] | None) -> PolicyLibrary:
    """Load the rules asked for. Raises RulesError with every problem."""
    return PolicyLibrary.load(*rule_folders(folders))
