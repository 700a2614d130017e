"""The text of a date as the span of days it may be: 2021-06-30, 2021年6月, 2021, 2021年3月至2022年5月."""

from __future__ import annotations

import re
from datetime import date

from policymatch.enterprise.inequality import clauses, comparison, half_line
from policymatch.enterprise.trouble import UnreadableError, shown
from policymatch.values import DateSpan, Span
from policymatch.values.dates import days_of

_MAX_TEXT = 100
_DATE = re.compile(
    r"([0-9]{4})(?:年|年度)?"
    r"|([0-9]{4})年([0-9]{1,2})月?"
    r"|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]?"
    r"|([0-9]{4})[-/.]([0-9]{1,2})"
    r"|([0-9]{4})([-/.])([0-9]{1,2})\10([0-9]{1,2})"
    r"|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_RANGE = re.compile(r"~|–|—+|至|到")


def days(datum: str | int) -> DateSpan:
    """Return the days that a date may be; a month or a year is all of its days.

    Raises UnreadableError when the text is no date, or the calendar has no such day.
    """
    text = str(datum) if isinstance(datum, str) or abs(datum) < 10**8 else ""
    parts = clauses(text) if len(text) <= _MAX_TEXT else None
    if not text or parts is None:
        raise UnreadableError("not-a-date", found=shown(datum))
    spans = [_clause(part, text, alone=len(parts) == 1) for part in parts]
    met: DateSpan | None = spans[0]
    for span in spans[1:]:
        met = met and met.meet(span)
    if met is None:
        raise UnreadableError("range-reversed")
    return met


def one_day(datum: str | int) -> date:
    """Return a complete date. Raises UnreadableError when it is no date, or a month or year only."""
    span = days(datum)
    if not span.is_exact or span.low is None:
        raise UnreadableError("not-one-day", found=shown(datum))
    return span.low


def _clause(clause: str, text: str, alone: bool) -> DateSpan:
    op, rest = comparison(clause)
    if op is not None:
        limit = _date(rest, text)
        if limit.low is None or limit.high is None:
            raise AssertionError("a written date has both ends")
        return half_line(op, limit.low, limit.high)
    ends = _RANGE.split(rest)
    if len(ends) == 1 and rest.count("年") == 2 and rest.count("-") == 1:
        ends = rest.split("-")
    if not alone or len(ends) > 2:
        raise UnreadableError("not-a-date", found=shown(text))
    first, last = _date(ends[0], text), _date(ends[-1], text)
    if first.low is not None and last.high is not None and first.low > last.high:
        raise UnreadableError("range-reversed")
    return Span(first.low, last.high)


def _date(written: str, text: str) -> DateSpan:
    match = _DATE.fullmatch(written)
    if match is None:
        raise UnreadableError("not-a-date", found=shown(text))
    numbers = [int(group) for group in match.groups() if group is not None and group.isdigit()]
    try:
        return days_of(*numbers)
    except ValueError:
        # The calendar library's words for a bad month are not ours.
        raise UnreadableError("bad-date", found=shown(text)) from None
