"""How values are stored: the Arrow type of each part of a fact, and numbers as whole numbers or decimals.

Money stands in fen (hundredths of the currency), durations in months, everything else in the base unit of its
field. What is no whole number is a decimal of a fixed scale; a number that it cannot hold exactly (a third of
a yuan) does not fit into a column, and goes into the column `rest`.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from policymatch.firms.arrow import arrow
from policymatch.firms.columns import Part
from policymatch.values import Number
from policymatch.vocabulary import Field, Type
from policymatch.vocabulary.units import dimension_name

DIGITS = 38
_LARGEST = 2**63


class Stored(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    DAY = "day"
    TRUTH = "truth"
    WORD = "word"
    TEXT = "text"
    WORDS = "words"


def stored_as(field: Field, part: Part) -> Stored:
    """Return what the column of a part of a field's facts holds."""
    match part:
        case Part.VALUE | Part.LOW | Part.HIGH:
            return _value_as(field)
        case Part.ANY_OF:
            return Stored.WORDS
        case Part.SOURCE:
            return Stored.WORD
        case Part.DATE | Part.DATE_LOW | Part.DATE_HIGH:
            return Stored.DAY
    return Stored.TRUTH


def _value_as(field: Field) -> Stored:
    if field.type.is_numeric:
        return Stored.NUMBER
    match field.type:
        case Type.DATE:
            return Stored.DAY
        case Type.BOOL:
            return Stored.TRUTH
        case Type.TAGS:
            return Stored.WORDS
        case Type.TEXT:
            return Stored.TEXT
    return Stored.WORD


def arrow_type(stored: Stored, field: Field | None = None, whole_numbers: bool = True) -> Any:
    """Return the Arrow type of a column; of a number's, by whether all of it are whole and none too large."""
    pa = arrow()
    match stored:
        case Stored.NUMBER:
            if field is None or (whole_numbers and field.type is not Type.RATIO):
                return pa.int64()
            return pa.decimal128(DIGITS, scale(field))
        case Stored.DAY:
            return pa.date32()
        case Stored.TRUTH:
            return pa.bool_()
        case Stored.TEXT:
            return pa.string()
    word = pa.dictionary(pa.int32(), pa.string())
    return word if stored is Stored.WORD else pa.list_(word)


def holds(stored: Stored, type_: Any) -> bool:
    """Return whether an Arrow type can hold what a column stores: any width, plain or as a dictionary."""
    types = arrow().types
    if types.is_null(type_):
        return True
    match stored:
        case Stored.NUMBER:
            return bool(types.is_integer(type_) or types.is_decimal(type_))
        case Stored.DAY:
            return bool(types.is_date32(type_))
        case Stored.TRUTH:
            return bool(types.is_boolean(type_))
        case Stored.WORDS:
            listed = types.is_list(type_) or types.is_large_list(type_)
            return bool(listed and is_text(type_.value_type))
    return is_text(type_)


def is_text(type_: Any) -> bool:
    """Return whether an Arrow type holds text, plain or as a dictionary."""
    types = arrow().types
    plain = type_.value_type if types.is_dictionary(type_) else type_
    return bool(types.is_string(plain) or types.is_large_string(plain) or types.is_string_view(plain))


def scale(field: Field) -> int:
    """Return how many digits behind the point the decimals of a numeric field have."""
    return 6 if field.type in (Type.MONEY, Type.COUNT) else 12


def unit_of(field: Field) -> str | None:
    """Return the unit in which a numeric field is stored, by its English name; None for bare numbers."""
    if field.type is Type.MONEY:
        name = dimension_name(field.dimension, "en")
        return "fen" if field.dimension == (("CNY", 1),) else f"1/100 {name}"
    return dimension_name(field.dimension, "en") if field.dimension else None


def to_stored(number: Number, field: Field) -> int | Decimal | None:
    """Return a number (in the base unit) as its column stores it; None when it cannot be held exactly."""
    times = 100 if field.type is Type.MONEY else 1
    above, below = number.numerator * times, number.denominator
    digits = scale(field)
    if above % below == 0:
        plain = above // below
        if -_LARGEST <= plain < _LARGEST:
            return plain
        return Decimal(plain) if abs(plain) < 10 ** (DIGITS - digits) else None
    shifted, left = divmod(above * 10**digits, below)
    # The constructor is exact, where arithmetic on decimals would round to 28 digits.
    return Decimal(f"{shifted}E-{digits}") if not left and abs(shifted) < 10**DIGITS else None


def from_stored(stored: int | Decimal, field: Field) -> Number:
    """Return the number (in the base unit) that a column stores."""
    times = 100 if field.type is Type.MONEY else 1
    above, below = stored.as_integer_ratio()
    below *= times
    return above // below if above % below == 0 else Fraction(above, below)
