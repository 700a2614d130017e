"""One search over many thresholds says what comparing with each of them says."""

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from tests.support.spans import number_spans, numbers

from policymatch.language import tree
from policymatch.plan.grouping import ORDERED
from policymatch.plan.thresholds import ThresholdsOfDates, ThresholdsOfNumbers
from policymatch.values import DateSpan, Number, NumberSpan, Span, Truth, compare

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
    assert ThresholdsOfNumbers(nodes).row(span) == expected


def test_dates() -> None:
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(5)]
    nodes = [
        tree.Compare(op, tree.Fact(None, "established"), tree.Day(Span(day, day)))
        for op in ORDERED
        for day in days
    ]
    known: list[DateSpan] = [Span(None, days[2]), Span(days[2], None), Span(None, None)]
    known += [Span(low, high) for low in days for high in days if low <= high]
    table = ThresholdsOfDates(nodes)
    rows: dict[Hashable, Sequence[Truth | None]] = {}
    for span in known:
        expected = [compare(op, span, Span(day, day)) for op in ORDERED for day in days]
        assert table.row(span) == expected
        assert rows.setdefault(table.place(span), expected) == expected
    assert len(rows) > len(days)


@given(st.lists(numbers, min_size=2, max_size=4, unique=True), several)
def test_numbers_at_one_place_have_the_same_answers(ends: list[Number], limits: list[Number]) -> None:
    # Whether an end is open matters where it is a threshold.
    nodes = [
        tree.Compare(op, FACT, tree.Quantity(one)) for op in ORDERED for one in sorted((*limits, ends[0]))
    ]
    table = ThresholdsOfNumbers(nodes)
    rows: dict[Hashable, Sequence[Truth | None]] = {}
    known: list[NumberSpan] = [Span(low, high) for low in ends for high in ends if low <= high]
    for open_low, open_high in product((False, True), repeat=2):
        known += [Span(low, high, open_low, open_high) for low in ends for high in ends if low < high]
    for span in known:
        row = table.row(span)
        assert rows.setdefault(table.place(span), row) == row
