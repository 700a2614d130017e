"""The text of a figure (money, count, ratio, duration, number) as the span of what it may be."""

from __future__ import annotations

import re
from fractions import Fraction

from policymatch.enterprise.inequality import clauses, comparison, half_line
from policymatch.enterprise.numerals import Quantity, one_quantity, two_quantities
from policymatch.enterprise.trouble import UnreadableError, shown
from policymatch.messages import Both
from policymatch.values import Number, NumberSpan, Span
from policymatch.values.arithmetic import whole
from policymatch.vocabulary import Field, Type
from policymatch.vocabulary.units import PLAIN, SCALES, dimension_name, unit_named

MAX_DIGITS = 30
_LIMIT = 10**MAX_DIGITS
_MAX_TEXT = 200
_VAGUE = re.compile(r"约|左右|上下|大概|大致|几|近|余|多|±|≈|about|around|approx|some")
_CALENDAR_YEAR = re.compile(r"[12][0-9]{3}")


def figure(datum: str | int, field: Field) -> NumberSpan:
    """Return what a figure may be, in the base unit of its field (元, 人, 月), its bounds not yet heeded.

    Raises UnreadableError when the text is no figure, or its unit is missing or of another kind.
    """
    if isinstance(datum, int) and abs(datum) >= _LIMIT:
        raise UnreadableError("number-too-long", found=shown(datum), limit=MAX_DIGITS)
    text = str(datum)
    parts = clauses(text) if len(text) <= _MAX_TEXT else None
    if parts is None:
        raise _not_a_figure(text, field)
    if len(parts) == 1:
        return _clause(parts[0], text, field)
    span: NumberSpan | None = Span(None, None)
    for part in parts:
        # Two whole figures joined by "且" or a comma are no figure.
        op, rest = comparison(part)
        if op is None:
            raise _not_a_figure(text, field)
        amount = _amount(one_quantity(rest), text, field)
        span = span and span.meet(half_line(op, amount, amount))
    if span is None:
        raise UnreadableError("range-reversed")
    return span


def exact_figure(amount: Fraction, unit: str, field: Field) -> NumberSpan:
    """Return what a number that is no text is in the base unit of its field; `unit` is "" where it has none.

    Raises UnreadableError as `figure` does.
    """
    return Span.exact(_amount(Quantity(amount, unit, None), f"{amount}{unit}", field))


def _clause(clause: str, text: str, field: Field) -> NumberSpan:
    op, rest = comparison(clause)
    if op is not None:
        amount = _amount(one_quantity(rest), text, field)
        return half_line(op, amount, amount)
    # One number first: the sign in 3.5e-2 makes no range.
    quantity = one_quantity(rest)
    ends = two_quantities(rest) if quantity is None else None
    if ends is None:
        return Span.exact(_amount(quantity, text, field))
    low, high = (_amount(end, text, field) for end in ends)
    if low > high:
        raise UnreadableError("range-reversed")
    return Span(low, high)


def _amount(quantity: Quantity | None, text: str, field: Field) -> Number:
    if quantity is None:
        raise _not_a_figure(text, field)
    amount = whole(quantity.amount * _size(quantity, text, field))
    if abs(amount.numerator) >= _LIMIT or amount.denominator >= _LIMIT:
        raise UnreadableError("number-too-long", found=shown(text), limit=MAX_DIGITS)
    return amount


def _size(quantity: Quantity, text: str, field: Field) -> Number:
    """Return how many base units one unit of `quantity` is."""
    name = quantity.unit
    if quantity.currency is not None and field.dimension != ((quantity.currency, 1),):
        raise _wrong_unit(text, field)
    if not name:
        return 1 if quantity.currency is not None else _size_without_unit(quantity, text, field)
    # A currency sign settles what 万 and 亿 mean; without one they mean yuan, and no other currency.
    if name in SCALES and (quantity.currency is not None or field.type is not Type.MONEY):
        return SCALES[name] * (field.unit.size if field.unit is not None else 1)
    unit = unit_named(name)
    if unit is not None and unit.dimension == field.dimension:
        return unit.size
    if name == "年" and field.unit is None and _CALENDAR_YEAR.fullmatch(str(quantity.amount)):
        return 1
    if unit is not None:
        raise _wrong_unit(text, field)
    if _VAGUE.search(name):
        raise UnreadableError("approximate-figure", found=shown(text))
    raise UnreadableError("unknown-figure-unit", found=shown(name), expected=_expected(field))


def _size_without_unit(quantity: Quantity, text: str, field: Field) -> Number:
    # Nothing is nothing in every unit.
    if quantity.amount == 0:
        return 1
    match field.type:
        case Type.MONEY:
            code = "money-without-unit" if field.dimension == (("CNY", 1),) else "currency-without-unit"
            raise UnreadableError(code, found=shown(text))
        case Type.DURATION:
            raise UnreadableError("duration-without-unit", found=shown(text))
        case Type.RATIO if abs(quantity.amount) > 1:
            raise UnreadableError("ratio-without-percent", found=shown(text))
    return field.unit.size if field.unit is not None else 1


def _not_a_figure(text: str, field: Field) -> UnreadableError:
    # 至多 and 多于 are exact: look for vague words in what stands beside the words of inequality.
    parts = clauses(text) if len(text) <= _MAX_TEXT else None
    if any(_VAGUE.search(comparison(part)[1]) for part in parts or ()):
        return UnreadableError("approximate-figure", found=shown(text))
    return UnreadableError("not-a-figure", found=shown(text), field=field.both, expected=example(field))


def _wrong_unit(text: str, field: Field) -> UnreadableError:
    return UnreadableError("wrong-unit", found=shown(text), field=field.both, expected=_expected(field))


def _expected(field: Field) -> Both:
    if field.type is Type.RATIO or field.dimension == PLAIN:
        return Both("%", "%") if field.type is Type.RATIO else Both("不带单位的数", "a number without unit")
    return Both(dimension_name(field.dimension, "zh"), dimension_name(field.dimension, "en"))


_EXAMPLES = {
    Type.MONEY: Both("2350万元", "2350 wan_yuan"),
    Type.COUNT: Both("50、50-99", "50, 50-99"),
    Type.NUMBER: Both("50、50-99", "50, 50-99"),
    Type.RATIO: Both("3.5%", "3.5%"),
    Type.DURATION: Both("18个月、2年", "18 months, 2 years"),
}


def example(field: Field) -> Both:
    """Return what a figure of a numeric field may look like, written as a profile writes it."""
    if field.type is Type.MONEY and field.dimension == (("USD", 1),):
        return Both("500万美元", "500 wan_usd")
    return _EXAMPLES[field.type]
