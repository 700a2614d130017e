"""The words of a profile that are not in the vocabulary: whose profile it is, and how a fact is wrapped."""

from __future__ import annotations

from policymatch.text import normalise
from policymatch.vocabulary.model import Scope, Term

NAME = Term("name", "企业名称", "name of the firm", ("名称", "公司名称"))
CREDIT_CODE = Term(
    "credit_code", "统一社会信用代码", "unified social credit code", ("社会信用代码", "信用代码")
)
AS_OF = Term("as_of", "基准日", "day the profile describes")
DATA_YEAR = Term("data_year", "数据年度", "year of figures that state none")
COMPLETE = Term("complete", "清单完整", "lists that are complete")

VALUE = Term("value", "值", "value")
SOURCE = Term("source", "来源", "source")
DATE = Term("date", "日期", "date of the source")
VERIFIED = Term("verified", "已核验", "checked by somebody")
RECORDS = Term("records", "记录", "records")
LOW = Term("low", "最低", "lowest possible value")
HIGH = Term("high", "最高", "highest possible value")

# The keys that may stand beside facts in a profile, around a fact, around a list of records, and in a range.
IDENTITY = Scope((NAME, CREDIT_CODE, AS_OF, DATA_YEAR, COMPLETE))
SOURCED = Scope((VALUE, SOURCE, DATE, VERIFIED))
SOURCED_LIST = Scope((VALUE, SOURCE, DATE, VERIFIED, COMPLETE))
LISTED = Scope((COMPLETE, RECORDS))
RANGE = Scope((LOW, HIGH))

# What people write where they know nothing. None of these is ever zero, "no" or an empty list.
UNKNOWN_WORDS = ("未知", "不详", "不詳", "unknown", "null", "n/a", "/", "-", "--", "—", "——")
# What people write where they know that there is nothing to list.
NOTHING_WORDS = ("无", "無", "没有", "沒有", "none")
YES_WORDS = ("是", "有", "true", "yes")
NO_WORDS = ("否", "无", "無", "没有", "沒有", "false", "no")

_LONGEST = 20
_UNKNOWN = frozenset(map(normalise, UNKNOWN_WORDS)) | {""}


def is_unknown(datum: object) -> bool:
    """Return whether a value says that the fact is not known."""
    return datum is None or (isinstance(datum, str) and plain_word(datum) in _UNKNOWN)


def is_nothing(datum: object) -> bool:
    """Return whether a value says that a list has no items."""
    return isinstance(datum, str) and plain_word(datum) in NOTHING_WORDS


def plain_word(word: str) -> str | None:
    """Return one of the short words above as they are written there; None for a long text."""
    return normalise(word) if len(word) <= _LONGEST else None
