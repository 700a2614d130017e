"""Sheets of an xls, the format before 2007, by xlrd. It ends at 65,536 rows, so a sheet is held in memory.

xlrd tells error cells apart and names merged ranges; calamine gives error cells as empty ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any

from policymatch.extras import need
from policymatch.intake.bounds import Bounds
from policymatch.intake.hostile import check_old_workbook
from policymatch.intake.raw import Cells, check_columns
from policymatch.intake.readers.formats import figure, shown_as
from policymatch.intake.table import ErrorCell, Merged, Raw
from policymatch.intake.trouble import damage_told, first_line, refusal


def xls_tables(path: Path, file: str, bounds: Bounds) -> Sequence[XlsTable]:
    """Return the sheets of a workbook. Raises IntakeError when it is refused or damaged."""
    check_old_workbook(path, file)
    xlrd = need("xlrd", "intake")
    try:
        # What xlrd thinks of the file's quirks is nothing that a user could act on.
        book = xlrd.open_workbook(str(path), on_demand=True, formatting_info=True, logfile=StringIO())
        count = book.nsheets
    except Exception as error:
        # xlrd trusts the file: at a damaged one it fails with whatever comes first.
        if "encrypted" in str(error):
            raise refusal("intake-encrypted", file) from None
        raise refusal("intake-damaged", file, why=first_line(error)) from None
    if count > bounds.sheets:
        raise refusal("intake-too-many-sheets", file, found=count, limit=bounds.sheets)
    return [XlsTable(book, index, file, bounds) for index in range(count)]


class XlsTable:
    """One sheet of an xls."""

    def __init__(self, book: Any, index: int, file: str, bounds: Bounds) -> None:
        self.file, self.sheet = file, str(book.sheet_names()[index])
        self._book, self._index, self._bounds = book, index, bounds
        days = need("openpyxl.utils.datetime", "intake")
        self._epoch = days.MAC_EPOCH if book.datemode else days.WINDOWS_EPOCH

    @cached_property
    def _read(self) -> Any:
        with damage_told(self.file, self.sheet):
            return self._book.sheet_by_index(self._index)

    @property
    def hidden(self) -> bool:
        """Whether the sheet is hidden."""
        return bool(self._read.visibility)

    @property
    def merged(self) -> Sequence[Merged]:
        """The ranges of merged cells."""
        return [
            Merged(top + 1, left + 1, bottom, right) for top, bottom, left, right in self._read.merged_cells
        ]

    @cached_property
    def width(self) -> int:
        """The number of the last column that holds anything."""
        sheet = self._read
        rows = (sheet.row_types(row) for row in range(sheet.nrows))
        # Types 0 and 6 are an empty cell and one that has a format alone.
        width = max(
            (n + 1 for types in rows for n, kind in enumerate(types) if kind not in (0, 6)), default=0
        )
        check_columns(width, self.file, self.sheet, self._bounds)
        return width

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the rows that hold anything."""
        sheet, width = self._read, self.width
        cells = Cells(self.file, self.sheet, self._bounds)
        for number in range(sheet.nrows):
            with damage_told(self.file, self.sheet):
                row = [
                    self._raw(cell, cells, number + 1, n + 1)
                    for n, cell in enumerate(sheet.row(number)[:width])
                ]
            if any(value is not None for value in row):
                yield number + 1, row + [None] * (width - len(row))

    def _raw(self, cell: Any, cells: Cells, row: int, column: int) -> Raw:
        kind, value = cell.ctype, cell.value
        if kind == 1:
            return cells.text(value, row, column)
        if kind in (2, 3):
            style = self._book.format_map.get(self._book.xf_list[cell.xf_index].format_key)
            shown = "number" if style is None else shown_as(style.format_key, style.format_str)
            return figure(value, shown, self._epoch)
        if kind == 4:
            return bool(value)
        if kind == 5:
            return ErrorCell(_ERRORS.get(value, f"#{value}"))
        return None


# [MS-XLS] 2.5.10, Bes: the codes of errors.
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
