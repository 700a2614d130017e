"""Interval arithmetic on number spans: the result holds every value that points inside could give.

Dividing by an interval that holds zero says nothing (the whole line): were the divisor exactly zero, the
answer would be unknown, and narrowing what is known must never undo a decided answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import floor as floor_of
from math import inf
from typing import cast

from policymatch.values.span import ANYTHING, Number, NumberSpan, Span, closed


def add(left: NumberSpan, right: NumberSpan) -> NumberSpan:
    """Return left + right."""
    return closed(_plus(left.low, right.low), _plus(left.high, right.high))


def negate(span: NumberSpan) -> NumberSpan:
    """Return -span."""
    return Span(
        None if span.high is None else -span.high,
        None if span.low is None else -span.low,
        span.high_open,
        span.low_open,
    )


def subtract(left: NumberSpan, right: NumberSpan) -> NumberSpan:
    """Return left - right."""
    return add(left, negate(right))


def multiply(left: NumberSpan, right: NumberSpan) -> NumberSpan:
    """Return left × right."""
    if left.low is not None and left.low == left.high:
        return _scaled(right, left.low)
    if right.low is not None and right.low == right.high:
        return _scaled(left, right.low)
    # Infinity appears only here, as a stand-in for an unbounded end; finite products stay exact.
    products = [_product(a, b) for a in _ends(left) for b in _ends(right)]
    low, high = min(products), max(products)
    return Span(_finite(low), _finite(high))


def divide(left: NumberSpan, right: NumberSpan) -> NumberSpan:
    """Return left ÷ right; the whole line when right may be zero."""
    low, high = right.low, right.high
    certainly_positive = low is not None and (low > 0 or (low == 0 and right.low_open))
    certainly_negative = high is not None and (high < 0 or (high == 0 and right.high_open))
    if not (certainly_positive or certainly_negative):
        return ANYTHING
    inverse_low = None if high is None or high == 0 else _inverse(high)
    inverse_high = None if low is None or low == 0 else _inverse(low)
    # 1/[2, ∞) is (0, 1/2]; 1/(-∞, -2] is [-1/2, 0).
    if certainly_positive and inverse_low is None:
        inverse_low = 0
    if certainly_negative and inverse_high is None:
        inverse_high = 0
    return multiply(left, Span(inverse_low, inverse_high))


def least(spans: Iterable[NumberSpan]) -> NumberSpan:
    """Return the smallest of several numbers."""
    lows, highs = _all_ends(spans)
    bounded = [high for high in highs if high is not None]
    return closed(_min(lows), min(bounded) if bounded else None)


def greatest(spans: Iterable[NumberSpan]) -> NumberSpan:
    """Return the largest of several numbers."""
    lows, highs = _all_ends(spans)
    bounded = [low for low in lows if low is not None]
    return closed(max(bounded) if bounded else None, _max(highs))


def floor(span: NumberSpan) -> NumberSpan:
    """Return the whole number at or below."""
    low = None if span.low is None else floor_of(span.low)
    return Span(low, None if span.high is None else floor_of(span.high))


def whole(number: Number) -> Number:
    """Return a rational number without a denominator as int, so that later arithmetic stays quick."""
    return number.numerator if isinstance(number, Fraction) and number.denominator == 1 else number


def _inverse(number: Number) -> Number:
    return whole(Fraction(1) / number)


def _plus(left: Number | None, right: Number | None) -> Number | None:
    return None if left is None or right is None else whole(left + right)


def _scaled(span: NumberSpan, factor: Number) -> NumberSpan:
    if factor == 0:
        return Span(0, 0)
    low = None if span.low is None else times(span.low, factor)
    if span.low == span.high:
        return closed(low, low) if low is not None else ANYTHING
    high = None if span.high is None else times(span.high, factor)
    return closed(low, high) if factor > 0 else closed(high, low)


def times(a: Number, b: Number) -> Number:
    """Return a × b. A rate of a sum of money mostly comes out whole, which needs no Fraction on the way."""
    if isinstance(a, int) and isinstance(b, int):
        return a * b
    product, part = a.numerator * b.numerator, a.denominator * b.denominator
    number, rest = divmod(product, part)
    return Fraction(product, part) if rest else number


def _all_ends(spans: Iterable[NumberSpan]) -> tuple[list[Number | None], list[Number | None]]:
    listed = list(spans)
    return [span.low for span in listed], [span.high for span in listed]


def _min(ends: list[Number | None]) -> Number | None:
    return None if None in ends else min(cast("list[Number]", ends))


def _max(ends: list[Number | None]) -> Number | None:
    return None if None in ends else max(cast("list[Number]", ends))


def _ends(span: NumberSpan) -> tuple[Number | float, Number | float]:
    return -inf if span.low is None else span.low, inf if span.high is None else span.high


def _product(a: Number | float, b: Number | float) -> Number | float:
    # An unbounded end times zero is zero: the other number really is zero there.
    return 0 if a == 0 or b == 0 else a * b


def _finite(end: Number | float) -> Number | None:
    return None if isinstance(end, float) else whole(end)
