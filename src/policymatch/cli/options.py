"""Options that several commands share, and how they are read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary, shipped_rules
from policymatch.messages import Lang, say
from policymatch.problems import NotFoundError, Place, Problem
from policymatch.vocabulary import Vocabulary


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

FirmOption = Annotated[str | None, typer.Option("--firm", metavar="NAME|CODE", help=help_of("cli-firm"))]

# `--rules shipped` names the rules inside the package, so that a city's own can stand beside them.
_SHIPPED = Path("shipped")
# So many firms are named to somebody who has named none.
_NAMED = 3


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


def named_firm(profile: Path, firm: str | None) -> Path:
    """Return PROFILE with the firm that --firm names, as one argument: firms.parquet#NAME."""
    return profile if firm is None else Path(f"{profile}#{firm}")


def enterprise_of(profile: Path, vocabulary: Vocabulary) -> Enterprise:
    """Return the firm of a profile, or the one firm that the argument names in a file of many.

    Raises NotFoundError, with the nearest names, when no firm or several are meant, ProfileError when the
    firm cannot be read.
    """
    from policymatch import firms

    file, _, name = (str(profile), "", "") if profile.exists() else str(profile).partition("#")
    path = Path(file)
    if firms.form_of(path) is not firms.Form.PROFILE and path.exists():
        if name:
            return firms.find(path, name, vocabulary)
        listed = ", ".join(firms.names_in(path, vocabulary, _NAMED)) or "—"
        raise NotFoundError(Problem("firm-which", Place(file), {"file": file, "listed": listed}))
    if name and path.exists():
        raise NotFoundError(Problem("firm-in-one", Place(file), {"file": file, "found": name}))
    return Enterprise.load(profile, vocabulary)


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
