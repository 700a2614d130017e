"""What is known of a fact as short plain data for JSON, and back.

Most values are one number, one day, one word or one code, which are written as such; the others as a list
that begins with what it is. Profiles have a form for people; this one is for millions of rows on their way.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, cast

from policymatch.values import Choice, Codes, DateSpan, Listing, Number, NumberSpan, Span, Truth, Value


def coded(value: Value) -> Any:
    """Return a value as plain data. Lists are of words: records are not written here."""
    if type(value) is Span and value.low is value.high and type(value.low) is int:
        # Most values are.
        return value.low
    if isinstance(value, Truth):
        return None if value is Truth.UNKNOWN else value is Truth.TRUE
    if isinstance(value, Choice):
        if value.word is not None:
            return f"w{value.word}"
        return ["w", None if value.members is None else sorted(value.members)]
    if isinstance(value, Codes):
        return f"c{next(iter(value.prefixes))}" if value.is_exact else ["c", sorted(value.prefixes)]
    if isinstance(value, Listing):
        return ["l", list(value.items), value.closed]
    if isinstance(value.low, date) or isinstance(value.high, date):
        days: DateSpan = value
        if days.is_exact:
            return f"d{days.low}"
        ends = [None if end is None else end.isoformat() for end in (days.low, days.high)]
        return ["d", *ends, days.low_open, days.high_open]
    numbers = cast(NumberSpan, value)
    if numbers.is_exact and isinstance(numbers.low, int):
        return numbers.low
    return ["n", *(_number(end) for end in (numbers.low, numbers.high)), numbers.low_open, numbers.high_open]


def decoded(data: Any) -> Value:
    """Return the value that `coded` has written."""
    if data is None or isinstance(data, bool):
        return Truth.UNKNOWN if data is None else Truth.of(data)
    if isinstance(data, int):
        number: NumberSpan = Span.exact(data)
        return number
    if isinstance(data, str):
        return _word(data)
    kind, *parts = data
    match kind:
        case "w":
            return Choice(None if parts[0] is None else frozenset(parts[0]))
        case "c":
            return Codes(frozenset(parts[0]))
        case "l":
            return Listing(tuple(parts[0]), parts[1])
        case "d":
            first, last = (None if end is None else date.fromisoformat(end) for end in parts[:2])
            return _days(first, last, *parts[2:])
    low, high = (_read_number(end) for end in parts[:2])
    numbers: NumberSpan = Span(low, high, *parts[2:])
    return numbers


@lru_cache(maxsize=4096)
def _word(data: str) -> Value:
    kind, rest = data[0], data[1:]
    if kind == "w":
        return Choice.exact(rest)
    if kind == "c":
        return Codes.exact(rest)
    return Span.exact(date.fromisoformat(rest))


def _days(low: date | None, high: date | None, low_open: bool, high_open: bool) -> DateSpan:
    return Span(low, high, low_open, high_open)


def _number(end: Number | None) -> int | str | None:
    return end if end is None or isinstance(end, int) else str(end)


def _read_number(end: int | str | None) -> Number | None:
    return Fraction(end) if isinstance(end, str) else end
