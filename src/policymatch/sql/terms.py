"""One end of a number in SQL: a rational factor times a quotient of whole columns; nothing is ever rounded.

Two ends are compared by multiplying crosswise: no engine's division, and no binary floating point, decides
whether a threshold is met.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from sqlglot import exp
from sqlglot.expressions import Expr

from policymatch.sql.build import binary, number, truth
from policymatch.values import Number, Truth


@dataclass(frozen=True)
class Term:
    """`factor` × `over` ÷ `under`, where `under` is above zero; NULL where nobody knows.

    A day is a term too: its column, with the factor 1.
    """

    factor: Fraction
    over: Expr | None = None
    under: Expr | None = None

    @property
    def constant(self) -> Fraction | None:
        """Return the number that it is for every firm, or None."""
        return self.factor if self.factor == 0 or (self.over is None and self.under is None) else None

    def times(self, value: Number) -> Term:
        """Return the term times a constant."""
        return Term(self.factor * Fraction(value), self.over, self.under)


def exactly(value: Number) -> Term:
    """Return a constant term."""
    return Term(Fraction(value))


def plus(left: Term, right: Term) -> Term:
    """Return left + right."""
    if left.constant is not None and right.constant is not None:
        return exactly(left.constant + right.constant)
    # Nothing is left out for being zero: NULL plus zero is unknown all the same, and zero alone is constant.
    if left.constant == 0:
        return right
    if right.constant == 0:
        return left
    shared = _shared(left.factor, right.factor)
    first = _scaled(left, left.factor / shared, right.under)
    second = _scaled(right, right.factor / shared, left.under)
    unders = [one for one in (left.under, right.under) if one is not None]
    under = binary(exp.Mul, *unders) if len(unders) == 2 else unders[0] if unders else None
    return Term(shared, binary(exp.Add, first, second), under)


def product(left: Term, right: Term) -> Term:
    """Return left × right."""
    return Term(left.factor * right.factor, _times(left.over, right.over), _times(left.under, right.under))


def compared(kind: type[exp.Binary], left: Term, right: Term) -> Expr:
    """Return whether one term is below (or at, or equal to) another, as `kind` says."""
    if left.constant is not None and right.constant is not None:
        return truth(Truth.of(_HOLDS[kind](left.constant, right.constant)))
    if left.under is None and right.over is None and right.under is None and left.factor > 0:
        # revenue >= 2000000000 reads better than revenue * 1 >= 2000000000 * 1.
        try:
            return binary(kind, left.over or number(1), number(right.factor / left.factor))
        except ValueError:
            pass
    shared = _shared(left.factor, right.factor)
    first = _scaled(left, left.factor / shared, right.under)
    return binary(kind, first, _scaled(right, right.factor / shared, left.under))


_HOLDS = {
    exp.LT: Fraction.__lt__,
    exp.LTE: Fraction.__le__,
    exp.GT: Fraction.__gt__,
    exp.GTE: Fraction.__ge__,
    exp.EQ: Fraction.__eq__,
}


def _shared(first: Fraction, second: Fraction) -> Fraction:
    """Return the largest number of which both are whole multiples; 1 where both are zero."""
    above = gcd(first.numerator * second.denominator, second.numerator * first.denominator)
    return Fraction(above, first.denominator * second.denominator) if above else Fraction(1)


def _scaled(term: Term, factor: Fraction, by: Expr | None) -> Expr:
    made = _times(term.over, by)
    if made is None or factor == 0:
        return number(factor)
    return made if factor == 1 else binary(exp.Mul, made, number(factor))


def _times(left: Expr | None, right: Expr | None) -> Expr | None:
    if left is None or right is None:
        return left if right is None else right
    return binary(exp.Mul, left, right)
