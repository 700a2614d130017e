"""What is known already, as a cell of a form holds it: figures in the unit of the header, words by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from policymatch.enterprise.phrases import phrase
from policymatch.intake.template.blanks import Blank
from policymatch.intake.template.told import SEPARATOR
from policymatch.language.quantities import decimal_text
from policymatch.messages import Lang
from policymatch.values import Listing, Span, Value
from policymatch.vocabulary import Type, Vocabulary

Cell = str | int | Decimal | date
# A workbook keeps numbers in binary floating point, of which fifteen digits are certain.
_DIGITS = 15


def cell_of(value: Value, blank: Blank, vocabulary: Vocabulary, lang: Lang) -> Cell | None:
    """Return a value for its cell, or None when one cell cannot say it (one of two, a word with 「；」)."""
    if isinstance(value, Span) and value.is_exact and value.low is not None:
        if isinstance(value.low, date):
            # The calendar of workbooks counts days since 1900, and has one there that never was.
            return value.low if value.low.year > 1900 else value.low.isoformat()
        number = _figure(Fraction(value.low), blank)
        if number is not None:
            return number
    if isinstance(value, Listing) and any(SEPARATOR in item or ";" in item for item in value.items):
        return None
    said = phrase(value, blank.field, blank.kind, vocabulary, lang)
    if isinstance(said, bool):
        return "true" if said else "false"
    if isinstance(said, list):
        said = SEPARATOR.join(said) if blank.field.type is Type.TAGS and said else None
    # A workbook has one sign for the end of a line.
    return None if isinstance(said, str) and "\r" in said else said


def _figure(value: Fraction, blank: Blank) -> Decimal | None:
    """Return a figure in the unit of its header, or None when a cell would lose digits."""
    text = decimal_text(value / (1 if blank.unit is None else Fraction(blank.unit.size)))
    if text is None or len(text.lstrip("-0.").replace(".", "")) > _DIGITS:
        return None
    return Decimal(text)
