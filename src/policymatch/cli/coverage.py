"""`policymatch coverage FIRMS… APPLICATIONS`: who is entitled and has not applied (应享未享)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.lists import ForceOption, ListFormatOption, ListOutOption, list_target
from policymatch.cli.options import (
    AsOfOption,
    LangOption,
    Language,
    RulesOption,
    day_of,
    help_of,
    lang_of,
    library_of,
    stop_if,
)
from policymatch.coverage.groups import By
from policymatch.problems import Problem


def coverage(
    firms: Annotated[list[Path], typer.Argument(metavar="FIRMS...", help=help_of("cli-roster-firms"))],
    applications: Annotated[
        Path, typer.Argument(metavar="APPLICATIONS", help=help_of("cli-coverage-applications"))
    ],
    by: Annotated[By, typer.Option("--by", help=help_of("cli-coverage-by"))] = By.POLICY,
    since: Annotated[
        date | None,
        typer.Option("--since", parser=day_of, metavar="YYYY-MM-DD", help=help_of("cli-coverage-since")),
    ] = None,
    detail: Annotated[Path | None, typer.Option("--detail", help=help_of("cli-coverage-detail"))] = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
    output: ListFormatOption = None,
    out: ListOutOption = None,
    force: ForceOption = False,
) -> None:
    from policymatch.cli.lists import ListFormat
    from policymatch.cli.render.coverage import (
        case_header,
        case_rows,
        coverage_header,
        coverage_lines,
        coverage_rows,
    )
    from policymatch.coverage import coverage_of, read_applications
    from policymatch.firms import profiles_in, sound

    language = lang_of(lang)
    target = list_target(out, output, force, language)
    details = None if detail is None else list_target(detail, ListFormat.CSV, force, language)
    library = library_of(rules)
    rows = read_applications(applications)
    problems: list[Problem] = []
    found = sound(profiles_in(firms, library.vocabulary), problems)
    result = coverage_of(found, rows, library, as_of, by, since)
    target.write(
        coverage_lines(result, language),
        {**result.to_dict(language), "problems": [one.to_dict(language) for one in problems]},
        coverage_header(result, language),
        coverage_rows(result, language),
    )
    if details is not None:
        details.write((), {}, case_header(language), case_rows(result, language))
    stop_if(problems, language)
