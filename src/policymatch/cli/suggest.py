"""`policymatch suggest PROFILE`: what a firm qualifies for, what stands open, what is within reach."""

from __future__ import annotations

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


def suggest(
    profile: ProfileArgument,
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help=help_of("cli-top"))] = None,
    all_policies: Annotated[bool, typer.Option("--all", help=help_of("cli-all"))] = False,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    language = lang_of(lang)
    library = library_of(rules)
    recommendation = recommend(enterprise_of(named_firm(profile, firm), library.vocabulary), library, as_of)
    if output is Format.JSON:
        typer.echo(recommendation.to_json(language, top, all_policies))
    elif output is Format.MD:
        from policymatch.cli.render.markdown import recommendation_text

        typer.echo(recommendation_text(recommendation, language, top, all_policies))
    else:
        from policymatch.cli.render.recommendation import show

        show(recommendation, language, top, all_policies, str(named_firm(profile, firm)))
