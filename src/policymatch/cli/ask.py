"""`policymatch ask PROFILE`: ask for what could change a verdict, and save the completed profile."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policymatch.cli.options import (
    AsOfOption,
    FirmOption,
    Format,
    FormatOption,
    LangOption,
    Language,
    ProfileArgument,
    RulesOption,
    enterprise_of,
    help_of,
    lang_of,
    library_of,
    named_firm,
)
from policymatch.enterprise import Enterprise
from policymatch.messages import Lang, say
from policymatch.problems import ProfileError
from policymatch.whole import written_whole

if TYPE_CHECKING:
    from policymatch.questions import Interview

_QUIT = ("q", "quit", "退出")


def ask(
    profile: ProfileArgument,
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=help_of("cli-ask-output"))] = None,
    force: Annotated[bool, typer.Option("--force", help=help_of("cli-ask-force"))] = False,
    only_list: Annotated[bool, typer.Option("--list", help=help_of("cli-ask-list"))] = False,
    form: FormatOption = Format.TABLE,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch.questions import Interview

    language = lang_of(lang)
    library = library_of(rules)
    interview = Interview(enterprise_of(named_firm(profile, firm), library.vocabulary), library, as_of)
    if only_list:
        _list(interview, form, language)
        return
    file = output or _beside(named_firm(profile, firm), interview.enterprise)
    # Before anything is asked: nobody should answer for nothing.
    if not file.parent.is_dir():
        typer.echo(say("ask-no-folder", language, folder=file.parent), err=True)
        raise typer.Exit(1)
    if file.exists() and not force and output is None:
        typer.echo(say("ask-exists", language, file=file), err=True)
        raise typer.Exit(1)
    from policymatch.cli.render.checks import to_judge

    ended = _asked(interview, language)
    for line in to_judge(ended.recommendation, language):
        typer.echo(line)
    if ended.enterprise == interview.enterprise:
        typer.echo(say("ask-unchanged", language))
        return
    if file.suffix.lower() == ".json":
        data = ended.enterprise.to_dict(language, library.vocabulary)
        written = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    else:
        written = ended.enterprise.to_yaml(language, library.vocabulary)
    with written_whole(file) as made:
        made.write_bytes(written.encode())
    from policymatch.cli.render.questions import change_lines

    for line in change_lines(interview.recommendation, ended.recommendation, language):
        typer.echo(line)
    typer.echo(say("ask-saved", language, file=file))


def _beside(profile: Path, enterprise: Enterprise) -> Path:
    """Return where the completed profile goes by itself: beside the profile, or the table that it is from."""
    table, mark, _ = str(profile).partition("#")
    if profile.exists() or not mark:
        return profile.with_name(f"{profile.stem}.completed.yaml")
    return Path(table).with_name(f"{enterprise.credit_code or enterprise.name}.completed.yaml")


def _list(interview: Interview, form: Format, lang: Lang) -> None:
    from policymatch.cli.render.questions import markdown, show

    if form is Format.JSON:
        made = [question.to_dict(lang) for question in interview.questions]
        typer.echo(json.dumps(made, ensure_ascii=False, indent=2))
    elif form is Format.MD:
        typer.echo(markdown(interview.questions, lang))
    else:
        show(interview.questions, lang)


def _asked(interview: Interview, lang: Lang) -> Interview:
    """Ask until nothing more can change, the user stops, or the input ends."""
    from policymatch.cli.render.questions import question_lines

    if not interview.done:
        policies = {one for question in interview.questions for one in question.policies}
        typer.echo(say("ask-count", lang, count=len(interview.questions), policies=len(policies)))
        typer.echo(say("ask-help", lang))
    while (question := interview.next()) is not None:
        typer.echo()
        for line in question_lines(question, lang):
            typer.echo(line)
        while True:
            typer.echo("> ", nl=False)
            line = sys.stdin.readline()
            if not sys.stdin.isatty():
                # Where nobody types, nothing else ends the line of the prompt.
                typer.echo()
            if not line or line.strip().lower() in _QUIT:
                return interview
            try:
                interview = interview.answer(question, line.strip())
            except ProfileError as error:
                typer.echo(error.say(lang))
                continue
            break
    typer.echo(say("ask-done", lang))
    return interview
