"""A table of applications (CSV, xlsx, …) → its rows, as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from policymatch.coverage.words import Column, State, column_of, state_of
from policymatch.enterprise.days import days
from policymatch.enterprise.trouble import UnreadableError
from policymatch.intake.cell_text import is_blank, spoilt, text_of
from policymatch.intake.readers import tables_of
from policymatch.intake.table import Raw, Table
from policymatch.problems import InputError, Place, Problem
from policymatch.values import DateSpan

# So many rows may stand above the headers: a title, a note, who made the table.
_ABOVE = 20


@dataclass(frozen=True)
class Application:
    """One row: whose application, for what, when, and what became of it (None: the word is not known).

    `day` may be a month or a year; None when none is given or it cannot be read.
    """

    row: int
    code: str | None
    name: str | None
    policy: str
    day: DateSpan | None = None
    state: State | None = State.APPLIED
    state_text: str = ""


def read_applications(path: Path) -> tuple[Application, ...]:
    """Return the applications of a table, those of its first sheet that has the columns.

    It needs a column of policies, and one of credit codes or names. Raises InputError where no sheet has
    them, IntakeError when the file cannot be read.
    """
    for table in tables_of(path):
        found = _applications(table)
        if found is not None:
            return tuple(found)
    raise InputError([Problem("applications-columns", Place(str(path)))])


def _applications(table: Table) -> list[Application] | None:
    columns: dict[Column, int] = {}
    found: list[Application] = []
    for number, cells in table.rows():
        if columns:
            found.extend(_application(number, cells, columns))
        elif number > _ABOVE:
            return None
        else:
            columns = _columns(cells)
    return found if columns else None


def _columns(cells: Sequence[Raw]) -> dict[Column, int]:
    """Return where the columns stand if this is the row of headers, else nothing."""
    found: dict[Column, int] = {}
    for at, cell in enumerate(cells):
        column = column_of(cell) if isinstance(cell, str) else None
        if column is not None:
            found.setdefault(column, at)
    return found if Column.POLICY in found and found.keys() & {Column.CODE, Column.NAME} else {}


def _application(number: int, cells: Sequence[Raw], columns: dict[Column, int]) -> Iterator[Application]:
    def raw(column: Column) -> Raw:
        at = columns.get(column)
        found = None if at is None or at >= len(cells) else cells[at]
        return None if is_blank(found) or spoilt(found) is not None else found

    def text(column: Column) -> str:
        return text_of(raw(column)).strip()

    if all(is_blank(cell) for cell in cells):
        return
    code = "".join(text(Column.CODE).split()).upper()
    state = text(Column.STATE)
    yield Application(
        number,
        code or None,
        text(Column.NAME) or None,
        text(Column.POLICY),
        _day(raw(Column.DATE)),
        state_of(state),
        state,
    )


def _day(raw: Raw) -> DateSpan | None:
    if isinstance(raw, datetime):
        raw = raw.date()
    try:
        return days(raw.isoformat() if isinstance(raw, date) else text_of(raw)) if raw is not None else None
    except UnreadableError:
        return None
