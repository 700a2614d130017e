"""Cells that hold a number, in the unit of their column: what a number says, exactly.

All cells of a column are multiplied by the same number, which is worked out once: a table of a million rows
has ten million of them.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from policymatch.enterprise.bounds import within_bounds
from policymatch.enterprise.figures import MAX_DIGITS, exact_figure
from policymatch.enterprise.trouble import UnreadableError
from policymatch.intake.headers.recognise import counting
from policymatch.values import Number, NumberSpan, Span
from policymatch.vocabulary import Field, Type
from policymatch.vocabulary.units import Unit

_LIMIT = 10**MAX_DIGITS
# Of these a number without unit is a number of the field's own unit, whatever number it is.
_COUNTED = (Type.COUNT, Type.NUMBER)


class Numbers:
    """Reads the numbers of a column of a numeric field; `unit` is that of its header, if any."""

    def __init__(self, unit: Unit | None, field: Field) -> None:
        self._unit, self._field = unit, field
        factor = self._factor()
        self._above, self._below = (0, 0) if factor is None else factor.as_integer_ratio()

    def read(self, raw: int | Decimal) -> NumberSpan:
        """Return what a number says, in the base unit of the field. Raises UnreadableError."""
        if self._below:
            above, below = raw.as_integer_ratio()
            above, below = above * self._above, below * self._below
            number = above // below if above % below == 0 else Fraction(above, below)
            if -_LIMIT < number.numerator < _LIMIT and number.denominator < _LIMIT:
                return within_bounds(Span.exact(number), self._field)
        # What it means depends on the number (1.5 without unit is no share), or is told in a message.
        return within_bounds(self._figure(Fraction(raw)), self._field)

    def _figure(self, amount: Fraction) -> NumberSpan:
        name = ""
        if self._unit is not None:
            amount, name = in_unit(amount, self._unit, self._field)
        return exact_figure(amount, name, self._field)

    def _factor(self) -> Number | None:
        """Return what every number of the column is multiplied by; None if not all are by the same."""
        name = "" if self._unit is None else in_unit(Fraction(1), self._unit, self._field)[1]
        if name == "年" or (not name and self._field.type not in _COUNTED):
            return None
        try:
            return self._figure(Fraction(1)).low
        except UnreadableError:
            return None


def in_unit(amount: Fraction, unit: Unit, field: Field) -> tuple[Fraction, str]:
    """Return a number with the name of its unit, as figures of the field are read."""
    if field.type is Type.COUNT:
        # 家, 户 and 个 count whatever the column lists.
        return amount * counting(unit, field).size, ""
    if "/" in unit.zh or "·" in unit.zh:
        # A unit made of units has no place in a profile, where such figures are in the field's own.
        return amount * Fraction(unit.size) / Fraction(field.unit.size if field.unit is not None else 1), ""
    return amount, unit.zh
