"""Figures as prose writes them: money, shares, spans of time, years, days, counts, in digits or characters.

Two figures are the same when they mean the same: 5000万元 and 0.5亿元, 3% and 百分之三, 三年 and
36个月, 一半 and 50%. What only looks like a figure (一家企业, 第三方, 四上企业, 985高校) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from policymatch.text.numerals import CHARACTERS, chinese_number
from policymatch.values import Number
from policymatch.vocabulary.units import SCALES, UNITS, Dimension, unit_named

# What two figures must have in common to be the same one: a currency, "share", "month", "day", "year",
# "date" or "count".
Figure = tuple[str, Number]


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a text: what it is, how it is written, and where it begins."""

    figure: Figure
    written: str
    at: int


# A policy's texts are read several times, and many policies of a document share theirs.
_REMEMBERED = 4096
_CURRENCIES = frozenset({"CNY", "USD", "EUR", "HKD", "JPY", "GBP"})
_NAMES = sorted(
    {name for unit in UNITS for name in (unit.zh, *unit.aliases) if not name.isascii() or name in "%‰"}
    | {"成", "基点", "个基点"},
    key=len,
    reverse=True,
)
_SCALE = "|".join(sorted((*SCALES, "万亿"), key=len, reverse=True))
_UNIT = rf"(?:(?:{_SCALE})?(?:{'|'.join(map(re.escape, _NAMES))}))"
_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"
_CHINESE = rf"[{CHARACTERS}]+(?:点[{CHARACTERS}]+)?"
_JOINED = r"(?:、|和|或|或者|到|至|-|–|—|~|～)"
_WHOLE = re.compile(rf"(?P<number>{_ARABIC}|{_CHINESE})(?P<unit>{_UNIT})?(?P<half>半)?")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:年|[-/.](?=\d))(?:(?P<month>\d{1,2})(?:月|[-/.](?=\d)|(?!\d)))?"
    r"(?:(?<=[月\-/.])(?P<day>\d{1,2})日?)?"
)
_BARE_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?=(?:到|至|—|–|-|~|、|和)(?:19|20)\d\d年)")
_DAY = re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_SHARE_OF = re.compile(rf"(?P<of>百|千|万)分之(?P<number>{_ARABIC}|{_CHINESE})")
_HALF = re.compile(r"一半|减半|半价|折半")
_RATIO = re.compile(r"1比1|1[:：]1|1∶1")

_OF = {"百": 100, "千": 1_000, "万": 10_000}
# What makes 一年 a span of time.
_BOUNDS = re.compile(r"以上|以内|期|内|及以上|以下")
# What stands before a number and makes it a name or an order.
_ORDINAL = re.compile(r"第|[A-Za-z]")


@lru_cache(maxsize=_REMEMBERED)
def mentions(text: str, passing: bool = False) -> tuple[Mention, ...]:
    """Return the figures of a text; with `passing`, also what is said in passing: 一年, 每年, 第二年."""
    return tuple(_mentions(text, passing))


def _mentions(text: str, passing: bool) -> Iterator[Mention]:
    taken: list[tuple[int, int]] = []
    for match, mention in _special(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append(match.span())
            yield mention
    yield from _plain(text, taken, passing)


def _special(text: str) -> Iterator[tuple[re.Match[str], Mention]]:
    for match in _DATE.finditer(text):
        yield match, Mention(("year", int(match["year"])), match[0], match.start())
    for match in _BARE_YEAR.finditer(text):
        yield match, Mention(("year", int(match["year"])), match[0], match.start())
    for match in _DAY.finditer(text):
        day = int(match["month"]) * 100 + int(match["day"])
        yield match, Mention(("date", day), match[0], match.start())
    for match in _SHARE_OF.finditer(text):
        number = _number(match["number"])
        if number is not None:
            yield match, Mention(("share", number / _OF[match["of"]]), match[0], match.start())
    for match in _HALF.finditer(text):
        yield match, Mention(("share", Fraction(1, 2)), match[0], match.start())
    for match in _RATIO.finditer(text):
        yield match, Mention(("share", 1), match[0], match.start())


def _plain(text: str, taken: list[tuple[int, int]], passing: bool) -> Iterator[Mention]:
    matches = [
        match
        for match in _WHOLE.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
        and (passing or not (match.start() and _ORDINAL.match(text, match.start() - 1)))
    ]
    unit: str | None = None
    following = -1
    found: list[Mention] = []
    # From the end, since the unit of a list stands behind its last number: 奖5万、10万元; 最高10、20万元.
    for match in reversed(matches):
        own = match["unit"]
        between = text[match.end() : following] if following >= 0 else ""
        joined = re.fullmatch(_JOINED, between) is not None
        named = own if own is not None else (unit if joined else None)
        if own is not None and joined and unit is not None:
            named = _shared(own, unit)
        unit, following = named, match.start()
        mention = None if named is None else _mention(match, named, passing)
        if mention is not None:
            found.append(mention)
    yield from reversed(found)


def _shared(own: str, behind: str) -> str:
    """Return the unit of a number whose unit is cut short by the one behind it: 20亿、50亿、100亿美元."""
    return behind if own in SCALES and behind.startswith(own) else own


def _mention(match: re.Match[str], unit: str, passing: bool) -> Mention | None:
    number = _number(match["number"])
    if number is None:
        return None
    figure = _figure(number, unit)
    if figure is None:
        return None
    kind, value = figure
    if match["half"] and kind in ("month",):
        value += 6
    chinese = not match["number"][0].isdigit()
    if chinese and kind == "count" and value < 2 and not passing:
        return None
    # 一年: every year, a year; only "for one year and more" is a span of time.
    one = (kind, value) in (("month", 12), ("day", 1))
    if chinese and one and not passing and not _BOUNDS.match(match.string, match.end()):
        return None
    written = match[0] if match["unit"] else f"{match['number']}{unit}"
    return Mention((kind, value), written, match.start())


def _number(text: str) -> Fraction | None:
    if text[0].isdigit():
        return Fraction(text.replace(",", ""))
    return chinese_number(text)


def _figure(number: Fraction, unit: str) -> Figure | None:
    if unit == "成":
        return "share", number / 10
    if unit.endswith("基点"):
        return "share", number / 10_000
    # 2022年 is a year, 三年 a span of time.
    if unit == "年" and 1900 <= number <= 2100:
        return "year", number
    known = unit_named(unit)
    if known is None:
        return None
    return figure_of(number * known.size, known.dimension, unit)


def figure_of(value: Number, dimension: Dimension, unit: str = "") -> Figure:
    """Return a number of the rule, in the base unit of its dimension, as a figure."""
    names = {name for name, _ in dimension}
    currency = names & _CURRENCIES
    if currency:
        return currency.pop(), value
    if names & {"month", "day"} and len(names) == 1:
        return names.pop(), value
    if names == {"pp"}:
        return "share", Fraction(value) / 100
    if not dimension and (unit in ("%", "％", "‰") or Fraction(value).denominator != 1):
        return "share", value
    return "count", value
