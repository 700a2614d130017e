"""Holds a figure against what its field can be at all: no negative headcount, no share above 100%."""

from __future__ import annotations

from policymatch.enterprise.trouble import UnreadableError
from policymatch.language.quantities import quantity_text
from policymatch.messages import Both
from policymatch.values import Number, NumberSpan, Span
from policymatch.vocabulary import Field, Type


def within_bounds(span: NumberSpan, field: Field) -> NumberSpan:
    """Return the part of `span` that the field allows, which closes an end left open: ≤50人 is 0 to 50.

    Raises UnreadableError when an end lies outside, or a count is not whole.
    """
    low, high = field.bounds
    point = span.low
    if point is not None and point is span.high and (field.type is not Type.COUNT or point.denominator == 1):
        # Most figures are one number that is inside: whole numbers, which compare quickly.
        above, below = point.numerator, point.denominator
        if (low is None or above >= low * below) and (high is None or above <= high * below):
            return span
    if field.type is Type.COUNT and span.is_exact and span.low is not None and span.low.denominator != 1:
        raise UnreadableError("not-whole", found=_text(span.low, field), field=field.both)
    allowed: NumberSpan = Span(*field.bounds)
    met = span.meet(allowed)
    ends = [end for end in (span.low, span.high) if end is not None]
    outside = [end for end in ends if end not in allowed]
    if met is not None and not outside:
        return met
    raise _outside((outside or ends)[0], field)


def _outside(number: Number, field: Field) -> UnreadableError:
    low, high = field.bounds
    limits = {name: _text(end, field) for name, end in (("low", low), ("high", high)) if end is not None}
    code = "out-of-range" if len(limits) == 2 else "too-low" if low is not None else "too-high"
    return UnreadableError(code, found=_text(number, field), field=field.both, **limits)


def _text(number: Number, field: Field) -> Both:
    ratio = field.type is Type.RATIO
    zh = quantity_text(number, field.dimension, "zh", ratio)
    return Both(zh, quantity_text(number, field.dimension, "en", ratio))
