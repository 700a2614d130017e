"""All comparisons of one number or date with thresholds, answered by searching the thresholds in order.

What lies certainly below the fact is passed, what lies certainly above it is not, and between is unknown:
the meaning of `compare` (values/compare.py), for many thresholds by two searches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import lcm
from typing import cast

from policymatch.language import tree
from policymatch.plan.grouping import limit_of
from policymatch.values import Comparison, DateSpan, Number, NumberSpan, Truth

Row = list[Truth | None]

_UNKNOWN = Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class _Run:
    """Literals of one comparison. `reached`: the threshold itself counts as those below it do (>=, <)."""

    limits: Sequence[int]
    reached: bool
    passed: Truth
    failed: Truth


class ThresholdsOfDates:
    """Comparisons of a date with days, sorted by comparison and day."""

    def __init__(self, nodes: Sequence[tree.Compare]) -> None:
        self._runs = _runs(nodes, lambda node: cast(date, limit_of(node)).toordinal())
        self._cuts = _cuts(self._runs)

    def row(self, span: DateSpan) -> Row:
        """Return the truth of each comparison."""
        low = None if span.low is None else span.low.toordinal()
        high = None if span.high is None else span.high.toordinal()
        return _row(self._runs, (low, low), (high, high), span.low_open, span.high_open)

    def place(self, span: DateSpan) -> Hashable:
        """Return between, or on, which of the days the date lies."""
        low, high, cuts = span.low, span.high, self._cuts
        if low is not None and low == high:
            return bisect_right(cuts, 2 * low.toordinal())
        ends = [None if end is None else bisect_right(cuts, 2 * end.toordinal()) for end in (low, high)]
        return *ends, span.low_open, span.high_open


class ThresholdsOfNumbers:
    """Comparisons of a number with numbers, sorted by comparison and number."""

    def __init__(self, nodes: Sequence[tree.Compare]) -> None:
        limits = [cast(Number, limit_of(node)) for node in nodes]
        # Times their common denominator the thresholds are whole, and whole numbers are found fast.
        self._scale = scale = lcm(*(limit.denominator for limit in limits))
        self._runs = _runs(nodes, lambda node: int(cast(Number, limit_of(node)) * scale))
        self._cuts = _cuts(self._runs)

    def row(self, span: NumberSpan) -> Row:
        """Return the truth of each comparison."""
        return _row(
            self._runs, self._scaled(span.low), self._scaled(span.high), span.low_open, span.high_open
        )

    def _scaled(self, end: Number | None) -> tuple[int | None, int | None]:
        """Return the end rounded down and up: a whole number is at most x if it is at most x rounded down."""
        if end is None:
            return None, None
        number, part = end.numerator * self._scale, end.denominator
        return number // part, -(-number // part)

    def place(self, span: NumberSpan) -> Hashable:
        """Return between, or on, which of the thresholds the number lies."""
        low, high = span.low, span.high
        if low is not None and low == high:
            return bisect_right(self._cuts, 2 * low * self._scale if type(low) is int else self._twice(low))
        ends = [None if end is None else bisect_right(self._cuts, self._twice(end)) for end in (low, high)]
        return *ends, span.low_open, span.high_open

    def _twice(self, number: Number) -> int:
        """Return twice a whole number, and twice and one more for any between it and the next."""
        whole, part = divmod(number.numerator * self._scale, number.denominator)
        return 2 * whole + (part > 0)


def _cuts(runs: Sequence[_Run]) -> list[int]:
    """Return what divides twice the numbers below each limit from it, and it from those above."""
    return sorted({twice for run in runs for limit in run.limits for twice in (2 * limit, 2 * limit + 1)})


def _runs(nodes: Sequence[tree.Compare], limit: Callable[[tree.Compare], int]) -> list[_Run]:
    runs = []
    for op, same in groupby(nodes, key=lambda node: node.op):
        upward = op in (Comparison.GE, Comparison.GT)
        passed, failed = (Truth.TRUE, Truth.FALSE) if upward else (Truth.FALSE, Truth.TRUE)
        reached = op in (Comparison.GE, Comparison.LT)
        runs.append(_Run([limit(node) for node in same], reached, passed, failed))
    return runs


def _row(
    runs: list[_Run],
    low: tuple[int | None, int | None],
    high: tuple[int | None, int | None],
    low_open: bool,
    high_open: bool,
) -> Row:
    low_down, low_up = low
    high_down, high_up = high
    row: Row = []
    for run in runs:
        limits = run.limits
        count = len(limits)
        # So many limits the fact passes wherever it lies, and so many it may pass.
        if low_down is None or low_up is None:
            sure = 0
        elif run.reached or low_open:
            sure = bisect_right(limits, low_down)
        else:
            sure = bisect_left(limits, low_up)
        if high_down is None or high_up is None:
            possible = count
        elif run.reached and not high_open:
            possible = bisect_right(limits, high_down, sure)
        else:
            possible = bisect_left(limits, high_up, sure)
        row += [run.passed] * sure
        if possible > sure:
            row += [_UNKNOWN] * (possible - sure)
        row += [run.failed] * (count - possible)
    return row
