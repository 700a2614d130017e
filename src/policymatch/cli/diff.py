"""`policymatch diff OLD NEW --firms …`: what changed in the rules, and what it means for firms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.options import (
    AsOfOption,
    Format,
    FormatOption,
    LangOption,
    Language,
    help_of,
    lang_of,
    rule_folders,
    stop_if,
)
from policymatch.library import PolicyLibrary, load_library
from policymatch.problems import Problem, RulesError


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD_RULES", help=help_of("cli-old-rules"))],
    new: Annotated[Path, typer.Argument(metavar="NEW_RULES", help=help_of("cli-new-rules"))],
    # `--firms a.yaml b.yaml`, as a shell writes firms/*.yaml: all but the first come as arguments.
    more: Annotated[
        list[Path] | None, typer.Argument(metavar="[PROFILE]...", help=help_of("cli-more-firms"))
    ] = None,
    firms: Annotated[list[Path] | None, typer.Option("--firms", help=help_of("cli-firms"))] = None,
    as_of: AsOfOption = None,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    from policymatch.cli.render.diff import diff_lines
    from policymatch.cli.render.outline import markdown_text, show
    from policymatch.compare import diff_rules
    from policymatch.firms import profiles_in, sound

    language = lang_of(lang)
    before, after = _libraries(old, new)
    problems: list[Problem] = []
    paths = (*(firms or ()), *(more or ()))
    found = sound(profiles_in(paths, after.vocabulary, before.vocabulary), problems)
    result = diff_rules(before, after, found, as_of)
    if output is Format.JSON:
        told = {**result.to_dict(language), "problems": [one.to_dict(language) for one in problems]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif output is Format.MD:
        typer.echo(markdown_text(diff_lines(result, language)))
    else:
        show(diff_lines(result, language))
    stop_if(problems, language)


def _libraries(old: Path, new: Path) -> tuple[PolicyLibrary, PolicyLibrary]:
    """Load both. Raises RulesError with every problem of either."""
    (before, wrong), (after, also) = (load_library(*rule_folders([folder])) for folder in (old, new))
    if wrong or also:
        raise RulesError([*wrong, *also])
    return before, after
