"""Numbers written in Chinese characters: 一百五十万, 两, 二点五, 十二."""

from __future__ import annotations

from fractions import Fraction

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1_000}
_MYRIADS = {"亿": 100_000_000, "万": 10_000}
CHARACTERS = "".join((*DIGITS, *_PLACES, *_MYRIADS))


def chinese_number(text: str) -> Fraction | None:
    """Return the number that Chinese characters stand for, or None when they are none."""
    whole, point, part = text.partition("点")
    found = _whole(whole)
    if found is None or not point:
        return None if found is None else Fraction(found)
    if not part or any(character not in DIGITS for character in part):
        return None
    digits = "".join(str(DIGITS[character]) for character in part)
    return Fraction(found) + Fraction(int(digits), 10 ** len(digits))


def _whole(text: str) -> int | None:
    """Return a whole number, cut at its largest place of four digits: 一亿两千万 is 一 亿 and 两千 万."""
    for sign, size in _MYRIADS.items():
        above, found, below = text.rpartition(sign)
        if found:
            high, low = _whole(above), _whole(below) if below else 0
            return None if high is None or low is None else high * size + low
    return _below_myriad(text)


def _below_myriad(text: str) -> int | None:
    total = 0
    digit: int | None = None
    for character in text:
        if character in DIGITS:
            # Digits side by side are read one by one (二〇二四), which is a year and no amount.
            if digit:
                return None
            digit = DIGITS[character]
        elif character in _PLACES:
            total += (1 if digit is None else digit) * _PLACES[character]
            digit = None
        else:
            return None
    return total + (digit or 0) if text else None
