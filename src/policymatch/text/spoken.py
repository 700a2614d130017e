"""One number as people say it, exact or as vague as they leave it: 两三百, 一百来万, 数百, 一万二."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from policymatch.text.numerals import CHARACTERS, DIGITS, chinese_number

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# No number that anybody says is longer, and none longer is read.
_CHINESE = rf"[{CHARACTERS}]{{1,24}}(?:点[{''.join(DIGITS)}]{{1,12}})?"
_SCALE = r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦克米])|百"
_VAGUE = "来|多|余|几"
# Digits of contracts, made common ones. One of them alone is a character like another (大陆, 收拾, 队伍).
_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
_FORMAL_RUN = re.compile(rf"[{''.join(_FORMAL)}{CHARACTERS}]{{2,}}")
SPOKEN = (
    rf"(?:[数几](?:{_SCALE}|十万|十亿|十)|成?上(?:{_SCALE})"
    rf"|(?:{_ARABIC})亿(?:{_ARABIC})万"
    rf"|(?:{_ARABIC}|{_CHINESE})(?:{_VAGUE})?(?:{_SCALE})?(?:{_VAGUE})?)"
)

_SEVERAL = re.compile(rf"[数几]({_SCALE}|十万|十亿|十)")
_OVER = re.compile(rf"成?上({_SCALE})")
_TWO_SCALES = re.compile(rf"({_ARABIC})亿({_ARABIC})万")
_PARTS = re.compile(
    rf"(?P<number>{_ARABIC}|{_CHINESE})(?P<inner>{_VAGUE})?(?P<scale>{_SCALE})?(?P<outer>{_VAGUE})?"
)
_PAIR = re.compile(
    r"(?P<before>(?:.*十)?)(?P<low>[一二两三四五六七八九])(?P<high>[二三四五六七八九])(?P<after>[十百千万亿]*)"
)
_SHORT = re.compile(r"(?P<whole>.*(?P<place>[百千万亿]))(?P<digit>[一二三四五六七八九])")
_PLACE = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a number may be: `low` to `high` (None: no end), and whether it was said to be about that much."""

    low: Fraction
    high: Fraction | None
    approximate: bool = False

    def times(self, factor: Fraction | int) -> Spoken:
        """Return the number in a unit `factor` times smaller."""
        return replace(self, low=self.low * factor, high=None if self.high is None else self.high * factor)


def common_digits(text: str) -> str:
    """Return `text`, as long as before, with the digits of contracts (壹佰万) made common ones."""
    return _FORMAL_RUN.sub(lambda run: "".join(_FORMAL.get(one, one) for one in run[0]), text)


def spoken_number(text: str) -> Spoken | None:
    """Return the number that `text` (with common digits) says, or None when it says none."""
    if several := _SEVERAL.fullmatch(text):
        size = _size(several[1])
        return Spoken(Fraction(2 * size), Fraction(10 * size), approximate=True)
    if over := _OVER.fullmatch(text):
        return Spoken(Fraction(_size(over[1])), None, approximate=True)
    if two := _TWO_SCALES.fullmatch(text):
        return _exact(_arabic(two[1]) * 100_000_000 + _arabic(two[2]) * 10_000)
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return None
    number = _number(parts["number"])
    if number is None:
        return None
    size = _size(parts["scale"] or "")
    vague = parts["inner"] or parts["outer"]
    if vague == "几":
        # 十几, 三十几, 两百几: up to the next of the last place.
        step = _last_place(number.low)
        return None if step < 10 else Spoken(number.low, number.low + step, approximate=True).times(size)
    if vague in ("多", "余"):
        return Spoken(number.low, None, approximate=True).times(size)
    return replace(number, approximate=number.approximate or vague is not None).times(size)


def _number(text: str) -> Spoken | None:
    if text[0].isdigit():
        return _exact(_arabic(text))
    pair = _PAIR.fullmatch(text)
    if pair is not None and (
        DIGITS[pair["high"]] - DIGITS[pair["low"]] == 1 or pair["low"] + pair["high"] == "三五"
    ):
        ends = [chinese_number(pair["before"] + pair[end] + pair["after"]) for end in ("low", "high")]
        return None if ends[0] is None or ends[1] is None else Spoken(ends[0], ends[1])
    short = _SHORT.fullmatch(text)
    if short is not None:
        # 一万二 is 12,000 and 三百五 350; in full writing the digit would have 零 before it.
        whole = chinese_number(short["whole"])
        rest = DIGITS[short["digit"]] * _PLACE[short["place"]] // 10
        return None if whole is None else _exact(whole + rest)
    value = chinese_number(text)
    # 百十号人 are about a hundred and ten.
    return None if value is None else Spoken(value, value, approximate=text in ("百十", "千百"))


def _exact(value: Fraction) -> Spoken:
    return Spoken(value, value)


def _arabic(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _size(scale: str) -> int:
    size = 1
    for place in scale:
        size *= _PLACE[place]
    return size


def _last_place(number: Fraction) -> int:
    """Return the size of the last place that is not zero: 10 of 30, 100 of 1,200."""
    step = 1
    while number and number % (step * 10) == 0:
        step *= 10
    return step
