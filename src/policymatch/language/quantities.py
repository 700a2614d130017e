"""Numbers, money and dates as people read them, and as the language reads them back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from policymatch.messages import Lang, say
from policymatch.values import DateSpan, Number, NumberSpan
from policymatch.values.dates import days_of
from policymatch.vocabulary.units import PLAIN, Dimension, Unit, dimension_name, units_of

_MAX_PLACES = 12


def decimal_text(number: Number, grouped: bool = False) -> str | None:
    """Return a number as a finite decimal, or None when it has none (1/3)."""
    fraction = Fraction(number)
    denominator, twos, fives = fraction.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    places = max(twos, fives)
    if denominator != 1 or places > _MAX_PLACES:
        return None
    scaled = fraction.numerator * 10**places // fraction.denominator
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    whole = f"{int(whole):,}" if grouped else whole
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def rounded_text(number: Number, places: int = 4) -> str:
    """Return a number to at most `places` decimals, trailing zeros dropped; "≈" when it had to be rounded."""
    exact = decimal_text(number, grouped=True)
    if exact is not None and len(exact.partition(".")[2]) <= places:
        return exact
    quantum = Decimal(1).scaleb(-places)
    fraction = Fraction(number)
    short = (Decimal(fraction.numerator) / Decimal(fraction.denominator)).quantize(quantum).normalize()
    return f"≈{short:,f}"


def _unit_for(value: Number, dimension: Dimension) -> Unit | None:
    """Return the unit in which `value` prints shortest: the largest that leaves at most two decimals."""
    units = [unit for unit in units_of(dimension) if unit.en not in _SELDOM]
    if dimension == PLAIN or not units:
        return None
    by_size = sorted(units, key=_size, reverse=True)
    for unit in by_size:
        if value and abs(Fraction(value)) >= unit.size:
            text = decimal_text(Fraction(value) / unit.size)
            if text is not None and len(text.partition(".")[2]) <= 2:
                return unit
    return by_size[-1]


def _size(unit: Unit) -> Number:
    return unit.size


# Units that are read but never printed: 千元 and 百万元 only make figures harder to compare.
_SELDOM = frozenset({"thousand_yuan", "million_yuan", "times"})


def literal_text(value: Number, dimension: Dimension, lang: Lang, ratio: bool = False) -> str | None:
    """Return the literal that reads back as exactly this value, or None when no finite decimal does."""
    if dimension == PLAIN:
        percent = decimal_text(Fraction(value) * 100)
        if ratio or (Fraction(value).denominator != 1 and percent is not None):
            return None if percent is None else f"{percent}%"
        return decimal_text(value)
    unit = _unit_for(value, dimension)
    if unit is None:
        return None
    text = decimal_text(Fraction(value) / unit.size)
    return None if text is None else f"{text}{unit.name(lang)}"


def quantity_text(value: Number, dimension: Dimension, lang: Lang, ratio: bool = False) -> str:
    """Return a value with its unit as people read it: 2,350万元, 3.5%, 50人; CNY 23,500,000."""
    if dimension == PLAIN:
        if ratio or Fraction(value).denominator != 1:
            return f"{rounded_text(Fraction(value) * 100, 2)}%"
        return rounded_text(value)
    if lang == "en" and dimension in _CURRENCIES:
        return f"{_CURRENCIES[dimension]} {rounded_text(value, 2)}"
    unit = _unit_for(value, dimension)
    if unit is None:
        return rounded_text(value)
    text = rounded_text(Fraction(value) / unit.size, 2)
    if lang == "zh":
        return f"{text}{unit.zh}"
    name = _ENGLISH.get(unit.en, unit.en)
    return f"{text} {_SINGULAR.get(name, name.removesuffix('s')) if text == '1' else name}"


def unit_text(dimension: Dimension, lang: Lang) -> str:
    """Return what one unit of a dimension is called: 人, 平方米; person, m²."""
    unit = next((one for one in units_of(dimension) if one.size == 1), None)
    if unit is None:
        return dimension_name(dimension, lang)
    return (
        unit.zh if lang == "zh" else _SINGULAR.get(unit.en, _ENGLISH.get(unit.en, unit.en).removesuffix("s"))
    )


_CURRENCIES: dict[Dimension, str] = {(("CNY", 1),): "CNY", (("USD", 1),): "USD"}
_ENGLISH = {"sqm": "m²", "mw": "MW"}
_SINGULAR = {"people": "person"}


def span_text(span: NumberSpan, dimension: Dimension, lang: Lang, ratio: bool = False) -> str:
    """Return what is known of a number: one value, 50–99人, "不低于 …" for one end; "未知" for none."""
    if span.is_exact and span.low is not None:
        return quantity_text(span.low, dimension, lang, ratio)
    low = None if span.low is None else quantity_text(span.low, dimension, lang, ratio)
    high = None if span.high is None else quantity_text(span.high, dimension, lang, ratio)
    if low is not None and high is not None:
        return f"{low}–{high}"
    if low is not None:
        return f"{'>' if span.low_open else '≥'}{low}"
    if high is not None:
        return f"{'<' if span.high_open else '≤'}{high}"
    return say("not-given", lang)


def days_text(days: DateSpan) -> str:
    """Return a date, a month (2021-06), a year or a range of days, in ISO form."""
    low, high = days.low, days.high
    if low is None or high is None:
        return f"≥{low}" if low is not None else f"≤{high}" if high is not None else "?"
    if low == high:
        return low.isoformat()
    if days == days_of(low.year):
        return f"{low.year}"
    if days == days_of(low.year, low.month):
        return f"{low.year}-{low.month:02}"
    return f"{low}–{high}"
