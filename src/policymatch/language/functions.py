"""The functions of the language: their names in both languages and what they take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from policymatch.language.tree import Summary
from policymatch.vocabulary.model import Scope, Term


class Takes(StrEnum):
    """What a function is applied to."""

    NUMBERS = "numbers"  # two or more numbers of one dimension, or records and a figure of each
    NUMBER = "number"  # one plain number
    YEARLY = "yearly"  # a yearly fact, and perhaps the base it is held against
    PEAK = "peak"  # one yearly fact
    REACHED = "reached"  # a yearly fact and a figure
    YEARS = "years"  # a formula over yearly facts and a number of years
    RECORDS = "records"  # a kind of records, perhaps with a condition
    DATES = "dates"  # two dates
    DATE = "date"  # one date
    SINCE = "since"  # a date, a duration, and perhaps the date counted to


@dataclass(frozen=True)
class FunctionTerm(Term):
    """A function: its names and what it takes."""

    takes: Takes = Takes.NUMBERS


FUNCTIONS: Scope[FunctionTerm] = Scope(
    (
        FunctionTerm("min", "最小", "the smaller of", ("较小", "孰低", "较小值"), Takes.NUMBERS),
        FunctionTerm("max", "最大", "the larger of", ("较大", "孰高", "较大值"), Takes.NUMBERS),
        FunctionTerm("sum", "合计", "the sum of", ("总和", "总计"), Takes.NUMBERS),
        FunctionTerm("mean", "平均", "the mean of", ("平均值", "average"), Takes.NUMBERS),
        FunctionTerm("floor", "取整", "whole number of", ("向下取整",), Takes.NUMBER),
        FunctionTerm("ceil", "向上取整", "rounded up", ("进位取整",), Takes.NUMBER),
        FunctionTerm("growth", "同比增长率", "growth on", ("增长率", "同比增速", "增速"), Takes.YEARLY),
        FunctionTerm("increase", "增量", "increase on", ("同比增量", "年增加额", "增加额"), Takes.YEARLY),
        FunctionTerm("peak", "历史最高", "highest before", ("历史最高值", "历史峰值"), Takes.PEAK),
        FunctionTerm("first_reached", "首次达到", "first reached", ("首次突破",), Takes.REACHED),
        FunctionTerm("sum_of_years", "近年合计", "sum of years", (), Takes.YEARS),
        FunctionTerm("mean_of_years", "近年平均", "mean of years", (), Takes.YEARS),
        FunctionTerm("max_of_years", "近年最高", "highest of years", (), Takes.YEARS),
        FunctionTerm("min_of_years", "近年最低", "lowest of years", (), Takes.YEARS),
        FunctionTerm("count", "数量", "number of", ("个数", "件数", "笔数", "次数"), Takes.RECORDS),
        FunctionTerm("headcount", "人数", "number of people", (), Takes.RECORDS),
        FunctionTerm("exists", "存在", "exists", ("有记录",), Takes.RECORDS),
        FunctionTerm("months", "月数", "months between", ("整月数",), Takes.DATES),
        FunctionTerm("days", "天数", "days between", (), Takes.DATES),
        FunctionTerm("year_of", "年份", "year of", (), Takes.DATE),
        FunctionTerm("has_passed", "已满", "has passed", (), Takes.SINCE),
        FunctionTerm("within", "未超过", "within", (), Takes.SINCE),
    )
)

# What a function of several numbers makes of records or years.
SUMMARIES: dict[str, Summary] = {
    "min": Summary.MIN,
    "max": Summary.MAX,
    "sum": Summary.SUM,
    "mean": Summary.MEAN,
    "sum_of_years": Summary.SUM,
    "mean_of_years": Summary.MEAN,
    "max_of_years": Summary.MAX,
    "min_of_years": Summary.MIN,
}

# 近三年合计(…): how many years, and what is made of them. The first word of each prints.
YEARS_WORDS: dict[Summary, tuple[str, ...]] = {
    Summary.SUM: ("合计", "累计", "总额"),
    Summary.MEAN: ("平均", "年均"),
    Summary.MAX: ("最高", "最大"),
    Summary.MIN: ("最低", "最小"),
}
NUMERALS = "一二三四五六七八九十"
_HOW = {word: how for how, words in YEARS_WORDS.items() for word in words}
_YEARS = re.compile(rf"近([{NUMERALS}两]|\d{{1,2}})年({'|'.join(_HOW)})\Z")
MAX_YEARS = 30


def years_function(name: str) -> tuple[Summary, int] | None:
    """Return what 近三年合计 and its like make of how many years; None for any other name."""
    match = _YEARS.match(name)
    if match is None:
        return None
    text = match[1].replace("两", "二")
    return _HOW[match[2]], int(text) if text.isdigit() else NUMERALS.index(text) + 1


def is_function(name: str) -> bool:
    """Return whether a name before brackets is a function's."""
    return FUNCTIONS.find(name) is not None or years_function(name) is not None
