"""Lists of firms on the screen or in a file: which form, which file, and nothing overwritten unasked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.options import help_of
from policymatch.cli.render.outline import Line, markdown_text, show
from policymatch.messages import Lang, say
from policymatch.whole import written_whole


class ListFormat(StrEnum):
    """The form of a list."""

    TABLE = "table"
    JSON = "json"
    MD = "md"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


# For these a list is rows under a header, and they are never shown on the screen.
AS_ROWS = (ListFormat.CSV, ListFormat.XLSX, ListFormat.PARQUET)

ListFormatOption = Annotated[ListFormat | None, typer.Option("--format", help=help_of("cli-list-format"))]
ListOutOption = Annotated[Path | None, typer.Option("--out", "-o", help=help_of("cli-list-out"))]
ForceOption = Annotated[bool, typer.Option("--force", help=help_of("cli-firms-force"))]


@dataclass(frozen=True)
class Table:
    """A list as rows. `keys` name the columns for machines, `header` for people; an empty cell is None."""

    title: str
    keys: Sequence[str]
    header: Sequence[str]
    rows: Iterable[Sequence[object]]

    def write(self, file: Path, form: ListFormat, lang: Lang) -> None:
        """Write the rows, whole or not at all. Raises OSError, MissingExtraError."""
        plain = (["" if cell is None else cell for cell in row] for row in self.rows)
        match form:
            case ListFormat.CSV:
                from policymatch.intake.written import write_list

                write_list(file, self.header, plain)
            case ListFormat.XLSX:
                from policymatch.intake.report import Part
                from policymatch.intake.report_workbook import save_workbook

                rows = [tuple(map(_cell, row)) for row in plain]
                part = Part(self.title, self.header, iter(rows), len(rows))
                with written_whole(file) as made:
                    save_workbook(made, [part], [], lang, self.title)
            case _:
                from policymatch.firms.arrow import arrow, parquet

                cells: dict[str, list[object]] = {key: [] for key in self.keys}
                for row in self.rows:
                    for column, cell in zip(cells.values(), row, strict=True):
                        column.append(cell)
                with written_whole(file) as made:
                    parquet().write_table(arrow().table(cells), made, compression="zstd")


def _cell(value: object) -> str | int:
    """Return a cell of a workbook: whole numbers as such, all else as it is written."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value if isinstance(value, int) else str(value)


@dataclass(frozen=True)
class ListTarget:
    """Where a list goes, and in which form."""

    file: Path | None
    form: ListFormat
    lang: Lang

    def write(
        self,
        lines: Iterable[Line],
        data: Callable[[], Mapping[str, object]],
        table: Table,
    ) -> None:
        """Write the list: as lines, as data, or as rows."""
        if self.form in AS_ROWS:
            assert self.file is not None
            table.write(self.file, self.form, self.lang)
        elif self.form is ListFormat.TABLE:
            show(lines)
        else:
            as_data = self.form is ListFormat.JSON
            text = json.dumps(data(), ensure_ascii=False, indent=2) if as_data else markdown_text(lines)
            if self.file is None:
                typer.echo(text)
                return
            with written_whole(self.file) as made:
                made.write_text(f"{text}\n", "utf-8")
        if self.file is not None:
            typer.echo(say("list-written", self.lang, file=self.file), err=True)


def list_target(file: Path | None, form: ListFormat | None, force: bool, lang: Lang) -> ListTarget:
    """Return where a list goes, before anything is worked out; ends where it cannot go or must not.

    `form` comes before the ending of the file; without either it is a table on the screen.
    """
    chosen = form or (ListFormat.TABLE if file is None else _form_of(file, lang))
    needs_file, no_file = chosen in AS_ROWS, chosen is ListFormat.TABLE
    if (needs_file and file is None) or (no_file and file is not None):
        raise typer.BadParameter(say("list-form-file", lang))
    if file is not None and (file.is_dir() or (file.exists() and not force)):
        typer.echo(say("firms-exists", lang, file=file), err=True)
        raise typer.Exit(1)
    if file is not None and not file.parent.is_dir():
        typer.echo(say("template-no-folder", lang, folder=file.parent), err=True)
        raise typer.Exit(1)
    return ListTarget(file, chosen, lang)


def detail_target(file: Path, force: bool, lang: Lang) -> ListTarget:
    """Return where rows go; ends where the file is of no form that has rows."""
    if (suffix := file.suffix.lower().removeprefix(".")) not in AS_ROWS:
        known = ", ".join(form.value for form in AS_ROWS)
        raise typer.BadParameter(say("cli-letter-bad-format", lang, found=suffix or file.name, known=known))
    return list_target(file, ListFormat(suffix), force, lang)


def _form_of(file: Path, lang: Lang) -> ListFormat:
    found = file.suffix.lower().removeprefix(".")
    known = [form.value for form in ListFormat if form is not ListFormat.TABLE]
    if found in known:
        return ListFormat(found)
    told = say("cli-letter-bad-format", lang, found=found or file.name, known=", ".join(known))
    raise typer.BadParameter(told)
