"""Values as a profile writes them, so that reading gives exactly the same value back."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from policymatch.enterprise.members import members_of
from policymatch.language.quantities import decimal_text, literal_text
from policymatch.messages import Lang
from policymatch.values import Codes, DateSpan, Listing, Number, NumberSpan, Span, Truth, Value
from policymatch.values.dates import days_of
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.code_names import code_tree, codes_named
from policymatch.vocabulary.codes.former import NOW
from policymatch.vocabulary.units import units_of

Phrase = str | int | bool | list[str]

_AND = {"zh": "且", "en": " and "}
_UNIT = re.compile(r"(-?[0-9./]+)(.*)", re.DOTALL)


def phrase(
    value: Value, field: Field, kind: str | None, vocabulary: Vocabulary, lang: Lang, on: date | None = None
) -> Phrase | None:
    """Return a value as text, number, truth or list; None when it says nothing that a profile could state.

    `on` is the day by which names of regions are read.
    """
    if isinstance(value, Truth):
        return _truth(value, lang)
    if isinstance(value, Span):
        return days_phrase(value, lang) if field.type is Type.DATE else _figures(value, field, lang)  # type: ignore[arg-type]
    if isinstance(value, Codes):
        return _codes(value, field, lang, on)
    members = members_of(field, kind, vocabulary)
    if isinstance(value, Listing):
        return [members.name(item, lang) for item in value.items]
    return _words([members.name(word, lang) for word in sorted(value.members or ())])


def _truth(value: Truth, lang: Lang) -> Phrase | None:
    if value is Truth.UNKNOWN:
        return None
    if lang == "en":
        return value is Truth.TRUE
    return "是" if value is Truth.TRUE else "否"


def _words(words: list[str]) -> Phrase | None:
    return words[0] if len(words) == 1 else words or None


def _codes(value: Codes, field: Field, lang: Lang, on: date | None) -> Phrase | None:
    codes = code_tree(field)

    def name(prefix: str) -> str:
        label, number = codes.path_label(prefix), codes.print_code(prefix)
        # Some names are shared by a division and its parts, and on another day both may have been another's.
        for text in (label, number) if lang == "zh" else (number,):
            if codes_named(codes, text, on) == (prefix,):
                return text
        return NOW + number

    prefixes = tuple(sorted(value.prefixes))
    former = codes.former(prefixes)
    if former is not None and lang == "zh":
        return codes.path_label(former)
    return _words([name(prefix) for prefix in prefixes])


# -- figures -----------------------------------------------------------------------------------------------


def _figures(span: NumberSpan, field: Field, lang: Lang) -> Phrase | None:
    if span.is_exact and span.low is not None:
        plain = field.type is Type.NUMBER and field.unit is None
        if plain and span.low.denominator == 1 and abs(span.low.numerator) < 10**18:
            return span.low.numerator
        return _figure(span.low, field, lang)
    low, high = (None if end is None else _figure(end, field, lang) for end in (span.low, span.high))
    # An end that is the field's own bound goes without saying, as long as the other one is said.
    if high is not None and span.low == field.bounds[0] and not span.low_open:
        low = None
    elif low is not None and span.high == field.bounds[1] and not span.high_open:
        high = None
    if low is None or high is None or span.low_open or span.high_open:
        return _inequalities(low, high, span.low_open, span.high_open, lang)
    shared, unit = _parts(low)
    return f"{shared}–{high}" if unit == _parts(high)[1] else f"{low}–{high}"


def _figure(number: Number, field: Field, lang: Lang) -> str:
    ratio = field.type is Type.RATIO
    if field.type is Type.NUMBER and not field.dimension:
        # literal_text would print 3.5 as 350%.
        return decimal_text(number) or str(Fraction(number))
    text = literal_text(number, field.dimension, lang, ratio)
    if text is None:
        # Numbers without a finite decimal are written as a quotient: 7/3元.
        base = next((unit.name(lang) for unit in units_of(field.dimension) if unit.size == 1), "")
        text = f"{Fraction(number) * 100}%" if ratio else f"{Fraction(number)}{base}"
    digits, unit = _parts(text)
    return f"{digits} {unit}" if lang == "en" and unit.isascii() and unit not in ("", "%") else text


def _parts(text: str) -> tuple[str, str]:
    match = _UNIT.fullmatch(text)
    return (text, "") if match is None else (match[1], match[2])


def _inequalities(
    low: str | None, high: str | None, low_open: bool, high_open: bool, lang: Lang
) -> str | None:
    parts = [] if low is None else [f"{'>' if low_open else '≥'}{low}"]
    if high is not None:
        parts.append(f"{'<' if high_open else '≤'}{high}")
    return _AND[lang].join(parts) or None


# -- dates -------------------------------------------------------------------------------------------------


def days_phrase(span: DateSpan, lang: Lang) -> str | None:
    """Return a date, month, year, range or inequality; None when any day is possible."""
    low, high = (None if end is None else end.isoformat() for end in (span.low, span.high))
    if span.low is not None and span.high is not None and not span.low_open and not span.high_open:
        year, month = span.low.year, span.low.month
        incomplete = {days_of(year): f"{year:04}", days_of(year, month): f"{year:04}-{month:02}"}
        return incomplete.get(span) or (low if low == high else f"{low}–{high}")
    return _inequalities(low, high, span.low_open, span.high_open, lang)
