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
CONFIRMATIONS = Term("confirmations", "确认", "decisions of people on checks", ("人工确认",))

VALUE = Term("value", "值", "value")
SOURCE = Term("source", "来源", "source")
DATE = Term("date", "日期", "date of the source")
VERIFIED = Term("verified", "已核验", "checked by somebody")
RECORDS = Term("records", "记录", "records")
LOW = Term("low", "最低", "lowest possible value")
HIGH = Term("high", "最高", "highest possible value")

OF_POLICY = Term("policy", "政策", "id of the policy, or the fact defined")
CHECK = Term("check", "判断", "text of the check")
HOLDS = Term("holds", "结论", "whether it holds", ("answer",))
BY = Term("by", "人", "who decided", ("确认人",))
NOTE = Term("note", "备注", "note")
OF_RECORD = Term("record", "对象", "the record that was judged")

# The keys that may stand beside facts in a profile, around a fact, around a list of records, in a range,
# and in a decision.
IDENTITY = Scope((NAME, CREDIT_CODE, AS_OF, DATA_YEAR, COMPLETE, CONFIRMATIONS))
SOURCED = Scope((VALUE, SOURCE, DATE, VERIFIED))
SOURCED_LIST = Scope((VALUE, SOURCE, DATE, VERIFIED, COMPLETE))
LISTED = Scope((COMPLETE, RECORDS))
RANGE = Scope((LOW, HIGH))
CONFIRMED = Scope((OF_POLICY, OF_RECORD, CHECK, HOLDS, BY, DATE, NOTE))

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
