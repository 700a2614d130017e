"""`policymatch suggest PROFILE`: what a firm qualifies for, what stands open, what is within reach."""

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
from policymatch.cli.search import EmbedderName, EmbedderOption, answered, show_answer
from policymatch.library import PolicyLibrary
from policymatch.matching import Recommendation, recommend
from policymatch.messages import Lang


def suggest(
    profile: ProfileArgument,
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help=help_of("cli-top"))] = None,
    need: Annotated[
        str | None, typer.Option("--need", metavar="NEED", help=help_of("cli-suggest-need"))
    ] = None,
    embedder: EmbedderOption = None,
    all_policies: Annotated[bool, typer.Option("--all", help=help_of("cli-all"))] = False,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    language = lang_of(lang)
    library = library_of(rules)
    recommendation = recommend(
        enterprise_of(named_firm(profile, firm), library.vocabulary), library, as_of, need
    )
    if need is not None:
        _answer(recommendation, library, need, top, embedder, output, language)
    elif output is Format.JSON:
        typer.echo(recommendation.to_json(language, top, all_policies))
    elif output is Format.MD:
        from policymatch.cli.render.markdown import recommendation_text

        typer.echo(recommendation_text(recommendation, language, top, all_policies))
    else:
        from policymatch.cli.render.recommendation import show

        show(recommendation, language, top, all_policies, str(named_firm(profile, firm)))


def _answer(
    recommendation: Recommendation,
    library: PolicyLibrary,
    need: str,
    top: int | None,
    embedder: EmbedderName | None,
    output: Format,
    lang: Lang,
) -> None:
    """Print only what answers a need: where no policy does, none is pushed."""
    found = answered(need, library, recommendation, recommendation.as_of, top, embedder)
    if output is not Format.JSON:
        show_answer(found, recommendation, output, lang)
        return
    made = recommendation.answering([one.policy.id for one in found.policies]).to_dict(lang)
    typer.echo(json.dumps({**made, "need": found.to_dict(lang)}, ensure_ascii=False, indent=2))
