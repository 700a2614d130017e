"""Inequalities as people write them around a figure or a date: 不低于 2000万元, 50人以上, ≥50, at least 50.

"以上" and "以下" include the number itself (民法典 art. 1259), "超过" and "不满" do not.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from fractions import Fraction
from typing import TypeVar

from policymatch.text import simplified
from policymatch.values import Comparison, Span

P = TypeVar("P", int | Fraction, date)

_BEFORE: dict[str, Comparison] = {
    ">=": Comparison.GE,
    "≥": Comparison.GE,
    "不低于": Comparison.GE,
    "不少于": Comparison.GE,
    "不小于": Comparison.GE,
    "不早于": Comparison.GE,
    "大于等于": Comparison.GE,
    "大于或等于": Comparison.GE,
    "至少": Comparison.GE,
    "最少": Comparison.GE,
    "最低": Comparison.GE,
    "atleast": Comparison.GE,
    ">": Comparison.GT,
    "超过": Comparison.GT,
    "大于": Comparison.GT,
    "高于": Comparison.GT,
    "多于": Comparison.GT,
    "晚于": Comparison.GT,
    "morethan": Comparison.GT,
    "over": Comparison.GT,
    "after": Comparison.GT,
    "<=": Comparison.LE,
    "≤": Comparison.LE,
    "不超过": Comparison.LE,
    "不高于": Comparison.LE,
    "不大于": Comparison.LE,
    "不多于": Comparison.LE,
    "不晚于": Comparison.LE,
    "小于等于": Comparison.LE,
    "小于或等于": Comparison.LE,
    "至多": Comparison.LE,
    "最多": Comparison.LE,
    "最高": Comparison.LE,
    "atmost": Comparison.LE,
    "upto": Comparison.LE,
    "<": Comparison.LT,
    "低于": Comparison.LT,
    "不满": Comparison.LT,
    "未满": Comparison.LT,
    "不足": Comparison.LT,
    "不到": Comparison.LT,
    "小于": Comparison.LT,
    "少于": Comparison.LT,
    "早于": Comparison.LT,
    "lessthan": Comparison.LT,
    "under": Comparison.LT,
    "before": Comparison.LT,
}
_AFTER: dict[str, Comparison] = {
    "以上(不含)": Comparison.GT,
    "以上(含)": Comparison.GE,
    "(含)以上": Comparison.GE,
    "及以上": Comparison.GE,
    "以上": Comparison.GE,
    "以下(不含)": Comparison.LT,
    "以下(含)": Comparison.LE,
    "(含)以下": Comparison.LE,
    "及以下": Comparison.LE,
    "以下": Comparison.LE,
    "以内": Comparison.LE,
    # Of dates. Whether the day itself is meant varies, so it is counted in: that rules out nothing true.
    "以后": Comparison.GE,
    "之后": Comparison.GE,
    "以来": Comparison.GE,
    "起": Comparison.GE,
    "以前": Comparison.LE,
    "之前": Comparison.LE,
    "止": Comparison.LE,
}
_BEFORE_FIRST = sorted(_BEFORE, key=len, reverse=True)
_AFTER_FIRST = sorted(_AFTER, key=len, reverse=True)

# A comma joins two inequalities unless it groups thousands, as in 1,000万元; 50人以上99人以下 needs none.
_JOINED = re.compile(
    r"\s+and\s+|并且|且|;|、|(?<![0-9]),|,(?![0-9]{3}(?![0-9]))|(?<=以[上下内后前来])(?=[0-9])"
)
_DIGITS_APART = re.compile(r"[0-9]\s+[0-9]")
_SIGNS = str.maketrans({"−": "-", "‐": "-", "‑": "-", "〜": "~", "∼": "~", "≧": "≥", "≦": "≤"})


def clauses(text: str) -> list[str] | None:
    """Return the parts of a figure or date joined by "且", without white space, in half width, in lower case.

    None when a space divides digits: whether 1 000 is one number or two is not for us to guess.
    """
    plain = simplified(unicodedata.normalize("NFKC", text).casefold().translate(_SIGNS))
    if _DIGITS_APART.search(plain):
        return None
    return ["".join(part.split()) for part in _JOINED.split(plain)]


def comparison(clause: str) -> tuple[Comparison | None, str]:
    """Return the inequality that a clause states, if any, and what is left without its words."""
    before = next((word for word in _BEFORE_FIRST if clause.startswith(word)), "")
    after = next((word for word in _AFTER_FIRST if clause.endswith(word)), "")
    ops = {table[word] for word, table in ((before, _BEFORE), (after, _AFTER)) if word}
    if len(ops) != 1:
        return None, clause
    return ops.pop(), clause[len(before) : len(clause) - len(after)]


def half_line(op: Comparison, low: P, high: P) -> Span[P]:
    """Return what an inequality leaves possible when its limit is known only to lie from `low` to `high`.

    "Since 2021" holds for some day of 2021 onwards, so everything from the first day of 2021 is possible.
    """
    if op in (Comparison.GE, Comparison.GT):
        return Span(low, None, low_open=op is Comparison.GT)
    return Span(None, high, high_open=op is Comparison.LT)
