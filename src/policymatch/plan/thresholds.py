"""All comparisons of one number or date with thresholds, answered by searching the thresholds in order.

What lies certainly below the fact is passed, what lies certainly above it is not, and between is unknown:
the meaning of `compare` (values/compare.py), for many thresholds by two searches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
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


def thresholds_of_dates(nodes: list[tree.Compare]) -> Callable[[DateSpan], Row]:
    """Return what answers comparisons of a date with days, sorted by comparison and day."""
    runs = _runs(nodes, lambda node: cast(date, limit_of(node)).toordinal())

    def answer(span: DateSpan) -> Row:
        low = None if span.low is None else span.low.toordinal()
        high = None if span.high is None else span.high.toordinal()
        return _row(runs, (low, low), (high, high), span.low_open, span.high_open)

    return answer


def thresholds_of_numbers(nodes: list[tree.Compare]) -> Callable[[NumberSpan], Row]:
    """Return what answers comparisons of a number with numbers, sorted by comparison and number."""
    limits = [cast(Number, limit_of(node)) for node in nodes]
    # Times their common denominator the thresholds are whole, and whole numbers are found fast.
    scale = lcm(*(limit.denominator for limit in limits))
    runs = _runs(nodes, lambda node: int(cast(Number, limit_of(node)) * scale))

    def scaled(end: Number | None) -> tuple[int | None, int | None]:
        """Return the end rounded down and up: a whole number is at most x if it is at most x rounded down."""
        if end is None:
            return None, None
        number, part = end.numerator * scale, end.denominator
        return number // part, -(-number // part)

    def answer(span: NumberSpan) -> Row:
        return _row(runs, scaled(span.low), scaled(span.high), span.low_open, span.high_open)

    return answer


def _runs(nodes: list[tree.Compare], limit: Callable[[tree.Compare], int]) -> list[_Run]:
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
