"""`policymatch rules sql POLICY`: a policy's condition as SQL, for a warehouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.options import (
    AsOfOption,
    LangOption,
    Language,
    RulesOption,
    help_of,
    lang_of,
    library_of,
)
from policymatch.sql import Dialect, sql_of


def sql(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help=help_of("cli-policy"))],
    dialect: Annotated[
        Dialect, typer.Option("--dialect", help=help_of("cli-rules-sql-dialect"))
    ] = Dialect.DUCKDB,
    as_of: AsOfOption = None,
    table: Annotated[
        Path | None, typer.Option("--table", metavar="FIRMS.parquet", help=help_of("cli-rules-sql-table"))
    ] = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
) -> None:
    library = library_of(rules)
    found = library.get(policy)
    typer.echo(sql_of(found, library, as_of or date.today(), dialect, table, lang_of(lang)))
