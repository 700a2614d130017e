"""Dates of rows, in days since the beginning of 1970: moved by a time, and what lies between two of them.

What a date means is left to the language (language/days.py), asked once for each day that there is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import ceil, floor

import numpy as np

from policymatch.batch import ranges
from policymatch.batch.ends import End, either, end
from policymatch.batch.figures import EPOCH
from policymatch.batch.ranges import Range
from policymatch.language.days import moved
from policymatch.values import DateSpan, Number
from policymatch.values.dates import months_between


def days_in(rows: int, span: DateSpan) -> Range:
    """Return the same days for all rows."""
    low, high = (None if one is None else one.toordinal() - EPOCH for one in (span.low, span.high))
    return ranges.between(rows, low, high)


def moved_by(days: Range, by: Number, in_days: bool) -> Range:
    """Return days moved by a time, in days or in months; a part of one reaches outward."""
    low = _each(days.low, lambda day: moved(day, floor(by), in_days).toordinal() - EPOCH)
    if days.exact and floor(by) == ceil(by):
        return Range(low, low)
    return Range(low, _each(days.high, lambda day: moved(day, ceil(by), in_days).toordinal() - EPOCH))


def of_dates(name: str, dates: Sequence[Range]) -> Range:
    """Return the whole months or the days from one date to another, or the year of a date."""
    if name == "year_of":
        return dates[0].each(lambda side: _each(side, lambda day: day.year))
    start, end_ = dates
    between = _months if name == "months" else _days
    low = between(start.high, end_.low)
    return Range(low, low if start.exact and end_.exact else between(start.low, end_.high))


def _day(number: int) -> date:
    return date.fromordinal(number + EPOCH)


def _each(days: End, change: Callable[[date], int]) -> End:
    """Return an end of which each day that there is was changed once."""
    there, places = np.unique(days.above, return_inverse=True)
    changed = np.array([change(_day(number)) for number in there.tolist()], np.int64)
    return end(changed[places], 1, days.none, days.odd)


def _days(start: End, until: End) -> End:
    above = until.above - start.above
    return end(above, 1, either(start.none, until.none), start.odd, until.odd)


def _months(start: End, until: End) -> End:
    pairs = np.stack((start.above, until.above), axis=1)
    there, places = np.unique(pairs, axis=0, return_inverse=True)
    found = [months_between(_day(first), _day(last)) for first, last in there.tolist()]
    above = np.array(found, np.int64)[places.reshape(-1)]
    return end(above, 1, either(start.none, until.none), start.odd, until.odd)
