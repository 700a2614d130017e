"""A header cut into its parts: the name of what the column holds, and unit, year and basis beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from policymatch.text import simplified
from policymatch.vocabulary.units import Unit, compound_unit

_LONGEST = 120
_BRACKETS = re.compile(r"[(\[【〔〈<{]([^()\[\]【】〔〕〈〉<>{}]*)[)\]】〕〉>}]")
# 1、 2. (3) ① 一、 before a header; * for "must be filled in"; 其中： for a part of the column before it.
_NUMBERING = re.compile(r"^(?:[*※★☆●■◆·]+|[0-9]{1,2}[、.．:](?![0-9])|[一二三四五六七八九十]{1,3}、|[①-⑳])")
_OF_WHICH = re.compile(r"^其中[:：,，]?(?=.)")
_MARKS = re.compile(r"[*※★☆:：;；,，、.。_\-—/|]+$")
# What a bracket may hold that says nothing of what the column means.
_ASIDES = re.compile(
    r"必填项?|选填项?|可不填|下拉选择|单选|多选|是/否|是或否|请填写.*|按.*填写|保留.*小数|格式.*|例如?[:：].*|如[:：].*|"
    r"yyyy.*|.*年/月/日|全称|与公章一致|数字|文本|整数|自动计算|公式|[0-9]+位?|[a-z]"
)
_UNIT_SAID = re.compile(r"^(?:计量)?单位[:：]?(.+)$")
_YEAR = r"(?:19|20)[0-9]{2}"
# The end of a year, or a day of it, names the year as well as the year alone does.
_YEAR_END = r"(?:年度末?|年年?[末底]|年12月底?(?:31日?)?|年(?:期末|全年|累计)?|[-./]12[-./]31|fy)?"
_LEADING_YEAR = re.compile(rf"^(?:截[至止])?(?:fy)?({_YEAR}){_YEAR_END}[_:：,，.\-]?(?![0-9]*月|[0-9])")
_TRAILING_YEAR = re.compile(rf"[_:：,，.\-@]?(?<![0-9])(?:fy)?({_YEAR}){_YEAR_END}$")
_SHORT_YEAR = re.compile(r"^([0-9]{2})年(?:度|[末底])?(?![0-9])")
# 上年 counts from the year that the sheet itself calls this one.
_RELATIVE = {
    "上一个年度": -1,
    "上一年度": -1,
    "上一年": -1,
    "上年度": -1,
    "上年末": -1,
    "上年": -1,
    "去年": -1,
    "前年度": -2,
    "前年": -2,
    "本年度": 0,
    "本年末": 0,
    "本年": 0,
    "当年度": 0,
    "当年": 0,
    "今年": 0,
}
_RELATIVE_WORD = re.compile(rf"^({'|'.join(_RELATIVE)})(?!期|数|增|同)")
_RELATIVE_END = re.compile(rf"[_:：\-]?({'|'.join(_RELATIVE)})$")
_SPAN_OF_YEARS = re.compile(rf"{_YEAR}年?[-~至到—]+{_YEAR}|近[二两三四五0-9]+年|[三两二]年")
# Part of a year is no yearly figure, and neither is a plan.
PART_OF_YEAR = re.compile(
    r"(?<![0-9])[0-9]{1,2}(?:[-~至到—][0-9]{1,2})?月|[一二三四1-4]季度|[上下]半年|季报|月报|上年同期|同期|年初|期初|"
    r"预计|预测|计划|目标"
)
# Between the levels of a header of several rows.
LEVEL = "|"
# What an upper level says that only groups the columns below it.
_GROUP = re.compile(r"(?:情况|信息|指标|数据|状况|概况|资料|基本|指标值)$")
# Units long enough to be one wherever a header ends with them.
_PLAIN_END = re.compile(r"(?<=..)[_/:：\-]?(百万元|亿元|万元|千元|万美元|亿美元|平方米|吨标准煤)$")
_MARKED_END = re.compile(r"[_/:：\-]([^_/:：\-]{1,4}|%|‰)$")
_PERIOD_UNITS = frozenset(("年", "月", "日", "分", "度", "次", "批"))


@dataclass(frozen=True, slots=True)
class Parts:
    """What a header says: the name, and beside it unit, year (or years back), basis words, other notes.

    `shift` counts years from the year that the sheet calls this one. `part_of_year` says that the figure is
    of less than a year or several, or no outcome at all; `of_which` that it is a part of another column's.
    """

    name: str
    unit: Unit | None = None
    year: int | None = None
    shift: int | None = None
    notes: tuple[str, ...] = ()
    part_of_year: bool = False
    of_which: bool = False


def folded(text: str) -> str:
    """Return a text of a cell as headers are compared: half width, simplified, no white space, lower case."""
    text = text[: _LONGEST * 4]
    if text.isascii():
        return "".join(text.split()).casefold()
    text = unicodedata.normalize("NFKC", text)
    return simplified("".join(text.split())).casefold()


@lru_cache(maxsize=4096)
def parts_of(header: str) -> Parts:
    """Return the parts of a header; `.name` is empty when nothing but unit or year is left."""
    name = folded(header)[:_LONGEST]
    name = _NUMBERING.sub("", name)
    of_which = _OF_WHICH.match(name) is not None
    name = _OF_WHICH.sub("", name)
    unit: Unit | None = None
    years: list[int] = []
    shifts: list[int] = []
    notes: list[str] = []
    whole = name
    for said in _bracketed(name):
        found = unit_of(said)
        year, shift = year_in(said)
        if found is not None and unit is None:
            unit = found
        elif year is not None:
            years.append(year)
        elif shift is not None:
            shifts.append(shift)
        elif not _ASIDES.fullmatch(said):
            notes.append(said)
    # An empty bracket is where a unit was left out.
    name = _MARKS.sub("", _strip_brackets(name))
    spans = _SPAN_OF_YEARS.search(whole) is not None
    if not spans:
        name = _cut_year(name, years, shifts)
    if unit is None:
        name, unit = _cut_unit(name)
        if not spans:
            name = _cut_year(name, years, shifts)
    several = len(set(years)) > 1 or len(set(shifts)) > 1 or bool(years and shifts)
    return Parts(
        _MARKS.sub("", name).strip("_-:：,，"),
        unit,
        years[0] if years and not several else None,
        shifts[0] if shifts and not several else None,
        tuple(notes),
        spans or several or PART_OF_YEAR.search(whole) is not None,
        of_which,
    )


def readings_of(header: str) -> tuple[Parts, ...]:
    """Return how a header can be read: of several levels, the upper ones may belong to the name or not.

    An upper level that names no mere group (基本情况, 2024年) is a note, which makes the reading doubtful.
    """
    if LEVEL not in header:
        return (parts_of(header),)
    levels = tuple(_level(level) for level in header.split(LEVEL))
    named = [one for one in levels if one.name]
    if not named:
        return (parts_of(header.replace(LEVEL, "")),)
    *upper, lowest = named
    unit = next((one.unit for one in reversed(levels) if one.unit is not None), None)
    year = next((one.year for one in reversed(levels) if one.year is not None), None)
    shift = (
        next((one.shift for one in reversed(levels) if one.shift is not None), None) if year is None else None
    )
    notes = tuple(note for one in levels for note in one.notes)
    groups = tuple(one.name for one in upper if not _GROUP.search(one.name))
    partly, of_which = any(one.part_of_year for one in levels), any(one.of_which for one in levels)
    whole = "".join(one.name for one in levels)
    alone = Parts(lowest.name, unit, year, shift, (*notes, *groups), partly, of_which)
    joined = Parts(whole, unit, year, shift, notes, partly, of_which)
    return (joined, alone) if whole != lowest.name else (joined,)


def _level(text: str) -> Parts:
    """Return the parts of one row of a header; a row may hold units alone."""
    unit = unit_of(folded(text).strip("()"))
    return Parts("", unit) if unit is not None else parts_of(text)


def _strip_brackets(name: str) -> str:
    while (cut := _BRACKETS.sub("", name)) != name:
        name = cut
    return name


def _bracketed(name: str) -> Iterator[str]:
    """Yield what stands in brackets, the inner ones first, cut where a list of things is cut."""
    while _BRACKETS.search(name):
        for inside in _BRACKETS.findall(name):
            for piece in re.split(r"[,，;；、|\s]", inside):
                if piece:
                    yield piece
        name = _BRACKETS.sub("", name)


def unit_of(text: str) -> Unit | None:
    """Return the unit that a text is, with 单位： before it or not, or None."""
    said = _UNIT_SAID.match(text)
    return compound_unit(said[1] if said is not None else text)


def year_in(text: str) -> tuple[int | None, int | None]:
    """Return the year that a text is, or by how many years it differs from the sheet's own."""
    match = _LEADING_YEAR.match(text)
    if match is not None and match.end() == len(text):
        return int(match[1]), None
    short = _SHORT_YEAR.match(text)
    if short is not None and short.end() == len(text):
        return 2000 + int(short[1]), None
    return None, _RELATIVE.get(text)


def _cut_year(name: str, years: list[int], shifts: list[int]) -> str:
    """Return `name` without the years that stand at its ends, which are noted."""
    for pattern in (_LEADING_YEAR, _TRAILING_YEAR):
        match = pattern.search(name)
        if match is not None:
            years.append(int(match[1]))
            name = name[: match.start()] + name[match.end() :]
    match = _SHORT_YEAR.match(name)
    if match is not None and not years:
        years.append(2000 + int(match[1]))
        name = name[match.end() :]
    for pattern in (_RELATIVE_WORD, _RELATIVE_END):
        match = pattern.search(name)
        if match is not None and match[0] != name:
            shifts.append(_RELATIVE[match[1]])
            name = name[: match.start()] + name[match.end() :]
    return name


def _cut_unit(name: str) -> tuple[str, Unit | None]:
    """Return `name` without the unit that it ends with, and that unit."""
    match = _PLAIN_END.search(name)
    if match is not None:
        return name[: match.start()], compound_unit(match[1])
    match = _MARKED_END.search(name)
    if match is not None and match[1] not in _PERIOD_UNITS:
        found = compound_unit(match[1])
        if found is not None:
            return name[: match.start()], found
    return name, None
