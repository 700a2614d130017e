"""Comparing what may be several values, and joining answers of which some are unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from itertools import product

from tests.reference.world import Code

from policymatch.values import Comparison

# What a number may come to. None among them: the language leaves it unknown.
Numbers = frozenset[Fraction | None]
# The first and the last day meant: the same one, but for an incomplete literal.
Days = tuple[date, date]

COMPARE: dict[Comparison, Callable[[Fraction | int, Fraction | int], bool]] = {
    Comparison.LT: operator.lt,
    Comparison.LE: operator.le,
    Comparison.GT: operator.gt,
    Comparison.GE: operator.ge,
    Comparison.EQ: operator.eq,
    Comparison.NE: operator.ne,
}
_MIRRORED = {
    Comparison.LT: Comparison.GT,
    Comparison.LE: Comparison.GE,
    Comparison.GT: Comparison.LT,
    Comparison.GE: Comparison.LE,
    Comparison.EQ: Comparison.EQ,
    Comparison.NE: Comparison.NE,
}


def negation(value: bool | None) -> bool | None:
    return None if value is None else not value


def turned(value: bool | None, negated: bool) -> bool | None:
    return negation(value) if negated else value


def all_of(values: Iterable[bool | None]) -> bool | None:
    found = set(values)
    if False in found:
        return False
    return None if None in found else True


def either(value: bool | None) -> tuple[bool, ...]:
    return (True, False) if value is None else (value,)


def agreed(values: set[bool]) -> bool | None:
    return values.pop() if len(values) == 1 else None


def lifted(apply: Callable[..., Fraction | None], *numbers: Numbers) -> Numbers:
    """Apply a function to every combination of what its arguments may be."""
    return frozenset(None if None in each else apply(*each) for each in product(*numbers))


def compared(op: Comparison, left: Numbers, right: Numbers) -> bool | None:
    if None in left or None in right:
        return None
    return agreed({COMPARE[op](a, b) for a, b in product(left, right)})  # type: ignore[arg-type]


def days_compared(op: Comparison, left: Days | None, right: Days | None) -> bool | None:
    """Compare one day with another, or with the days of an incomplete literal (2021年6月)."""
    if left is None or right is None:
        return None
    if left[0] != left[1]:
        return days_compared(_MIRRORED[op], right, left)
    day, (first, last) = left[0], right
    assert left[0] == left[1]
    return {
        Comparison.LT: day < first,
        Comparison.GE: day >= first,
        Comparison.GT: day > last,
        Comparison.LE: day <= last,
        Comparison.EQ: first <= day <= last,
        Comparison.NE: not first <= day <= last,
    }[op]


def among(stated: object, words: tuple[str, ...]) -> bool | None:
    if stated is None:
        return None
    if isinstance(stated, Code):
        return any(stated.startswith(word) for word in words)
    return stated in words
