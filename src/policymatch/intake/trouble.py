"""How intake says that something cannot be read: one problem, with the file, the sheet and the cell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from policymatch.intake.table import cell_name
from policymatch.problems import IntakeError, Place, PolicyMatchError, Problem


def refusal(
    code: str, file: str, place: str | None = None, line: int | None = None, **values: object
) -> IntakeError:
    """Return the error to raise; `place` is the sheet, the cell or the part of the file, `line` its line."""
    return IntakeError([Problem(code, Place(file, line, path=place), values)])


def at(sheet: str | None, row: int, column: int) -> str:
    """Return the name of a cell for people: 贷款台账!B12, or B12 where the file has no sheets."""
    cell = cell_name(row, column)
    return cell if sheet is None else f"{sheet}!{cell}"


@contextmanager
def damage_told(file: str, place: str | None = None) -> Iterator[None]:
    """Tell whatever a library raises at a damaged file as an IntakeError: libraries trust files."""
    try:
        yield
    except PolicyMatchError:
        raise
    except Exception as error:
        raise refusal("intake-damaged", file, place, why=first_line(error)) from None


def first_line(error: BaseException) -> str:
    """Return what a library says is wrong, on one line."""
    return next(iter(str(error).strip().splitlines()), "") or type(error).__name__
