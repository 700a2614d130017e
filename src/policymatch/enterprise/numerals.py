"""One number with its unit, exactly: 2350万元, 1,000.5, 7/3元, 2e3, -120万元, 3.5%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_NUMBER = (
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
    r"|[0-9]+/[0-9]+"
    r"|(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[+-]?[0-9]{1,2})?"
)
_SIGN = r"(?:[-+]|负|亏损|亏)?"
_CURRENCY = r"(?:¥|人民币|rmb|cny|us\$|\$|usd)?"
# A unit may hold digits (m2) but does not begin with one.
_UNIT = r"(?:(?![0-9,./+])[^~–—至到-]*?)"
_QUANTITY = rf"({_SIGN})({_CURRENCY})({_SIGN})({_NUMBER})({_UNIT})"

_ONE = re.compile(_QUANTITY)
_TWO = re.compile(rf"{_QUANTITY}(?:~|–|—+|-|至|到){_QUANTITY}")

# "¥" is what NFKC makes of "￥".
_CURRENCIES = {
    "¥": "CNY",
    "人民币": "CNY",
    "rmb": "CNY",
    "cny": "CNY",
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written: its amount, the unit behind it ("" if none), the currency sign before it."""

    amount: Fraction
    unit: str
    currency: str | None


def one_quantity(text: str) -> Quantity | None:
    """Return the one number that `text` (without white space, in lower case) is, or None."""
    match = _ONE.fullmatch(text)
    return None if match is None else _quantity(match.groups())


def two_quantities(text: str) -> tuple[Quantity, Quantity] | None:
    """Return the two ends of a range such as 50-99人, or None. A unit behind the second end is shared."""
    match = _TWO.fullmatch(text)
    if match is None:
        return None
    low, high = _quantity(match.groups()[:5]), _quantity(match.groups()[5:])
    if low is None or high is None:
        return None
    if not low.unit and high.unit:
        low = Quantity(low.amount, high.unit, low.currency or high.currency)
    if low.currency and not high.currency:
        high = Quantity(high.amount, high.unit, low.currency)
    return low, high


def _quantity(parts: tuple[str, ...]) -> Quantity | None:
    sign, currency, inner_sign, digits, unit = parts
    if sign and inner_sign:
        return None
    try:
        amount = Fraction(digits.replace(",", ""))
    except ZeroDivisionError:
        return None
    negative = (sign or inner_sign) not in ("", "+")
    return Quantity(-amount if negative else amount, unit, _CURRENCIES.get(currency))
