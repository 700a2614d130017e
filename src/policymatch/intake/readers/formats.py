"""What the number format of a cell says (a number, a percentage, a day), and the value it shows."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from policymatch.intake.raw import shown_number
from policymatch.intake.table import ErrorCell, Percent, Raw

Shown = Literal["number", "percent", "day"]

# ECMA-376, part 1, 18.8.30: built-in formats that show days and times. 27 to 36 and 50 to 58 are those of
# East Asian systems (yyyy"年"m"月"d"日"), which files name by number alone.
_DAY_IDS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENT_IDS = frozenset((9, 10))
# What stands in quotes or brackets (a colour, a currency), or behind a backslash, is no code.
_NOT_CODES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DAY_CODES = re.compile(r"[ymdhs]|e+(?![+-])|g{1,3}(?!eneral)", re.IGNORECASE)

_DAY_ZERO = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
# Excel holds 1900 for a leap year, so the days before its 29 February are one further on.
_FALSE_LEAP_DAY = 60


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


def figure(value: float, shown: Shown, from_1904: bool) -> Raw:
    """Return a number of a cell as what its format shows."""
    if shown == "day":
        return _day(value, from_1904)
    found = shown_number(value)
    if shown == "percent" and isinstance(found, int | Decimal):
        return Percent(Decimal(found))
    return found


def _day(value: float, from_1904: bool) -> date | str | ErrorCell:
    try:
        moment = _DAY_ZERO[from_1904] + timedelta(seconds=round(value * 86_400))
        if not from_1904 and value < _FALSE_LEAP_DAY:
            moment += timedelta(days=1)
    except (OverflowError, ValueError):
        return ErrorCell(format(value, ".15g"))
    if 0 <= value < 1:
        # A time of day without a day.
        return moment.time().isoformat()
    if value < 0:
        return ErrorCell(format(value, ".15g"))
    return moment.date() if (moment.hour, moment.minute, moment.second) == (0, 0, 0) else moment
