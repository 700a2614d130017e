"""Numbers as a plan keeps them: an exact one plain, and a span only where there is more than one to keep.

The operations are those of interval arithmetic (values/arithmetic.py); where both sides are exact, the same
without making a span of either.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from policymatch.language import tree
from policymatch.values import ANYTHING, Number, NumberSpan, Span
from policymatch.values import arithmetic as math
from policymatch.values.span import closed

Figure = Number | NumberSpan
Unary = Callable[[Figure], Figure]
Binary = Callable[[Figure, Figure], Figure]

_ZERO: NumberSpan = Span(0, 0)


def span_of(figure: Figure) -> NumberSpan:
    """Return a figure as a span."""
    return figure if isinstance(figure, Span) else closed(figure, figure)


def figure_of(span: NumberSpan) -> Figure:
    """Return a span as a figure: the number itself where there is but one."""
    low = span.low
    return low if low is not None and low == span.high else span


def up_to(figure: Figure) -> Figure:
    """Return anything from zero to a figure."""
    return figure_of(_ZERO.hull(span_of(figure)))


def floor(figure: Figure) -> Figure:
    """Return the whole number at or below."""
    return figure_of(math.floor(span_of(figure)))


def ceil(figure: Figure) -> Figure:
    """Return the whole number at or above."""
    return figure_of(math.negate(math.floor(math.negate(span_of(figure)))))


def negate(figure: Figure) -> Figure:
    """Return a figure with its sign turned."""
    return figure_of(math.negate(figure)) if isinstance(figure, Span) else -figure


def _between(low: NumberSpan, high: NumberSpan) -> NumberSpan:
    return low.hull(high)


def _least(left: NumberSpan, right: NumberSpan) -> NumberSpan:
    return math.least((left, right))


def _greatest(left: NumberSpan, right: NumberSpan) -> NumberSpan:
    return math.greatest((left, right))


def _quotient(left: Number, right: Number) -> Figure:
    return ANYTHING if right == 0 else math.whole(Fraction(left) / right)


def _either(
    exact: Callable[[Number, Number], Figure], wide: Callable[[NumberSpan, NumberSpan], NumberSpan]
) -> Binary:
    """Return an operation that takes the short way with two exact numbers."""

    def operation(left: Figure, right: Figure) -> Figure:
        if isinstance(left, Span) or isinstance(right, Span):
            return figure_of(wide(span_of(left), span_of(right)))
        return exact(left, right)

    return operation


add = _either(lambda left, right: math.whole(left + right), math.add)
subtract = _either(lambda left, right: math.whole(left - right), math.subtract)
multiply = _either(math.times, math.multiply)
divide = _either(_quotient, math.divide)
least = _either(min, _least)
greatest = _either(max, _greatest)
between = _either(lambda low, high: figure_of(closed(min(low, high), max(low, high))), _between)

OPERATIONS: dict[tree.Operator, Binary] = {
    tree.Operator.ADD: add,
    tree.Operator.SUBTRACT: subtract,
    tree.Operator.MULTIPLY: multiply,
    tree.Operator.DIVIDE: divide,
}
