"""The functions of the language and the four operations, on exact figures."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from tests.reference.calendar_days import months_between
from tests.reference.comparing import Days, Numbers

from policymatch.language import tree


def of_days(name: str, each: list[Days | None]) -> Numbers:
    if any(one is None for one in each):
        return frozenset({None})
    first = [one[0] for one in each if one is not None]
    if name == "year_of":
        return frozenset({Fraction(first[0].year)})
    if name == "days":
        return frozenset({Fraction((first[1] - first[0]).days)})
    return frozenset({Fraction(months_between(first[0], first[1]))})


def _divided(left: Fraction, right: Fraction) -> Fraction | None:
    return left / right if right != 0 else None


def _growth(now: Fraction, base: Fraction) -> Fraction | None:
    return (now - base) / base if base > 0 else None


ARITHMETIC: dict[tree.Operator, Callable[..., Fraction | None]] = {
    tree.Operator.ADD: operator.add,
    tree.Operator.SUBTRACT: operator.sub,
    tree.Operator.MULTIPLY: operator.mul,
    tree.Operator.DIVIDE: _divided,
}
FUNCTIONS: dict[str, Callable[..., Fraction | None]] = {
    "min": min,
    "max": max,
    "sum": lambda *each: sum(each, Fraction(0)),
    "mean": lambda *each: sum(each, Fraction(0)) / len(each),
    "floor": lambda value: Fraction(floor(value)),
    "ceil": lambda value: Fraction(ceil(value)),
    "growth": _growth,
    "increase": operator.sub,
}
