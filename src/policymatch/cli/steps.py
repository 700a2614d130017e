"""`policymatch steps PROFILE [POLICY]`: the smallest changes that would open policies, and cliffs."""

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
from policymatch.nearest import cliffs_of, nearest_steps, steps_of


def steps(
    profile: ProfileArgument,
    policy: Annotated[
        str | None, typer.Argument(metavar="[POLICY]", help=help_of("cli-steps-policy"))
    ] = None,
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help=help_of("cli-top"))] = None,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    language = lang_of(lang)
    library = library_of(rules)
    if policy is not None:
        library.get(policy)
    recommendation = recommend(enterprise_of(named_firm(profile, firm), library.vocabulary), library, as_of)
    from policymatch.cli.render.outline import markdown_text, show
    from policymatch.cli.render.steps import policy_lines, steps_lines

    basis = {
        "enterprise": recommendation.enterprise.name,
        "as_of": recommendation.as_of.isoformat(),
        "rules_version": recommendation.rules_version,
    }
    if policy is not None:
        match = recommendation.match(policy)
        found = steps_of(match)[:top]
        lines = policy_lines(recommendation, match, found, language)
        data: dict[str, object] = {
            "policy_id": policy,
            "verdict": match.verdict.value,
            "steps": [step.to_dict(language) for step in found],
        }
    else:
        near, cliffs = nearest_steps(recommendation.matches)[:top], cliffs_of(recommendation)
        lines = steps_lines(recommendation, near, cliffs, language)
        data = {
            "near": [one.to_dict(language) for one in near],
            "cliffs": [cliff.to_dict(language) for cliff in cliffs],
        }
    if output is Format.JSON:
        typer.echo(json.dumps({**basis, **data}, ensure_ascii=False, indent=2))
    elif output is Format.MD:
        typer.echo(markdown_text(lines))
    else:
        show(lines)
