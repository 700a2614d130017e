"""`policymatch match FIRMS -o matches.parquet`: every firm with every policy."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policymatch.cli.options import (
    AsOfOption,
    LangOption,
    Language,
    RulesOption,
    help_of,
    lang_of,
    library_of,
    stop_if,
)
from policymatch.messages import Lang, say

if TYPE_CHECKING:
    from policymatch.batch import Told, Written

INTERRUPTED = 130
_SUFFIX = ".parquet"


class Engine(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    SPARK = "spark"


JobsOption = Annotated[int | None, typer.Option("--jobs", min=1, help=help_of("cli-match-jobs"))]


def match(
    firms: Annotated[Path, typer.Argument(metavar="FIRMS", help=help_of("cli-match-firms"))],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help=help_of("cli-match-out"))],
    undecided: Annotated[bool, typer.Option("--undecided", help=help_of("cli-match-undecided"))] = False,
    no_amounts: Annotated[bool, typer.Option("--no-amounts", help=help_of("cli-match-no-amounts"))] = False,
    since: Annotated[
        Path | None, typer.Option("--since", metavar="OLD", help=help_of("cli-match-since"))
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help=help_of("cli-match-resume"))] = False,
    force: Annotated[bool, typer.Option("--force", help=help_of("cli-match-force"))] = False,
    jobs: JobsOption = None,
    engine: Annotated[Engine, typer.Option("--engine", help=help_of("cli-match-engine"))] = Engine.LOCAL,
    spark_master: Annotated[
        str | None, typer.Option("--spark-master", metavar="URL", help=help_of("cli-match-spark-master"))
    ] = None,
    partition_rows: Annotated[
        int | None, typer.Option("--partition-rows", min=1, help=help_of("cli-match-partition-rows"))
    ] = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch import batch
    from policymatch.cli.render.progress import ShownProgress

    language = lang_of(lang)
    on_spark = engine is Engine.SPARK
    _check(
        {"--jobs": jobs, "--since": since, "--resume": resume or None, "--force": force or None}
        if on_spark
        else {"--spark-master": spark_master, "--partition-rows": partition_rows},
        on_spark,
        language,
    )
    if (not on_spark and out.suffix.lower() != _SUFFIX) or not out.parent.is_dir():
        raise typer.BadParameter(say("cli-match-bad-out", language, found=out, suffix=_SUFFIX))
    library = library_of(rules)
    label = say("match-progress", language)
    told: Told
    try:
        if on_spark:
            from policymatch import spark

            with spark.session(spark_master) as session, ShownProgress(label) as progress:
                told = spark.write_matches(
                    out,
                    firms,
                    session,
                    library,
                    as_of,
                    amounts=not no_amounts,
                    undecided=undecided,
                    partition_rows=partition_rows or spark.PARTITION_ROWS,
                    progress=progress.advance,
                )
        else:
            with ShownProgress(label) as progress:
                told = batch.write_table(
                    out,
                    firms,
                    library,
                    as_of,
                    amounts=not no_amounts,
                    undecided=undecided,
                    processes=jobs or os.cpu_count() or 1,
                    resume=resume,
                    force=force,
                    since=since,
                    expect=progress.expect,
                    progress=progress.advance,
                )
    except KeyboardInterrupt:
        typer.echo(say("match-interrupted-file", language), err=True)
        raise typer.Exit(INTERRUPTED) from None
    if isinstance(told, batch.Written):
        _tell_of_earlier(told, len(library), language)
    typer.echo(say("match-done", language, rows=told.rows, firms=told.firms, policies=len(library), file=out))
    stop_if(told.problems, language)


def _tell_of_earlier(told: Written, policies: int, lang: Lang) -> None:
    """Say what of earlier work was gone on with, or taken over."""
    if told.resumed:
        typer.echo(say("match-resumed", lang, firms=told.resumed, day=told.today))
    if told.reuse is not None:
        typer.echo(_reused(told, policies, lang))


def _reused(told: Written, policies: int, lang: Lang) -> str:
    """Return what of an earlier table was taken over, or why nothing was."""
    assert told.reuse is not None
    if told.reuse.anew is not None:
        return say("match-anew", lang, why=say(f"match-anew-{told.reuse.anew.value}", lang))
    counts = {"changed": len(told.reuse.changed), "again": told.again, "taken": told.taken}
    return say("match-taken", lang, policies=policies, **counts)


def _check(given: dict[str, object], on_spark: bool, lang: Lang) -> None:
    """Refuse options that are for the other engine."""
    for name, value in given.items():
        if value is not None:
            key = "cli-match-not-on-spark" if on_spark else "cli-match-only-on-spark"
            raise typer.BadParameter(say(key, lang, found=name))
