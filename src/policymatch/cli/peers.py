"""`policymatch peers PROFILE FIRMS…`: firms like this one, and what they qualify for that it does not yet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

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
    stop_if,
)
from policymatch.problems import Problem


def peers(
    profile: ProfileArgument,
    firms: Annotated[list[Path], typer.Argument(metavar="FIRMS...", help=help_of("cli-peers-firms"))],
    limit: Annotated[int, typer.Option("--limit", min=1, help=help_of("cli-peers-limit"))] = 10,
    anonymous: Annotated[bool, typer.Option("--anonymous", help=help_of("cli-anonymous"))] = False,
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    from policymatch.cli.render.outline import markdown_text, show
    from policymatch.cli.render.peers import peers_lines
    from policymatch.firms import profiles_in, sound
    from policymatch.peers import peers_of

    language = lang_of(lang)
    library = library_of(rules)
    enterprise = enterprise_of(named_firm(profile, firm), library.vocabulary)
    problems: list[Problem] = []
    others = sound(profiles_in(firms, library.vocabulary, but=profile), problems)
    result = peers_of(enterprise, others, library, as_of, limit)
    if output is Format.JSON:
        data = {
            **result.to_dict(language, anonymous),
            "problems": [one.to_dict(language) for one in problems],
        }
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif output is Format.MD:
        typer.echo(markdown_text(peers_lines(result, language, anonymous)))
    else:
        show(peers_lines(result, language, anonymous))
    stop_if(problems, language)
