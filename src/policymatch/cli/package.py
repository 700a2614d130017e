"""`policymatch package RELATIONS`: the best lawful set of policies, given amounts and relations alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.options import Format, FormatOption, LangOption, Language, help_of, lang_of


def package(
    relations: Annotated[Path, typer.Argument(metavar="RELATIONS", help=help_of("cli-relations"))],
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    from policymatch.package import best_package
    from policymatch.package.read import read_package
    from policymatch.package.told import package_dict

    language = lang_of(lang)
    task = read_package(relations)
    sure = best_package(task.low, task.relations)
    reachable = None if task.is_exact else best_package(task.high, task.relations)
    if output is Format.JSON:
        made = package_dict(sure, language)
        if reachable is not None:
            made["reachable"] = package_dict(reachable, language)
        typer.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    from policymatch.cli.render.package import package_lines

    for line in package_lines(sure, reachable, language, markdown=output is Format.MD):
        typer.echo(line)
