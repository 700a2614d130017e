"""Sheets of an xlsx, streamed: memory does not grow with the rows.

The sheet's XML goes through expat twice. The survey finds the width and the merged ranges, which stand behind
the rows; then the rows come. No library at hand does all that is needed (docs/decisions.md has the figures):
calamine holds the whole sheet and gives error cells and formulas without result as empty ones, openpyxl takes
much longer and does not tell merged ranges while streaming.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from policymatch.intake.bounds import Bounds
from policymatch.intake.hostile import check_package
from policymatch.intake.raw import Cells, check_columns
from policymatch.intake.readers.formats import figure
from policymatch.intake.readers.package import Package, Sheet, unescaped
from policymatch.intake.table import ErrorCell, Merged, NoResult, Raw
from policymatch.intake.trouble import refusal

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PLAIN = re.compile(r"[0-9]{1,15}")


def xlsx_tables(path: Path, file: str, bounds: Bounds) -> Sequence[XlsxTable]:
    """Return the sheets of a workbook. Raises IntakeError when it is refused or damaged."""
    check_package(path, file, bounds)
    package = Package(path, file, bounds)
    sheets = package.sheets()
    if len(sheets) > bounds.sheets:
        raise refusal("intake-too-many-sheets", file, found=len(sheets), limit=bounds.sheets)
    return [XlsxTable(package, sheet) for sheet in sheets]


@dataclass
class _Survey:
    """What must be known before the rows are given."""

    width: int = 0
    merged: list[Merged] = field(default_factory=list)


class XlsxTable:
    """One sheet of an xlsx."""

    def __init__(self, package: Package, sheet: Sheet) -> None:
        self.file, self.sheet, self.hidden = package.file, sheet.name, sheet.hidden
        self._package, self._part = package, sheet.part

    @property
    def merged(self) -> Sequence[Merged]:
        """The ranges of merged cells."""
        return self._survey.merged

    @property
    def width(self) -> int:
        """The number of the last column that holds anything."""
        return self._survey.width

    @cached_property
    def _survey(self) -> _Survey:
        found = _Survey()
        last = widest = 0
        columns: dict[str, int] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal last, widest
            if name in ("v", "f", "is"):
                # Only cells that hold something count: formats are often painted to the edge of the sheet.
                if last > widest:
                    widest = last
            elif name == "c":
                letters = attributes.get("r", "").rstrip("0123456789")
                last = columns.get(letters, 0) or self._column(letters, last, columns)
            elif name == "row":
                last = 0
            elif name == "mergeCell":
                found.merged.append(self._range(attributes.get("ref", "")))
            elif ":" in name:
                start(name.rpartition(":")[2], attributes)

        for _ in self._package.parse(self._part, start):
            check_columns(widest, self.file, self.sheet, self._package.bounds)
        found.width = widest
        return found

    def _column(self, letters: str, last: int, known: dict[str, int]) -> int:
        if not letters:
            # Cells that do not say where they stand follow one another.
            return last + 1
        known[letters] = column_number(letters)
        return known[letters]

    def _range(self, text: str) -> Merged:
        ends = [_CELL.fullmatch(end) for end in text.replace("$", "").split(":")]
        if len(ends) > 2 or None in ends:
            raise refusal("intake-damaged", self.file, self.sheet, why=f"mergeCell {text[:40]}")
        (left, top), *rest = [(column_number(end[1]), int(end[2])) for end in ends if end]
        right, bottom = rest[0] if rest else (left, top)
        return Merged(top, left, bottom, right)

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the rows that hold anything."""
        reading = _Rows(self._package, self.sheet, self.width)
        for _ in self._package.parse(self._part, reading.start, reading.end, reading.text):
            yield from reading.done
            reading.done.clear()


class _Rows:
    """The handlers of a sheet's XML; finished rows wait in `done`."""

    def __init__(self, package: Package, sheet: str, width: int) -> None:
        self.done: list[tuple[int, Sequence[Raw]]] = []
        self._texts, self._styles, self._from_1904 = package.texts, package.styles, package.from_1904
        self._cells = Cells(package.file, sheet, package.bounds)
        self._file, self._sheet, self._width = package.file, sheet, width
        self._columns: dict[str, int] = {}
        self._row = self._column = 0
        self._kind = self._style = ""
        self._cell: list[Raw] = [None] * width
        self._filled = self._taking = self._guide = False
        self._value: list[str] = []
        self._formula: str | None = None
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            get = attributes.get
            letters = get("r", "").rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None:
                column = column_number(letters) if letters else self._column + 1
                if letters:
                    self._columns[letters] = column
            self._column = column
            self._kind, self._style = get("t", "n"), get("s", "")
            self._value.clear()
            self._length = 0
            self._formula = None
        elif name == "v" or (name == "t" and not self._guide):
            self._taking = True
        elif name == "f":
            self._taking = True
            self._formula = ""
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "rPh":
            self._guide = True
        elif ":" in name:
            self.start(name.rpartition(":")[2], attributes)

    def text(self, text: str) -> None:
        if self._taking:
            self._value.append(text)
            self._length += len(text)
            if self._length > self._cells.bounds.cell:
                limit = self._cells.bounds.cell
                raise self._cells.refusal(
                    "intake-cell-too-long", self._row, self._column, found=self._length, limit=limit
                )

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._taking = False
        elif name == "c":
            if self._value or self._formula is not None:
                self._end_cell()
        elif name == "f":
            self._taking = False
            self._formula = "".join(self._value)
            self._value.clear()
            self._length = 0
        elif name == "row":
            if self._filled:
                self.done.append((self._row, self._cell))
                self._cell = [None] * self._width
                self._filled = False
        elif name == "rPh":
            self._guide = False
        elif ":" in name:
            self.end(name.rpartition(":")[2])

    def _begin_row(self, number: str | None) -> None:
        row = self._row + 1 if number is None else int(number) if number.isdecimal() else 0
        if row <= self._row:
            raise refusal("intake-damaged", self._file, self._sheet, why=f"row {number} after {self._row}")
        self._cells.check_row(row)
        self._row, self._column = row, 0

    def _end_cell(self) -> None:
        value = self._raw("".join(self._value))
        if value is not None and self._column <= self._width:
            self._cell[self._column - 1] = value
            self._filled = True

    def _raw(self, text: str) -> Raw:
        kind = self._kind
        if kind == "s":
            index = int(text) if text.isdecimal() else -1
            if not 0 <= index < len(self._texts):
                raise self._cells.refusal("intake-damaged", self._row, self._column, why=f"text {text[:20]}")
            return self._cells.text(self._texts[index], self._row, self._column)
        if kind in ("str", "inlineStr"):
            return unescaped(text) or None
        if not text:
            return None if self._formula is None else NoResult(f"={self._formula}")
        if kind == "n":
            return self._number(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        # A day in words (ISO 8601) is read where all such texts are; anything else is an error.
        return text if kind == "d" else ErrorCell(text)

    def _number(self, text: str) -> Raw:
        style = int(self._style) if self._style.isdecimal() else 0
        shown = self._styles[style] if style < len(self._styles) else "number"
        if shown == "number" and _PLAIN.fullmatch(text):
            return int(text)
        try:
            value = float(text)
        except ValueError:
            return ErrorCell(text)
        return figure(value, shown, self._from_1904)


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27; what is no column is beyond all of them."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return 20_000
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
