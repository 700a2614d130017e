"""Amounts over columns, to the fen: formulas of exact figures as whole numbers over one denominator.

Whatever is not exact, not stated, too large for 64 bits or made in another way is left to the evaluator, row
by row. Nothing here is ever a binary fraction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch.batch.figures import LIMIT, Figures
from policymatch.batch.planes import Bools, unpacked
from policymatch.batch.truths import ChunkTruths
from policymatch.language import tree

_Numbers = npt.NDArray[np.int64]
_FEN = 100


@dataclass(frozen=True)
class Exact:
    """A number for each row, `above` over `below`; rows that are not `told` hold anything."""

    above: _Numbers
    below: int
    told: Bools

    def over(self, below: int) -> Exact:
        """Return the same numbers over a multiple of their denominator."""
        return self if below == self.below else self._times(below // self.below, below)

    def _times(self, factor: int, below: int) -> Exact:
        if abs(factor) > LIMIT:
            return Exact(self.above, below, np.zeros(len(self.above), np.bool_))
        fits = np.abs(self.above) <= LIMIT // max(abs(factor), 1)
        return Exact(np.where(fits, self.above, 0) * np.int64(factor), below, self.told & fits)

    def scaled(self, by: Fraction) -> Exact:
        """Return the numbers times a constant."""
        return self._times(by.numerator, self.below * by.denominator)

    @property
    def fen(self) -> Exact:
        """Return the numbers of yuan in whole fen, rounded half up."""
        doubled = self._times(2 * _FEN, 2 * self.below)
        if 2 * self.below > LIMIT:
            return Exact(self.above, 1, np.zeros(len(self.above), np.bool_))
        return Exact((doubled.above + np.int64(self.below)) // np.int64(2 * self.below), 1, doubled.told)


class Payments:
    """Works the formulas of a chunk out, each distinct one once. Not to be shared by threads."""

    def __init__(self, truths: ChunkTruths) -> None:
        self._truths = truths
        self._made: dict[tree.Node, Exact | None] = {}

    def number(self, node: tree.Node) -> Exact | None:
        """Return a number for every row that columns tell; None where they tell none."""
        if node not in self._made:
            self._made[node] = self._number(node)
        return self._made[node]

    def _number(self, node: tree.Node) -> Exact | None:
        match node:
            case tree.Quantity(value):
                return self._constant(Fraction(value))
            case tree.Fact(kind=None):
                return self._fact(node)
            case tree.Negative(item):
                made = self.number(item)
                return None if made is None else made.scaled(Fraction(-1))
            case tree.Arithmetic(tree.Operator.ADD, left, right):
                return self._of((left, right), np.add)
            case tree.Arithmetic(tree.Operator.SUBTRACT, left, right):
                return self._of((left, right), np.subtract)
            case tree.Capped(left, right):
                return self._of((left, right), np.minimum)
            case tree.Floored(left, right):
                return self._of((left, right), np.maximum)
            case tree.Function("min" | "max" | "sum" as name, arguments):
                operations = {"min": np.minimum, "max": np.maximum, "sum": np.add}
                return self._of(arguments, operations[name])
            case tree.Arithmetic(tree.Operator.MULTIPLY, left, right):
                one, other = self.number(left), self.number(right)
                return None if one is None or other is None else _product(one, other)
            case tree.Arithmetic(tree.Operator.DIVIDE, left, tree.Quantity(value)) if value:
                made = self.number(left)
                return None if made is None else made.scaled(1 / Fraction(value))
            case tree.Tiers(mode=tree.TierMode.FIRST):
                return self._first_tier(node)
            case tree.Tiers():
                return self._several_tiers(node)
        return None

    def _constant(self, value: Fraction) -> Exact | None:
        if abs(value.numerator) > LIMIT:
            return None
        rows = self._truths.rows
        return Exact(np.full(rows, value.numerator), value.denominator, np.ones(rows, np.bool_))

    def _fact(self, node: tree.Fact) -> Exact | None:
        if node.year is not None and node.year.anchor is not None:
            return None
        year = None if node.year is None else node.year.of(self._truths.day.year)
        fact = self._truths.facts.fact(node.key, year, node.basis)
        if fact is None or not isinstance(fact.is_, Figures):
            return None
        told = fact.is_.low == fact.is_.high
        for plane in (fact.null, fact.odd):
            if plane is not None:
                told &= ~unpacked(plane, self._truths.rows)
        return Exact(np.where(told, fact.is_.low, 0).astype(np.int64), fact.is_.scale, told)

    def _of(self, nodes: tuple[tree.Node, ...], operation: Callable[..., Any]) -> Exact | None:
        made = [self.number(node) for node in nodes]
        numbers = [one for one in made if one is not None]
        if len(numbers) < len(made):
            return None
        return reduce(lambda left, right: _joined(left, right, operation), numbers)

    def _several_tiers(self, node: tree.Tiers) -> Exact | None:
        """Return the sum or the highest of the tiers that hold, where it is certain which do."""
        step = self._truths.compiled.prepared.step
        operation: Callable[..., Any] = np.add if node.mode is tree.TierMode.SUM else np.maximum
        rows = self._truths.rows
        some, sure = np.zeros(rows, np.bool_), np.ones(rows, np.bool_)
        paid = Exact(np.zeros(rows, np.int64), 1, sure)
        for tier in node.tiers:
            truth = self._truths.step(step(tier.when))
            holds = unpacked(truth.true, rows)
            sure = sure & (holds | ~unpacked(truth.possible_at_most, rows))
            amount = self.number(tier.amount)
            if amount is None:
                sure = sure & ~holds
                continue
            counted = _chosen(paid, holds & ~some, amount)
            paid = _chosen(counted, holds & some, _joined(paid, amount, operation))
            some = some | holds
        paid = _chosen(paid, ~some, self.number(node.otherwise or tree.Quantity(0)))
        if node.otherwise is not None and self.number(node.otherwise) is None:
            sure = sure & some
        return Exact(paid.above, paid.below, paid.told & sure)

    def _first_tier(self, node: tree.Tiers) -> Exact | None:
        step = self._truths.compiled.prepared.step
        rows = self._truths.rows
        # Whom no tier so far has stopped; of those that one may have stopped nothing is told.
        waiting, told = np.ones(rows, np.bool_), np.zeros(rows, np.bool_)
        paid = Exact(np.zeros(rows, np.int64), 1, told)
        for tier in node.tiers:
            truth = self._truths.step(step(tier.when))
            reached = waiting & unpacked(truth.true, rows)
            paid = _chosen(paid, reached, self.number(tier.amount))
            waiting = waiting & ~unpacked(truth.possible_at_most, rows)
        return _chosen(paid, waiting, self.number(node.otherwise or tree.Quantity(0)))


def _product(left: Exact, right: Exact) -> Exact:
    fits = np.abs(left.above) <= LIMIT // np.maximum(np.abs(right.above), 1)
    above = np.where(fits, left.above, 0) * right.above
    return Exact(above, left.below * right.below, left.told & right.told & fits)


def _joined(left: Exact, right: Exact, operation: Callable[..., Any]) -> Exact:
    below = lcm(left.below, right.below)
    one, other = left.over(below), right.over(below)
    above = operation(one.above, other.above)
    return Exact(above, below, one.told & other.told & (np.abs(above) <= LIMIT))


def _chosen(paid: Exact, rows: Bools, amount: Exact | None) -> Exact:
    """Return the amounts paid so far, and for some more rows another."""
    if amount is None or not rows.any():
        return paid
    below = lcm(paid.below, amount.below)
    one, other = paid.over(below), amount.over(below)
    told = np.where(rows, other.told, one.told)
    return Exact(np.where(rows, other.above, one.above), below, told)
