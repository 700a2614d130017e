"""The words of the language: every operator in Chinese and English, and how each is printed.

Word operators stand alone between spaces, so that a name may contain them (产值或营收 is one name).
"""

from __future__ import annotations

from policymatch.language.tree import Holding, Moment
from policymatch.values import Comparison

AND, OR, NOT, UP_TO, TO = "AND", "OR", "NOT", "UP_TO", "TO"
EXCEPT, WHERE = "EXCEPT", "WHERE"
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
    EXCEPT: ("除", "except"),
    WHERE: ("其中", "where"),
}

# Word -> (kind of token, what it stands for).
WORDS: dict[str, tuple[str, str]] = {
    **{word: (kind, kind) for kind, words in _LOGIC.items() for word in words},
    **{word: (COMPARISON, op.value) for op, words in COMPARISON_WORDS.items() for word in words},
    **{word: (RELATION, key) for key, words in RELATIONS.items() for word in words},
}

THIS_YEAR = "当年"
# Which year: word -> years counted from the year of as_of.
YEAR_WORDS: dict[str, int] = {
    "上年": -1,
    "上年度": -1,
    "last_year": -1,
    THIS_YEAR: 0,
    "本年": 0,
    "this_year": 0,
    "前年": -2,
    "year_before_last": -2,
    "次年": 1,
    "next_year": 1,
}

# Days that are counted from the day of the question: the first in each language is how it prints.
MOMENT_WORDS: dict[Moment, tuple[str, ...]] = {
    Moment.AS_OF: ("今天", "today", "申报日", "基准日", "as_of"),
    Moment.LAST_YEAR_END: ("上年末", "last_year_end", "上年年末"),
    Moment.YEAR_START: ("年初", "year_start", "当年年初"),
    Moment.YEAR_END: ("年末", "year_end", "当年年末"),
}
MOMENTS: dict[str, Moment] = {word: moment for moment, words in MOMENT_WORDS.items() for word in words}

# Behind an honour: its level or a higher one, or any honour higher on its ladder.
OR_HIGHER = ("或更高", "or_higher", "及以上", "以上")
AND_ABOVE = ("及以上", "以上", "_or_higher")

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
