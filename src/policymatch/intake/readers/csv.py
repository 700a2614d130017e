"""Text files of cells: commas, semicolons, tabs or bars; UTF-8, UTF-16 or GB 18030."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from policymatch.intake.bounds import Bounds
from policymatch.intake.raw import Cells, check_columns
from policymatch.intake.readers.encoding import encoding_of
from policymatch.intake.table import LostDigits, Merged, Raw
from policymatch.intake.trouble import first_line, refusal

_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 100
# ="0123": how a text file makes spreadsheets keep a code as text.
_AS_TEXT = re.compile(r'="([^"]*)"')
# 9.13413E+17: a code that went through a spreadsheet as a number.
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?(1[5-9]|[2-9][0-9]|[1-9][0-9]{2})")
# =cmd|'/c …'!A1: what a spreadsheet would hand to another program.
_DDE = re.compile(r"[=+\-@][^|]*\|[^!]*!")


def csv_tables(path: Path, file: str, bounds: Bounds) -> Sequence[CsvTable]:
    """Return the one table of a text file. Raises IntakeError when it is no text in a known encoding."""
    return [CsvTable(path, file, bounds, encoding_of(path, file))]


class CsvTable:
    """A text file as a table; blank lines count as rows."""

    sheet: str | None = None
    hidden = False
    merged: Sequence[Merged] = ()

    def __init__(self, path: Path, file: str, bounds: Bounds, encoding: str) -> None:
        self.file = file
        self._path, self._bounds, self._encoding = path, bounds, encoding

    @cached_property
    def width(self) -> int:
        """The number of the last column that holds anything."""
        return max((_last(row) for _, row in self._records()), default=0)

    @cached_property
    def delimiter(self) -> str:
        """The sign between cells: the one that cuts most of the first lines into equally many."""
        scores = {delimiter: self._score(delimiter) for delimiter in _DELIMITERS}
        return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])

    def _score(self, delimiter: str) -> tuple[float, int]:
        with self._path.open(encoding=self._encoding, newline="") as opened:
            lines = islice(self._lines(opened), _LOOKED_AT)
            try:
                counts = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row))
            except csv.Error:
                counts = Counter()
        # Titles and notes are in one cell whatever the sign.
        counts.pop(1, None)
        if not counts:
            return 0, 0
        count, rows = counts.most_common(1)[0]
        return rows * min(count, 3), count

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the rows that hold anything."""
        cells = Cells(self.file, None, self._bounds)
        width = self.width
        for number, row in self._records():
            found = [self._raw(text, cells, number, n) for n, text in enumerate(row[:width], 1)]
            if any(value is not None for value in found):
                yield number, found + [None] * (width - len(found))

    def _raw(self, text: str, cells: Cells, row: int, column: int) -> Raw:
        checked = cells.text(text, row, column)
        if checked is None:
            return None
        if checked[0] in "=+-@" and _DDE.match(checked):
            raise cells.refusal("intake-dde", row, column)
        kept = _AS_TEXT.fullmatch(checked)
        if kept is not None:
            return kept[1] or None
        return LostDigits(checked) if _SCIENTIFIC.fullmatch(checked) else checked

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        with self._path.open(encoding=self._encoding, newline="") as opened:
            lines = self._lines(opened)
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            number = 0
            while True:
                began = reader.line_num + 1
                try:
                    row = next(reader, None)
                except csv.Error as error:
                    raise self._trouble(error, began, reader.line_num) from None
                if row is None:
                    return
                number += 1
                if reader.line_num - began > self._bounds.quoted_lines:
                    raise refusal("intake-open-quote", self.file, line=began)
                check_columns(len(row), self.file, None, self._bounds)
                Cells(self.file, None, self._bounds).check_row(number)
                yield number, row

    def _trouble(self, error: csv.Error, began: int, line: int) -> Exception:
        what = str(error)
        if "end of data" in what or line - began > self._bounds.quoted_lines:
            return refusal("intake-open-quote", self.file, line=began)
        if "expected after" in what:
            return refusal("intake-stray-quote", self.file, line=line)
        if "field larger" in what:
            return refusal(
                "intake-cell-too-long",
                self.file,
                line=line,
                found=csv.field_size_limit(),
                limit=self._bounds.cell,
            )
        return refusal("intake-damaged", self.file, line=line, why=first_line(error))

    def _lines(self, opened: Iterator[str]) -> Iterator[str]:
        """Yield the lines, and refuse what no text file of cells has."""
        limit = self._bounds.line_bytes
        readline = opened.readline  # type: ignore[attr-defined]
        number = 0
        while line := readline(limit + 1):
            number += 1
            if len(line) > limit:
                raise refusal("intake-line-too-long", self.file, line=number, limit=limit)
            if "\0" in line:
                raise refusal("intake-nul-bytes", self.file, line=number)
            yield line


def _last(row: Sequence[str]) -> int:
    return max((n for n, text in enumerate(row, 1) if text), default=0)
