"""What openpyxl does not tell of a sheet while it streams: extent, merged ranges, formulas without result.

One pass of expat over the sheet's XML; no cell is read here. It runs before openpyxl sees the sheet, so it
also refuses what would fill the memory, or what openpyxl would pass over in silence.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from policymatch.intake.bounds import Bounds
from policymatch.intake.raw import check_columns
from policymatch.intake.table import Merged
from policymatch.intake.trouble import at, damage_told, refusal

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_ROW, _CELL, _VALUE, _FORMULA, _INLINE, _MERGED = (
    _MAIN + name for name in ("row", "c", "v", "f", "is", "mergeCell")
)
_CHUNK = 1 << 16
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# Elements within a row, or outside all rows: more than that is a bomb.
_ELEMENTS = 1_000_000

# Texts and names of sheets may hold a bar; elsewhere only the name of a program stands before one.
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'!")
_DDE = re.compile(r"[\w.]\|")


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet's XML inside its file; `file` and `sheet` are what people call them."""

    path: Path
    name: str
    file: str
    sheet: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Survey:
    """What must be known before the rows are read."""

    width: int
    """The last column that holds anything: formats are often painted to the edge of the sheet."""
    height: int
    merged: tuple[Merged, ...]
    unsolved: bool
    """Whether there are formulas without result."""


def survey(part: Part) -> Survey:
    """Look through a sheet. Raises IntakeError when it is refused or damaged."""
    seen = _Handlers(part)
    unsolved = False
    for _ in _parsed(part, seen):
        unsolved = unsolved or bool(seen.unsolved)
        seen.unsolved.clear()
        check_columns(seen.width, part.file, part.sheet, part.bounds)
    return Survey(seen.width, seen.height, tuple(seen.merged), unsolved)


def unsolved_formulas(part: Part) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of the formulas that were saved without result, in the order of the rows.

    They come anew from the file, so that memory does not grow with them: programs that do not calculate leave
    one in every row.
    """
    seen = _Handlers(part)
    for _ in _parsed(part, seen):
        yield from seen.unsolved
        seen.unsolved.clear()


def _parsed(part: Part, seen: _Handlers) -> Iterator[None]:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = seen.start, seen.end
    parser.CharacterDataHandler = seen.text
    with damage_told(part.file, part.sheet), zipfile.ZipFile(part.path) as archive:
        with archive.open(part.name) as opened:
            while piece := opened.read(_CHUNK):
                parser.Parse(piece)
                yield
        parser.Parse(b"", True)
        yield


class _Handlers:
    """The handlers of a sheet's XML."""

    def __init__(self, part: Part) -> None:
        self.width = self.height = 0
        self.merged: list[Merged] = []
        self.unsolved: list[tuple[int, int, str]] = []
        self._part = part
        self._columns: dict[str, int] = {}
        self._row = self._column = self._elements = self._length = 0
        self._in_row = self._in_formula = self._solved = self._begun = False
        self._formula: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._begun:
            self._begin(name)
        self._elements += 1
        if self._elements > _ELEMENTS:
            raise self._damaged(f"more than {_ELEMENTS} elements")
        if name == _CELL:
            letters = attributes.get("r", "").rstrip("0123456789")
            # Cells that do not say where they stand follow one another.
            self._column = self._number(letters) if letters else self._column + 1
            self._formula = None
            # A text may be empty and still be the result.
            self._solved = attributes.get("t") in ("str", "inlineStr")
            self._length = 0
        elif name in (_VALUE, _FORMULA, _INLINE):
            self.width, self.height = max(self.width, self._column), self._row
            self._length = 0
            if name == _FORMULA:
                self._formula, self._in_formula = [], True
        elif name == _ROW:
            self._begin_row(attributes.get("r"))
        elif name == _MERGED:
            self.merged.append(self._range(attributes.get("ref", "")))

    def text(self, text: str) -> None:
        if not self._in_row:
            return
        self._length += len(text)
        if self._length > (limit := self._part.bounds.cell):
            place = at(self._part.sheet, self._row, self._column)
            raise refusal("intake-cell-too-long", self._part.file, place, found=self._length, limit=limit)
        if not self._in_formula:
            self._solved = self._solved or not text.isspace()
        elif self._formula is not None:
            self._formula.append(text)

    def end(self, name: str) -> None:
        if name == _FORMULA:
            self._in_formula = False
            self._check_formula()
        elif name == _CELL:
            if self._formula is not None and not self._solved:
                self.unsolved.append((self._row, self._column, f"={''.join(self._formula)}"))
        elif name == _ROW:
            self._in_row, self._elements = False, 0

    def _check_formula(self) -> None:
        """Refuse a formula whose result another program has given: cmd|'/C …'!A0."""
        text = "".join(self._formula or ())
        if "|" in text and _DDE.search(_QUOTED.sub("", text)):
            raise refusal("intake-dde", self._part.file, at(self._part.sheet, self._row, self._column))

    def _begin(self, root: str) -> None:
        self._begun = True
        if not root.startswith(_MAIN):
            # The strict form of the standard, in which openpyxl finds no rows.
            raise refusal("intake-wrong-ending", self._part.file, ending=".xlsx", found="Strict Open XML")

    def _begin_row(self, number: str | None) -> None:
        row = self._row + 1 if number is None else int(number) if number.isdecimal() else 0
        if row <= self._row:
            raise self._damaged(f"row {number} after {self._row}")
        if row > self._part.bounds.rows:
            limit = self._part.bounds.rows
            raise refusal("intake-too-many-rows", self._part.file, self._part.sheet, limit=limit)
        self._row, self._column, self._elements, self._in_row = row, 0, 0, True

    def _number(self, letters: str) -> int:
        found = self._columns.get(letters)
        if found is None:
            found = self._columns[letters] = column_number(letters)
        return found

    def _range(self, text: str) -> Merged:
        ends = [_PLACE.fullmatch(end) for end in text.replace("$", "").split(":")]
        if len(ends) > 2 or None in ends:
            raise self._damaged(f"mergeCell {text[:40]}")
        (left, top), *rest = [(column_number(end[1]), int(end[2])) for end in ends if end]
        right, bottom = rest[0] if rest else (left, top)
        return Merged(top, left, bottom, right)

    def _damaged(self, why: str) -> Exception:
        return refusal("intake-damaged", self._part.file, self._part.sheet, why=why)


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27; what is no column is beyond all of them."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return 20_000
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
