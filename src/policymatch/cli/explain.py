"""`policymatch explain PROFILE POLICY`: one policy for one firm, criterion by criterion."""

from __future__ import annotations

import json
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
)
from policymatch.matching import recommend


def explain(
    profile: ProfileArgument,
    policy: Annotated[str, typer.Argument(metavar="POLICY", help=help_of("cli-policy"))],
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    language = lang_of(lang)
    library = library_of(rules)
    library.get(policy)
    recommendation = recommend(enterprise_of(named_firm(profile, firm), library.vocabulary), library, as_of)
    match = recommendation.match(policy)
    if output is Format.JSON:
        typer.echo(json.dumps(recommendation.explained(match, language), ensure_ascii=False, indent=2))
        return
    from policymatch.cli.render.explanation import explanation_lines, show

    if output is Format.MD:
        typer.echo("\n".join(explanation_lines(recommendation, match, language, markdown=True)))
    else:
        show(recommendation, match, language)
