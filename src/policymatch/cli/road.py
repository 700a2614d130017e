"""`policymatch road PROFILE`: the ladder of honours, and what is missing on each rung."""

from __future__ import annotations

import json

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
    lang_of,
    library_of,
    named_firm,
)
from policymatch.matching import recommend
from policymatch.nearest import road_of


def road(
    profile: ProfileArgument,
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    language = lang_of(lang)
    library = library_of(rules)
    enterprise = enterprise_of(named_firm(profile, firm), library.vocabulary)
    found = road_of(enterprise, library, recommend(enterprise, library, as_of).as_of)
    from policymatch.cli.render.outline import markdown_text, show
    from policymatch.cli.render.road import road_lines

    if output is Format.JSON:
        typer.echo(json.dumps(found.to_dict(language), ensure_ascii=False, indent=2))
    elif output is Format.MD:
        typer.echo(markdown_text(road_lines(found, language)))
    else:
        show(road_lines(found, language))
