"""Values of which something is known, and what else they may turn out to be."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import cast

from tests.support.dice import one_in, some
from tests.support.terms import Terms, words_of

from policymatch.values import (
    Choice,
    Codes,
    DateSpan,
    Listing,
    Number,
    NumberSpan,
    Span,
    Truth,
    Value,
)
from policymatch.values.arithmetic import whole
from policymatch.vocabulary import Field, Type

AS_OF = date(2026, 3, 16)
FIRST_DAY, LAST_DAY = AS_OF - timedelta(800), AS_OF + timedelta(300)
FIRST_FOUNDED, LAST_FOUNDED = date(2021, 3, 16), AS_OF + timedelta(100)


def point(dice: Random, low: Number | None) -> Number:
    """Return a small number, so that thresholds are often met to the fen."""
    number = dice.randint(0 if low == 0 else -50, 60)
    return number if dice.randrange(3) else whole(Fraction(number) + Fraction(dice.randrange(8), 8))


def number_span(dice: Random, low: Number | None) -> NumberSpan:
    """Return an exact, ranged, half-open or unbounded interval with no number below `low`."""
    first, second = point(dice, low), point(dice, low)
    if first == second or one_in(dice, 2):
        return Span(first, first)
    start: Number | None = min(first, second)
    end: Number | None = max(first, second)
    if low is None and one_in(dice, 6):
        start = None
    if one_in(dice, 6):
        end = None
    return Span(start, end, one_in(dice, 3), one_in(dice, 3))


def point_in(dice: Random, span: NumberSpan) -> Number:
    """Return a point of `span`: an end that belongs to it, or one between."""
    low = span.low if span.low is not None else (span.high or 0) - 100
    high = span.high if span.high is not None else low + 100
    found = whole(Fraction(low) + (Fraction(high) - low) * Fraction(dice.randint(0, 4), 4))
    return found if found in span else whole((Fraction(low) + high) / 2)


def day_between(dice: Random, first: date, last: date) -> date:
    """Return a day between two, ends and anniversaries of AS_OF more often than others."""
    if one_in(dice, 4):
        near = AS_OF.replace(year=dice.randint(first.year, last.year)) + timedelta(dice.randint(-1, 1))
        if first <= near <= last:
            return near
    return first + timedelta(dice.randint(0, (last - first).days))


def _day_span(dice: Random, first: date, last: date) -> DateSpan:
    one = day_between(dice, first, last)
    other = day_between(dice, first, last) if one_in(dice, 3) else one
    return Span(min(one, other), max(one, other))


def _ends(field: Field) -> tuple[date, date]:
    return (FIRST_FOUNDED, LAST_FOUNDED) if field.key == "established" else (FIRST_DAY, LAST_DAY)


def some_value(dice: Random, field: Field, terms: Terms) -> Value:
    """Return something that may be known of a field."""
    match field.type:
        case Type.DATE:
            return _day_span(dice, *_ends(field))
        case Type.BOOL:
            return dice.choice((Truth.FALSE, Truth.TRUE, Truth.UNKNOWN))
        case Type.ENUM | Type.TEXT:
            return Choice(frozenset(some(dice, words_of(field, terms))))
        case Type.TAGS:
            return Listing(tuple(some(dice, words_of(field, terms), 0)), one_in(dice, 2))
        case Type.REGION | Type.INDUSTRY:
            return Codes(frozenset(some(dice, words_of(field, terms), 1, 2)))
        case Type.COUNT | Type.DURATION:
            first, second = dice.randint(0, 40), dice.randint(0, 40)
            last = first if one_in(dice, 2) else max(first, second)
            counted: NumberSpan = Span(min(first, last), last)
            return counted
    return number_span(dice, field.bounds[0])


def part_of(dice: Random, known: Value | None, field: Field, terms: Terms, exact: bool) -> Value:
    """Return part of what a field may be (None: nothing is known of it), one point of it when `exact`."""
    value = field.unknown if known is None else known
    if isinstance(value, Truth):
        return dice.choice((Truth.FALSE, Truth.TRUE)) if exact and not value.known else value
    if isinstance(value, Choice):
        members = sorted(value.members) if value.members is not None else words_of(field, terms)
        return Choice.exact(dice.choice(members)) if exact else Choice(frozenset(some(dice, members)))
    if isinstance(value, Codes):
        prefix = dice.choice(sorted(value.prefixes))
        words = words_of(field, terms)
        below = [code for code in words if code.startswith(prefix)]
        if exact:
            below = [code for code in below if not any(one != code and one.startswith(code) for one in below)]
        return Codes.exact(dice.choice(below or [prefix]))
    if isinstance(value, Listing):
        if value.closed:
            return value
        more = some(dice, words_of(field, terms), 0)
        return Listing(tuple(dict.fromkeys((*value.items, *more))), exact or one_in(dice, 2))
    if field.type is Type.DATE:
        return _part_of_days(dice, cast(DateSpan, value), field, exact)
    return _part_of_numbers(dice, cast(NumberSpan, value), field, exact)


def _part_of_days(dice: Random, span: DateSpan, field: Field, exact: bool) -> DateSpan:
    first, last = _ends(field)
    low, high = span.low or first, span.high or last
    one = day_between(dice, low, high)
    other = one if exact else day_between(dice, low, high)
    return Span(min(one, other), max(one, other))


def _part_of_numbers(dice: Random, span: NumberSpan, field: Field, exact: bool) -> NumberSpan:
    def point_of() -> Number:
        if field.type in (Type.COUNT, Type.DURATION):
            low = int(span.low or 0)
            return dice.randint(low, 40 if span.high is None else int(span.high))
        return point_in(dice, span)

    one = point_of()
    other = one if exact else point_of()
    return Span(min(one, other), max(one, other))
