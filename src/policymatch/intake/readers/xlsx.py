"""Sheets of an xlsx by openpyxl, streamed: a row takes no more memory than an empty element of XML.

openpyxl reads the cells; what it does not tell while it streams comes from the survey, which goes first.
docs/decisions.md says why not calamine, which is faster.
"""

from __future__ import annotations

import warnings
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from policymatch.extras import need
from policymatch.intake.bounds import Bounds
from policymatch.intake.hostile import check_package
from policymatch.intake.raw import CERTAIN_DIGITS, Cells
from policymatch.intake.readers.formats import Shown, day, figure, shown_as
from policymatch.intake.readers.survey import Part, Survey, survey, unsolved_formulas
from policymatch.intake.table import ErrorCell, LostDigits, Merged, NoResult, Raw
from policymatch.intake.trouble import damage_told, refusal

# From here on formats are those that the file spells out; openpyxl numbers them anew.
_SPELT_OUT = 164


def xlsx_tables(path: Path, file: str, bounds: Bounds) -> Sequence[XlsxTable]:
    """Return the sheets of a workbook. Raises IntakeError when it is refused or damaged."""
    check_package(path, file, bounds)
    sheets = _sheets(path, file)
    if len(sheets) > bounds.sheets:
        raise refusal("intake-too-many-sheets", file, found=len(sheets), limit=bounds.sheets)
    parts = [Part(path, sheet.part, file, sheet.name, bounds) for sheet in sheets]
    # All of them first, since openpyxl looks into every sheet when it opens the workbook.
    surveys = [survey(part) for part in parts]
    book = _Book(path, file)
    return [
        XlsxTable(book, index, sheet.hidden, part, seen)
        for index, (sheet, part, seen) in enumerate(zip(sheets, parts, surveys, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    hidden: bool


def _sheets(path: Path, file: str) -> list[_Sheet]:
    """Return the sheets that hold cells, in their order; charts are none."""
    excel = need("openpyxl.reader.excel", "intake")
    with damage_told(file), warnings.catch_warnings():
        # What openpyxl finds odd is nothing that a user could act on, or is refused here.
        warnings.simplefilter("ignore")
        reader = excel.ExcelReader(path, read_only=True, keep_links=False)
        with reader.archive:
            reader.read_manifest()
            reader.read_workbook()
            listed = list(reader.parser.find_sheets())
        if len(listed) != len(reader.parser.sheets):
            raise refusal("intake-damaged", file, why="sheet without a part")
        for _, relation in listed:
            if relation.target not in reader.valid_files:
                # openpyxl would leave the sheet out.
                raise refusal("intake-damaged", file, relation.target, why="missing part")
    return [
        _Sheet(sheet.name, relation.target, sheet.state != "visible")
        for sheet, relation in listed
        if "chartsheet" not in relation.Type
    ]


class _Book:
    """A workbook open for all its sheets, closed when none of them is in use any more."""

    def __init__(self, path: Path, file: str) -> None:
        openpyxl = need("openpyxl", "intake")
        with damage_told(file), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        weakref.finalize(self, book.close)
        self.sheets, self.epoch = book.worksheets, book.epoch


class XlsxTable:
    """One sheet of an xlsx."""

    def __init__(self, book: _Book, index: int, hidden: bool, part: Part, seen: Survey) -> None:
        self.file, self.sheet, self.hidden = part.file, part.sheet, hidden
        self._book, self._index, self._part, self._survey = book, index, part, seen

    @property
    def merged(self) -> Sequence[Merged]:
        """The ranges of merged cells."""
        return self._survey.merged

    @property
    def width(self) -> int:
        """The number of the last column that holds anything."""
        return self._survey.width

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the rows that hold anything."""
        reading = _Reading(self._book.epoch, self._part)
        unsolved = self._unsolved()
        waiting = next(unsolved, None)
        for number, cells in self._cells():
            with damage_told(self.file, self.sheet):
                row = [reading.raw(cell, number, n) for n, cell in enumerate(cells, 1)]
            if waiting is not None and waiting[0] == number:
                for _, column, formula in waiting[1]:
                    row[column - 1] = NoResult(formula)
                waiting = next(unsolved, None)
            if any(value is not None for value in row):
                yield number, row

    def _unsolved(self) -> Iterator[tuple[int, Iterator[tuple[int, int, str]]]]:
        found = unsolved_formulas(self._part) if self._survey.unsolved else ()
        return groupby(found, key=itemgetter(0))

    def _cells(self) -> Iterator[tuple[int, Sequence[Any]]]:
        """Yield openpyxl's cells of each row, from the first.

        The extent that the file states is often wrong, so it is given; what follows the last row (rules,
        validations, extensions) is not read, nor its errors.
        """
        height, width = self._survey.height, self._survey.width
        if not height:
            return
        rows = self._book.sheets[self._index].iter_rows(1, height, 1, width)
        for number in range(1, height + 1):
            with damage_told(self.file, self.sheet), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(rows)
            yield number, row


class _Reading:
    """From openpyxl's cells to raw ones."""

    def __init__(self, epoch: datetime, part: Part) -> None:
        self._cells = Cells(part.file, part.sheet, part.bounds)
        self._epoch = epoch
        self._unescape = need("openpyxl.utils.escape", "intake").unescape
        self._shown: dict[int, Shown] = {}

    def raw(self, cell: Any, row: int, column: int) -> Raw:
        value = cell.value
        if value is None:
            return None
        kind = cell.data_type
        if kind == "n":
            return self._number(value, self._shown_by(cell))
        if kind == "s":
            return self._cells.text(self._unescape(value), row, column)
        if kind == "b":
            return bool(value)
        return day(value, self._epoch) if kind == "d" else ErrorCell(str(value))

    def _number(self, value: int | float, shown: Shown) -> Raw:
        # Whole numbers come as they are written, others as the float that the file's program held too.
        if isinstance(value, int) and shown == "number" and abs(value) < 10**CERTAIN_DIGITS:
            return value
        try:
            return figure(float(value), shown, self._epoch)
        except OverflowError:
            return LostDigits(str(value))

    def _shown_by(self, cell: Any) -> Shown:
        number = cell.style_array.numFmtId
        shown = self._shown.get(number)
        if shown is None:
            # openpyxl has no codes for the formats of East Asian systems: the number tells those.
            code = cell.number_format if number >= _SPELT_OUT else None
            shown = self._shown[number] = shown_as(number, code)
        return shown
