"""How intake says that something cannot be read: one problem, with the file, the sheet and the cell."""

from __future__ import annotations

from policymatch.intake.table import cell_name
from policymatch.problems import IntakeError, Place, Problem


def refusal(
    code: str, file: str, place: str | None = None, line: int | None = None, **values: object
) -> IntakeError:
    """Return the error to raise; `place` is the sheet, the cell or the part of the file, `line` its line."""
    return IntakeError([Problem(code, Place(file, line, path=place), values)])


def at(sheet: str | None, row: int, column: int) -> str:
    """Return the name of a cell for people: 贷款台账!B12, or B12 where the file has no sheets."""
    cell = cell_name(row, column)
    return cell if sheet is None else f"{sheet}!{cell}"


def first_line(error: BaseException) -> str:
    """Return what a library says is wrong, on one line."""
    return next(iter(str(error).strip().splitlines()), "") or type(error).__name__
