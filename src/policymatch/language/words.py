"""The words of the language: every operator in Chinese and English, and how each is printed.

Word operators stand alone between spaces, so that a name may contain them (产值或营收 is one name).
"""

from __future__ import annotations

from policymatch.language.tree import Holding
from policymatch.values import Comparison

AND, OR, NOT, UP_TO, TO = "AND", "OR", "NOT", "UP_TO", "TO"
COMPARISON, RELATION = "COMPARISON", "RELATION"

# Words for each comparison: the first in each language is how prose says it.
COMPARISON_WORDS: dict[Comparison, tuple[str, ...]] = {
    Comparison.GE: ("不低于", "不少于", "不小于", "达到", "at_least"),
    Comparison.GT: ("超过", "大于", "高于", "多于", "more_than"),
    Comparison.LE: ("不超过", "不高于", "不大于", "不多于", "at_most"),
    Comparison.LT: ("低于", "小于", "少于", "不满", "不足", "less_than"),
    Comparison.EQ: ("等于", "is"),
    Comparison.NE: ("不等于", "不是", "is_not"),
}
COMPARISON_SIGNS: dict[str, Comparison] = {
    "<": Comparison.LT,
    "<=": Comparison.LE,
    "≤": Comparison.LE,
    ">": Comparison.GT,
    ">=": Comparison.GE,
    "≥": Comparison.GE,
    "=": Comparison.EQ,
    "==": Comparison.EQ,
    "!=": Comparison.NE,
    "≠": Comparison.NE,
}

# Relation key -> (printed Chinese, printed English, other words).
RELATIONS: dict[str, tuple[str, ...]] = {
    "in": ("属于", "in"),
    "not_in": ("不属于", "not_in"),
    "contains": ("包含", "contains", "含有"),
    "not_contains": ("不包含", "not_contains", "不含"),
    Holding.HOLDS: ("具有", "holds", "拥有"),
    Holding.VALID: ("持有有效", "holds_valid"),
    Holding.EVER: ("曾获", "ever_held", "曾获得"),
}

_LOGIC: dict[str, tuple[str, ...]] = {
    AND: ("且", "并且", "and"),
    OR: ("或", "或者", "or"),
    NOT: ("非", "not"),
    UP_TO: ("最高", "up_to"),
    TO: ("至", "to"),
}

# Word -> (kind of token, what it stands for).
WORDS: dict[str, tuple[str, str]] = {
    **{word: (kind, kind) for kind, words in _LOGIC.items() for word in words},
    **{word: (COMPARISON, op.value) for op, words in COMPARISON_WORDS.items() for word in words},
    **{word: (RELATION, key) for key, words in RELATIONS.items() for word in words},
}

# Which year: word -> years counted from the year of as_of.
YEAR_WORDS: dict[str, int] = {
    "上年": -1,
    "上年度": -1,
    "last_year": -1,
    "当年": 0,
    "本年": 0,
    "this_year": 0,
    "前年": -2,
    "year_before_last": -2,
    "次年": 1,
    "next_year": 1,
}

YES_WORDS = {
    "是": True,
    "有": True,
    "yes": True,
    "true": True,
    "否": False,
    "无": False,
    "no": False,
    "false": False,
}

# The word before the dot that always reaches the firm (semantics 19).
FIRM_WORDS = frozenset({"企业", "firm"})
