"""The figures in running text, as people write and say them: 二千万, 3-5万, 百分之三, 四百号人, 一成半, 半年.

What only looks like a figure is none: dates and years, the number of a document, an order (第三), names with
numbers in them (四上企业, ISO9001), and 一个, 一家, which only mean "a".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from policymatch.text.bound import bounded
from policymatch.text.measures import MEASURES, Kind
from policymatch.text.numerals import CHARACTERS
from policymatch.text.spoken import SPOKEN, Spoken, common_digits, spoken_number


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure: what it may be, what it measures, and where it stands.

    `low` and `high` are in the unit of `kind` (yuan, parts of one, months …) and differ where the text gives
    a range; `high` is None where it gives no end (上亿, 四十多万). `approximate` says that the text itself
    does not mean it exactly.
    """

    low: Fraction
    high: Fraction | None
    kind: Kind
    unit: str
    """As written: 万元 has the unit 元, 二千万 none."""
    approximate: bool
    written: str
    start: int
    end: int

    @property
    def value(self) -> Fraction | None:
        """The one number that was said, None for a range or an open end."""
        return self.low if self.low == self.high else None


_UNITS = "|".join(map(re.escape, sorted(MEASURES, key=len, reverse=True)))
_UNIT = rf"(?:{_UNITS})(?![a-zA-Z])"
_TO = r"(?:到|至|[-~–—～]|－)"
_ABOUT = r"(?:大约|大概|约|将近|接近|近|差不多|估计)"
_SIGN = r"(?:负|亏损|亏|(?<![\w）)])[-−])"
_OF = {"百": 100, "千": 1_000, "万": 10_000}

_FIGURE = re.compile(
    rf"(?P<about>{_ABOUT})?(?P<sign>{_SIGN})?(?P<sum>[¥￥])?"
    rf"(?:(?P<of>[百千万])分之(?P<part>{SPOKEN})(?:{_TO}(?P<part_to>{SPOKEN}))?"
    rf"|(?P<parts>[一二两三四五六七八九十]{{1,3}})分之(?P<taken>[一二两三四五六七八九十]{{1,3}})"
    rf"|(?P<all>百分之?百|百分百)"
    rf"|(?P<half>一半|半(?=个?(?:年|月|成|天|亩)))(?P<half_unit>个?年|个月|成|天|亩)?"
    rf"|(?P<low>{SPOKEN})(?:(?P<low_unit>{_UNIT})?{_TO}(?P<high>{SPOKEN}))?"
    rf"(?P<and_half_before>个半(?=月|年))?(?P<unit>{_UNIT}|(?<=个半)[月年])?(?P<and_half>半)?(?P<tenths>(?<=成)[一二三四五六七八九])?)"
    rf"(?P<after>左右|上下)?"
)
# Nothing within these is a figure.
_NONE = re.compile(
    r"(?:19|20)\d\d(?:年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?![\d.%万亿]))"
    rf"|[{CHARACTERS}]{{4}}年(?:[{CHARACTERS}]{{1,2}}月(?:[{CHARACTERS}]{{1,3}}[日号])?)?(?<=[〇零一二三四五六七八九]年)"
    r"|(?:19|20)\d\d(?=[-~至到—](?:19|20)\d\d年)"
    rf"|(?:\d{{1,2}}|[{CHARACTERS}]{{1,3}})月(?:份|底|初|末|(?:\d{{1,2}}|[{CHARACTERS}]{{1,3}})[日号])?"
    rf"|\d{{1,2}}[日号](?!人|员工|工人|内)"
    rf"|第(?:\d+|[{CHARACTERS}]+)"
    r"|\d{1,2}[:：]\d\d|[a-zA-Z][-_]?\d[a-zA-Z\d_.-]*|\d{7,}(?![\d.,万亿元块人个%])|〔\d{4}〕\d+号|\d+号(?!人|员工|工人)"
)
_BARE = re.compile(rf"\d.*|[{CHARACTERS}]*[十百千万亿][{CHARACTERS}来多余几]*|[数几上成].*|.*[来多余几].*")
_LONE_SCALE = re.compile("[十百千万亿]+")


def quantities(text: str) -> list[Quantity]:
    """Return the figures of `text`, in their order.

    Raises:
        TextError: the text is longer than 100,000 characters.
    """
    plain = _masked(common_digits(bounded(text)))
    return list(_found(text, plain))


def _masked(text: str) -> str:
    """Return `text`, as long as before, without what is no figure."""
    return _NONE.sub(lambda match: "\0" * len(match[0]), text)


def _found(text: str, plain: str) -> Iterator[Quantity]:
    for match in _FIGURE.finditer(plain):
        read = _read(match)
        if read is None:
            continue
        number, kind, unit = read
        if match["sign"] and number.high is not None:
            number = Spoken(-number.high, -number.low, number.approximate)
        about = bool(match["about"] or match["after"] in ("左右", "上下"))
        start, end = match.span()
        yield Quantity(
            number.low, number.high, kind, unit, number.approximate or about, text[start:end], start, end
        )


def _read(match: re.Match[str]) -> tuple[Spoken, Kind, str] | None:
    if match["of"]:
        return _share_of(match)
    if match["parts"]:
        whole, taken = spoken_number(match["parts"]), spoken_number(match["taken"])
        if whole is None or taken is None or not whole.low:
            return None
        return taken.times(1 / whole.low), Kind.SHARE, "分之"
    if match["all"]:
        return Spoken(Fraction(1), Fraction(1)), Kind.SHARE, ""
    if match["half"]:
        return _half(match)
    return _measured(match)


def _share_of(match: re.Match[str]) -> tuple[Spoken, Kind, str] | None:
    number = _range(match["part"], match["part_to"])
    return None if number is None else (number.times(Fraction(1, _OF[match["of"]])), Kind.SHARE, "分之")


def _half(match: re.Match[str]) -> tuple[Spoken, Kind, str] | None:
    half = Spoken(Fraction(1, 2), Fraction(1, 2))
    unit = match["half_unit"]
    if unit is None or match["half"] == "一半":
        return half, Kind.SHARE, ""
    kind, size = MEASURES[unit.removeprefix("个") if unit == "个年" else unit]
    return half.times(size), kind, unit


def _measured(match: re.Match[str]) -> tuple[Spoken, Kind, str] | None:
    number = _range(match["low"], match["high"])
    if number is None:
        return None
    unit = match["unit"] or match["low_unit"] or ""
    if match["and_half_before"]:
        unit = {"月": "个月", "年": "年"}.get(unit, unit)
    if not unit:
        return _bare(match, number)
    kind, size = MEASURES[unit]
    if kind is Kind.COUNT and match["low"] == "一" and match["high"] is None:
        return None
    if match["and_half"] or match["and_half_before"]:
        number = _plus(number, Fraction(1, 2))
    if match["tenths"]:
        tenths = spoken_number(match["tenths"])
        number = number if tenths is None else _plus(number, tenths.low / 10)
    return number.times(size), kind, unit


def _bare(match: re.Match[str], number: Spoken) -> tuple[Spoken, Kind, str] | None:
    """Return a number without a unit, unless it is one of those that are words as well (一, 十, 千万)."""
    if match["sum"]:
        return number, Kind.MONEY, match["sum"]
    said = match["high"] or match["low"]
    if not _BARE.fullmatch(said) or _LONE_SCALE.fullmatch(match["low"]):
        return None
    return number, Kind.PLAIN, ""


def _plus(number: Spoken, more: Fraction) -> Spoken:
    return Spoken(number.low + more, None if number.high is None else number.high + more, number.approximate)


_TAIL = re.compile(r"(?:来|多|余)?(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)(?:来|多|余)?$")
_FIRST_DIGIT = re.compile("[一二两三四五六七八九]")


def _range(low: str, high: str | None) -> Spoken | None:
    """Return a number, or the range of two; what is said once, behind the second, is shared: 3-5万."""
    first = spoken_number(low)
    if high is None or first is None:
        return first
    second = spoken_number(high)
    if second is None:
        return None
    tail = _TAIL.search(high)
    if tail is not None and not _TAIL.search(low) and first.low < second.low:
        shared = high[1:] if _FIRST_DIGIT.fullmatch(low) and _FIRST_DIGIT.match(high) else tail[1]
        first = spoken_number(low + shared) or first
    if second.high is not None and first.low > second.high:
        return None
    return Spoken(first.low, second.high, first.approximate or second.approximate)
