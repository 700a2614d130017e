"""Calendar arithmetic: the days of an incomplete date, and months after a day."""

from __future__ import annotations

import calendar
import re
from datetime import date

from policymatch.values.span import DateSpan, Span

_NUMBERS = re.compile(r"\d+")
_WRITTEN = re.compile(r"\d{4}(年|[-/.])?(\d{1,2}(月|[-/.])?(\d{1,2}日?)?)?\Z")


def days_of(year: int, month: int | None = None, day: int | None = None) -> DateSpan:
    """Return the days that an incomplete date may be. Raises ValueError when there is no such date."""
    if month is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Span.exact(date(year, month, day))


def is_shaped_like_date(text: str) -> bool:
    """Return whether `text` is written as dates are, even if there is no such date (2025-13)."""
    return _WRITTEN.match(text) is not None


def days_written(text: str) -> DateSpan:
    """Return the days of a date as written: 2025, 2025-03, 2025年3月1日. Raises ValueError if it is none."""
    if not is_shaped_like_date(text):
        raise ValueError(text)
    return days_of(*(int(part) for part in _NUMBERS.findall(text)))


def months_after(start: date, months: int) -> date:
    """Return the same day `months` later; a day the month does not have falls on its last day."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def months_between(start: date, end: date) -> int:
    """Return the whole months from `start` to `end`: the most that can be added without passing `end`."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if months_after(start, months) <= end else months - 1
