"""The numbers of formulas over columns, from a low to a high: what the evaluator says of each row.

What has no form over columns, and what 64 bits do not hold, is left to the evaluator, row by row. Nothing
here is ever a binary fraction.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Protocol

from policymatch.batch import ranges, tiers
from policymatch.batch.calendar import of_dates
from policymatch.batch.ends import either, end
from policymatch.batch.planes import Truths
from policymatch.batch.products import multiply
from policymatch.batch.ranges import Range
from policymatch.language import tree
from policymatch.language.transform import years_earlier

_Join = Callable[[Range, Range], Range]
_JOINED: dict[str, _Join] = {
    "min": ranges.least,
    "max": ranges.greatest,
    "sum": ranges.add,
    "mean": ranges.add,
}


class Asked(Protocol):
    """The rows that formulas are worked out for, of firms or of records."""

    rows: int

    def truth(self, condition: tree.Node) -> Truths:
        """Return the truth of the condition of a tier."""

    def figure(self, fact: tree.Fact) -> Range | None:
        """Return the numbers of a fact; None where columns tell nothing of it."""

    def total(self, node: tree.Records) -> Range | None:
        """Return a figure over records; None where columns tell nothing of it."""

    def days(self, node: tree.Node) -> Range | None:
        """Return the days of a date; None where columns tell nothing of them."""


class Numbers:
    """Works the formulas of some rows out, each distinct one once. Not to be shared by threads."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._made: dict[tree.Node, Range | None] = {}

    def of(self, node: tree.Node) -> Range | None:
        """Return the numbers of a formula; None where columns tell nothing of them."""
        if node not in self._made:
            self._made[node] = self._number(node)
        return self._made[node]

    def _number(self, node: tree.Node) -> Range | None:
        match node:
            case tree.Quantity(value):
                return ranges.exactly(self._asked.rows, value)
            case tree.Fact():
                return self._asked.figure(node)
            case tree.Records():
                return self._asked.total(node)
            case tree.Negative(item):
                return self._one(item, ranges.negate)
            case tree.UpTo(item):
                return self._joined((tree.Quantity(0), item), ranges.hull)
            case tree.Between(low, high):
                return self._joined((low, high), ranges.hull)
            case tree.Capped(item, limit):
                return self._joined((item, limit), ranges.least)
            case tree.Floored(item, limit):
                return self._joined((item, limit), ranges.greatest)
            case tree.Arithmetic(op, left, right):
                return self._arithmetic(op, left, right)
            case tree.Function(name, arguments):
                return self._function(name, arguments)
            case tree.Tiers():
                return tiers.paid(node, self._asked.rows, self._asked.truth, self.of)
        return None

    def _one(self, item: tree.Node, change: Callable[[Range], Range]) -> Range | None:
        made = self.of(item)
        return None if made is None else change(made)

    def _joined(self, items: tuple[tree.Node, ...], join: _Join) -> Range | None:
        made = [self.of(item) for item in items]
        there = [one for one in made if one is not None]
        return reduce(join, there) if len(there) == len(made) else None

    def _arithmetic(self, op: tree.Operator, left: tree.Node, right: tree.Node) -> Range | None:
        match op, left, right:
            case tree.Operator.ADD, _, _:
                return self._joined((left, right), ranges.add)
            case tree.Operator.SUBTRACT, _, _:
                return self._joined((left, right), ranges.subtract)
            case tree.Operator.MULTIPLY, tree.Quantity(value), _:
                return self._one(right, lambda one: ranges.scale(one, Fraction(value)))
            case tree.Operator.MULTIPLY, _, tree.Quantity(value):
                return self._one(left, lambda one: ranges.scale(one, Fraction(value)))
            case tree.Operator.DIVIDE, _, tree.Quantity(value) if value:
                return self._one(left, lambda one: ranges.scale(one, 1 / Fraction(value)))
        one, other = self.of(left), self.of(right)
        if one is None or other is None:
            return None
        return multiply(one, other) if op is tree.Operator.MULTIPLY else ranges.divide(one, other)

    def _function(self, name: str, arguments: tuple[tree.Node, ...]) -> Range | None:
        match name:
            case "growth" | "increase":
                return self._change(name, arguments)
            case "months" | "days" | "year_of":
                several = [self._asked.days(one) for one in arguments]
                there = [one for one in several if one is not None]
                return of_dates(name, there) if len(there) == len(several) else None
            case "floor":
                return self._one(arguments[0], ranges.floor)
            case "ceil":
                return self._one(arguments[0], lambda one: ranges.negate(ranges.floor(ranges.negate(one))))
        join = _JOINED.get(name)
        made = None if join is None else self._joined(arguments, join)
        if made is None or name != "mean":
            return made
        return ranges.scale(made, Fraction(1, len(arguments)))

    def _change(self, name: str, arguments: tuple[tree.Node, ...]) -> Range | None:
        """Return the growth or increase of a yearly figure on the year before, or on a base."""
        base = arguments[1] if len(arguments) > 1 else years_earlier(arguments[0], 1)
        now, before = self.of(arguments[0]), self.of(base)
        if now is None or before is None:
            return None
        if name == "increase":
            return ranges.subtract(now, before)
        grown = ranges.divide(now, before)
        if grown is None:
            return None
        # Growth over a base that is or may be zero or less is unknown (semantics 10).
        none = either(before.low.none, before.low.above < 0)
        if none is not None and none.any():
            low, high = (
                end(one.above, one.below, either(one.none, none), one.odd) for one in (grown.low, grown.high)
            )
            grown = Range(low, high)
        return ranges.subtract(grown, ranges.exactly(self._asked.rows, 1))
