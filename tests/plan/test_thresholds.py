"""One search over many thresholds says what comparing with each of them says."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.support.spans import number_spans, numbers

from policymatch.language import tree
from policymatch.plan.grouping import ORDERED
from policymatch.plan.thresholds import thresholds_of_dates, thresholds_of_numbers
from policymatch.values import DateSpan, Number, NumberSpan, Span, compare

FACT = tree.Fact(None, "taxable_income", tree.LAST_YEAR)
several = st.lists(numbers, min_size=1, max_size=6)


@given(st.one_of(number_spans(), st.just(Span(None, None))), several, st.data())
def test_numbers(span: NumberSpan, limits: list[Number], data: st.DataObject) -> None:
    # An end of what is known that is itself a threshold is where the comparisons differ.
    ends = [end for end in (span.low, span.high) if end is not None]
    nodes = [
        tree.Compare(op, FACT, tree.Quantity(limit)) for op in ORDERED for limit in sorted((*limits, *ends))
    ]
    expected = [compare(node.op, span, Span.exact(node.right.value)) for node in nodes]  # type: ignore[attr-defined]
    assert thresholds_of_numbers(nodes)(span) == expected


def test_dates() -> None:
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(5)]
    nodes = [
        tree.Compare(op, tree.Fact(None, "established"), tree.Day(Span(day, day)))
        for op in ORDERED
        for day in days
    ]
    known: list[DateSpan] = [Span(None, days[2]), Span(days[2], None), Span(None, None)]
    known += [Span(low, high) for low in days for high in days if low <= high]
    for span in known:
        expected = [compare(op, span, Span(day, day)) for op in ORDERED for day in days]
        assert thresholds_of_dates(nodes)(span) == expected
