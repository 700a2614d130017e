"""How the workbooks are written: numbers and days as people write them, and the same bytes every time."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The oldest day that a zip archive can name.
_ALWAYS = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DAY_ZERO = date(1899, 12, 30)


def save(book: Any, path: Path) -> None:
    """Write a workbook of openpyxl without the time of writing: the same city gives the same bytes."""
    written = BytesIO()
    book.save(written)
    with ZipFile(written) as read, ZipFile(path, "w", ZIP_DEFLATED) as kept:
        for entry in read.infolist():
            content = read.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2026-03-10T00:00:00Z", content)
            kept.writestr(ZipInfo(entry.filename, _ALWAYS), content, ZIP_DEFLATED)


def wan(hundreds: int) -> Decimal:
    """Return money in 百元 as a number of 万元."""
    return Decimal(hundreds) / 100


def day_text(day: date, way: int) -> object:
    """Return a day in one of the ways in which people write days: six texts, a day, a number."""
    match way % 8:
        case 0:
            return day.isoformat()
        case 1:
            return f"{day.year}/{day.month}/{day.day}"
        case 2:
            return f"{day.year}年{day.month}月{day.day}日"
        case 3:
            return f"{day.year}.{day.month:02}.{day.day:02}"
        case 4:
            return f"{day.year}{day.month:02}{day.day:02}"
        case 5:
            return f"{day.isoformat()} 00:00:00"
        case 6:
            return day
    return (day - _DAY_ZERO).days


def grouped(number: Decimal | int) -> str:
    """Return a number as text with commas, as it comes out of other systems: 1,234.50."""
    return f"{number:,}"


def row_of(sheet: Any, row: int, cells: list[object]) -> None:
    """Write a row of cells from the first column; None leaves a cell empty."""
    for column, content in enumerate(cells, 1):
        if content is not None:
            sheet.cell(row, column, content)
            if isinstance(content, str):
                # An error is a text here: nothing in these books was calculated.
                sheet.cell(row, column).data_type = "s"
