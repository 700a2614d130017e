"""What was not taken in, as lists for people: every cell and row, and how many of each kind by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from policymatch.intake.layout import Reason
from policymatch.intake.run import Taken
from policymatch.intake.sheet import SKIPPED
from policymatch.intake.spool import Rejected
from policymatch.intake.table import cell_name

Row = Sequence[object]
# Columns of the list of what was rejected; its header is the same in the report.
REJECTED = ("file", "sheet", "cell", "header", "value", "reason", "code")
# Codes of rows that are no data: they say nothing of the quality of the data.
ASIDE = frozenset(f"row-{reason}" for reason in (*(one.value for one in Reason), SKIPPED))
_COUNTED = """
    SELECT sheet, header, code, count(*) AS many, min(rowid), reason FROM rejected
    GROUP BY sheet, header, code ORDER BY many DESC, sheet, header, code
"""


def rejected_rows(
    taken: Taken, files: Mapping[str, str] | None = None, aside: bool | None = None
) -> Iterator[Row]:
    """Yield what was rejected or set aside, in the columns of `REJECTED`.

    `files` holds what files are called where not by their own names; with `aside` only the rows that are no
    data are told of, or only the others.
    """
    for one in taken.rejected():
        if aside is not None and (one.code in ASIDE) is not aside:
            continue
        sheet = taken.sheets[one.sheet]
        file = sheet.file if files is None else files[sheet.file]
        yield file, sheet.sheet or "", _place(one), one.header, one.value, one.reason, one.code


def _place(one: Rejected) -> str:
    return cell_name(one.line, one.at) if one.at else str(one.line)


def rejected_count(taken: Taken, aside: bool) -> int:
    """Return how many rows are no data, or how many cells and rows were rejected."""
    if taken.store is None:
        return 0
    counts = taken.store.db.execute("SELECT code, count(*) FROM rejected GROUP BY code")
    return sum(count for code, count in counts if (code in ASIDE) is aside)


class Mend(NamedTuple):
    """One column with cells that were rejected for one reason, or rows (`header` empty)."""

    file: str
    sheet: str
    header: str
    cells: int
    reason: str
    code: str


def to_mend(taken: Taken, files: Mapping[str, str]) -> list[Mend]:
    """Return, for each column and code, how many cells were rejected and the reason of the first.

    The most frequent come first.
    """
    if taken.store is None:
        return []
    made = []
    for number, header, code, count, _, reason in taken.store.db.execute(_COUNTED):
        if code not in ASIDE:
            sheet = taken.sheets[number]
            made.append(Mend(files[sheet.file], sheet.sheet or "", header, count, reason, code))
    return made
