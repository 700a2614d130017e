"""What the number format of a cell says (a number, a percentage, a day), and the value it shows."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from policymatch.extras import need
from policymatch.intake.raw import CERTAIN_DIGITS, shown_number
from policymatch.intake.table import ErrorCell, Percent, Raw

Shown = Literal["number", "percent", "day"]

# ECMA-376, part 1, 18.8.30: built-in formats that show days and times. 27 to 36 and 50 to 58 are those of
# East Asian systems (yyyy"年"m"月"d"日"), which files name by number alone.
_DAY_IDS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENT_IDS = frozenset((9, 10))
# What stands in quotes or brackets (a colour, a currency), or behind a backslash, is no code.
_NOT_CODES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DAY_CODES = re.compile(r"[ymdhs]|e+(?![+-])|g{1,3}(?!eneral)", re.IGNORECASE)


def shown_as(number: int, code: str | None) -> Shown:
    """Return what a number format shows; `code` is given where the file spells the format out."""
    if code is None:
        return "day" if number in _DAY_IDS else "percent" if number in _PERCENT_IDS else "number"
    first = code.split(";")[0]
    if "general" in first.lower():
        return "number"
    bare = _NOT_CODES.sub("", first)
    if "%" in bare:
        return "percent"
    return "day" if _DAY_CODES.search(bare) else "number"


def figure(value: float, shown: Shown, epoch: datetime) -> Raw:
    """Return a number of a cell as what its format shows; days are counted from `epoch`."""
    if shown == "day":
        try:
            return day(need("openpyxl.utils.datetime", "intake").from_excel(value, epoch), epoch)
        except (OverflowError, ValueError):
            return ErrorCell(_plain(value))
    found = shown_number(value)
    if shown == "percent" and isinstance(found, int | Decimal):
        return Percent(Decimal(found))
    return found


def day(found: date | time | timedelta, epoch: datetime) -> Raw:
    """Return what openpyxl makes of a number shown as a day or a time."""
    if not isinstance(found, datetime):
        return found if isinstance(found, date) else str(found)
    if found < epoch:
        # Before the first day that there is: spreadsheet programs show hash signs.
        return ErrorCell(_plain(need("openpyxl.utils.datetime", "intake").to_excel(found, epoch)))
    return found.date() if found.time() == time() else found


def _plain(value: float) -> str:
    return format(value, f".{CERTAIN_DIGITS}g")
