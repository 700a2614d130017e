"""`policymatch briefing FIRMS [POLICY]...`: what to say to a room of firms."""

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
    stop_if,
)
from policymatch.cli.papers import (
    LetterheadOption,
    PaperForceOption,
    PaperFormatOption,
    PaperOutOption,
    letterhead_of,
    target_of,
)
from policymatch.problems import Problem


def briefing(
    firms: Annotated[Path, typer.Argument(metavar="FIRMS", help=help_of("cli-briefing-firms"))],
    policies: Annotated[
        list[str] | None, typer.Argument(metavar="[POLICY]...", help=help_of("cli-briefing-policies"))
    ] = None,
    output: PaperOutOption = None,
    form: PaperFormatOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    letterhead: LetterheadOption = None,
    redact: Annotated[bool, typer.Option("--redact", help=help_of("cli-briefing-redact"))] = False,
    force: PaperForceOption = False,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch.firms import profiles_in, sound
    from policymatch.letters.briefing import briefing_paper, compose_briefing

    language = lang_of(lang)
    target = target_of(output, form, force, language)
    sender = letterhead_of(letterhead)
    library = library_of(rules)
    problems: list[Problem] = []
    made = compose_briefing(
        sound(profiles_in([firms], library.vocabulary), problems),
        library,
        as_of or date.today(),
        language,
        policies=policies or (),
        redact=redact,
        problems=problems,
        letterhead=sender,
    )
    target.put(made, briefing_paper)
    stop_if(problems, language)
