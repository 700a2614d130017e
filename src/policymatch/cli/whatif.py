"""`policymatch whatif PROFILE CHANGE…`: what a firm would gain and lose if it were otherwise."""

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


def whatif(
    profile: ProfileArgument,
    changes: Annotated[list[str], typer.Argument(metavar="CHANGE...", help=help_of("cli-changes"))],
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    from policymatch.cli.render.outline import markdown_text, show
    from policymatch.cli.render.whatif import comparison_lines
    from policymatch.compare import what_if

    language = lang_of(lang)
    library = library_of(rules)
    comparison = what_if(
        enterprise_of(named_firm(profile, firm), library.vocabulary), changes, library, as_of
    )
    if output is Format.JSON:
        typer.echo(comparison.to_json(language))
    elif output is Format.MD:
        typer.echo(markdown_text(comparison_lines(comparison, language)))
    else:
        show(comparison_lines(comparison, language))
