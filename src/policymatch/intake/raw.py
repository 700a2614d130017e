"""From what a file or a driver holds to a raw cell, in one way for all readers."""

from __future__ import annotations

import json
import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from policymatch.enterprise.trouble import shown
from policymatch.intake.bounds import Bounds
from policymatch.intake.table import ErrorCell, LostDigits, Raw
from policymatch.intake.trouble import at, refusal

# Programs keep fifteen digits of a number, and no more than that of a longer one is what somebody typed.
CERTAIN_DIGITS = 15
# Half of a character: an escape (\\ud800, _xD800_) can write it, and nothing can be made of it.
_HALF = re.compile("[\ud800-\udfff]")
# More places before or behind the point than any program's own numbers have.
_MOST_PLACES = 400
_LARGE = 10**CERTAIN_DIGITS


def shown_number(value: float) -> Raw:
    """Return a spreadsheet's number as the program shows it: to fifteen digits, exact from there on."""
    if not math.isfinite(value):
        return ErrorCell(str(value))
    shown = Decimal(format(value, f".{CERTAIN_DIGITS}g"))
    if abs(value) >= _LARGE:
        return LostDigits(format(shown, "f"))
    return int(value) if value.is_integer() else shown


def float_number(value: float) -> Raw:
    """Return a binary number of a database or a Parquet file: the shortest decimal that it stands for."""
    if not math.isfinite(value):
        return ErrorCell(str(value))
    if abs(value) >= _LARGE:
        return shown_number(value)
    return int(value) if value.is_integer() else Decimal(repr(value))


class Cells:
    """Turns the values of one table into raw cells, and refuses those beyond the bounds."""

    def __init__(self, file: str, sheet: str | None, bounds: Bounds) -> None:
        self.file, self.sheet, self.bounds = file, sheet, bounds

    def text(self, text: str, row: int, column: int) -> str | None:
        """Return `text`, or None where it is empty."""
        if len(text) > self.bounds.cell:
            raise self.refusal("intake-cell-too-long", row, column, found=len(text), limit=self.bounds.cell)
        if "\0" in text:
            raise self.refusal("intake-nul-bytes", row, column)
        if not text.isascii() and _HALF.search(text):
            raise self.refusal("intake-encoding", row, column)
        return text or None

    def value(self, value: Any, row: int, column: int) -> Raw:
        """Return a value of Python data as a raw cell: what is nested becomes JSON."""
        kind = type(value)
        if kind is str:
            return self.text(value, row, column)
        if value is None or kind in (int, bool, date):
            return value  # type: ignore[no-any-return]
        if kind is float:
            return float_number(value)
        if kind is Decimal:
            return value if _is_of_sense(value) else ErrorCell(shown(value))
        if isinstance(value, datetime):
            return value.date() if value.tzinfo is None and value.time() == time() else value
        if isinstance(value, bytes | bytearray | memoryview):
            return self._bytes(bytes(value), row, column)
        if isinstance(value, list | dict | tuple):
            return self.text(_json(value), row, column)
        if isinstance(value, time | timedelta):
            return str(value)
        return self.text(str(value), row, column)

    def _bytes(self, data: bytes, row: int, column: int) -> Raw:
        if len(data) > self.bounds.cell * 4:
            raise self.refusal("intake-cell-too-long", row, column, found=len(data), limit=self.bounds.cell)
        try:
            return self.text(data.decode(), row, column)
        except UnicodeDecodeError:
            return ErrorCell(f"0x{data[:8].hex()}")

    def refusal(self, code: str, row: int, column: int, **values: object) -> Exception:
        """Return the error to raise at a cell."""
        return refusal(code, self.file, at(self.sheet, row, column), None, **values)

    def check_row(self, row: int) -> None:
        """Refuse the row that is one too many."""
        if row > self.bounds.rows:
            raise refusal("intake-too-many-rows", self.file, self.sheet, limit=self.bounds.rows)


def check_columns(count: int, file: str, sheet: str | None, bounds: Bounds) -> None:
    """Refuse a table with too many columns."""
    if count > bounds.columns:
        raise refusal("intake-too-many-columns", file, sheet, found=count, limit=bounds.columns)


def _is_of_sense(value: Decimal) -> bool:
    """Return whether a number can be reckoned with: 1e999999999 takes the memory of the machine."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_MOST_PLACES and abs(value.adjusted()) <= _MOST_PLACES


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
