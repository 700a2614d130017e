"""`policymatch coverage FIRMS… APPLICATIONS`: who is entitled and has not applied (应享未享)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.lists import ForceOption, ListFormatOption, ListOutOption, list_target
from policymatch.cli.match import JobsOption
from policymatch.cli.options import (
    AsOfOption,
    LangOption,
    Language,
    RulesOption,
    day_of,
    help_of,
    lang_of,
    library_of,
    rule_folders,
    stop_if,
)
from policymatch.cli.roster import NoWhyOption
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
    no_why: NoWhyOption = False,
    jobs: JobsOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
    output: ListFormatOption = None,
    out: ListOutOption = None,
    force: ForceOption = False,
) -> None:
    from policymatch.cli.lists import AS_ROWS, ListFormat, detail_target
    from policymatch.cli.long_work import long_work, processes_of
    from policymatch.cli.render.coverage import SHOWN, case_table, coverage_lines, coverage_table
    from policymatch.coverage import coverage_of, read_applications

    language = lang_of(lang)
    target = list_target(out, output, force, language)
    details = None if detail is None else detail_target(detail, force, language)
    library = library_of(rules)
    rows = read_applications(applications)
    problems: list[Problem] = []
    # To tell what an open case waits for takes far longer than to count it.
    shown = 0 if target.form in AS_ROWS else SHOWN
    with long_work(language) as progress:
        result = coverage_of(
            firms,
            rows,
            library,
            as_of,
            by,
            since,
            shown=shown if details is None and target.form is not ListFormat.JSON else None,
            why=not no_why,
            processes=processes_of(jobs),
            rules=rule_folders(rules),
            problems=problems,
            progress=progress.advance_of,
        )

    def data() -> dict[str, object]:
        return {**result.to_dict(language), "problems": [one.to_dict(language) for one in problems]}

    target.write(coverage_lines(result, language), data, coverage_table(result, language))
    if details is not None:
        details.write((), dict, case_table(result, language))
    stop_if(problems, language)
