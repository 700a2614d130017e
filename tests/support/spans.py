"""Strategies for intervals and for points inside them."""

from fractions import Fraction

from hypothesis import strategies as st

from policymatch.values import Number, NumberSpan, Span

numbers: st.SearchStrategy[Number] = st.one_of(
    st.integers(-50, 50), st.fractions(-50, 50, max_denominator=12)
)


@st.composite
def number_spans(draw: st.DrawFn, low: Number | None = None) -> NumberSpan:
    """Intervals of small numbers: exact, ranged, half-open, unbounded; none below `low`."""
    points = st.one_of(st.integers(0, 100), st.fractions(0, 100, max_denominator=8)) if low == 0 else numbers
    first, second = draw(points), draw(points)
    if first == second or draw(st.booleans()):
        return Span(first, first)
    start: Number | None = min(first, second)
    end: Number | None = max(first, second)
    if low is None and draw(st.integers(0, 5)) == 0:
        start = None
    if draw(st.integers(0, 5)) == 0:
        end = None
    return Span(start, end, draw(st.booleans()), draw(st.booleans()))


@st.composite
def points_in(draw: st.DrawFn, span: NumberSpan) -> Number:
    """A point of `span`: an end that belongs to it, or one between."""
    low = span.low if span.low is not None else (span.high or 0) - 100
    high = span.high if span.high is not None else low + 100
    share = draw(st.fractions(0, 1, max_denominator=10))
    point = Fraction(low) + (Fraction(high) - low) * share
    return point if point in span else (Fraction(low) + high) / 2
