"""Which kind of record a sheet lists, by what it is called and what its columns are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from policymatch.intake.headers.alike import FieldNames
from policymatch.intake.headers.parts import folded, parts_of
from policymatch.intake.headers.words import IGNORED, KEYS
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import HONOUR

# What sheets call records, beside what the vocabulary calls them.
_CALLED = {
    "person": ("用工", "花名册", "引才", "招工", "高层次人才"),
    "lease": ("厂房租赁", "租金"),
    "patent": ("知识产权",),
    "award": ("奖补", "补助资金", "资金兑现", "惠企资金", "财政补助"),
    "penalty": ("处罚",),
    "project": ("技改", "技术改造"),
    "honour": ("荣誉", "称号"),
    "loan": ("信贷", "融资台账", "放款"),
    "contract": ("技术合同",),
}
# A sheet that lists the firms of one honour is named after it: 高新技术企业名单.
_LISTS = ("名单", "名录", "清单", "台账", "公示", "一览", "汇总", "目录")
# The field of an honour's level.
_LEVEL = "level"


@dataclass(frozen=True)
class SheetKind:
    """The kind of record a sheet lists (None: one row is a firm), and what all its records share.

    `sure` is false when the name says one thing and the columns another: a person must decide. So must one
    when `level_sure` is false: the name says a level which its honour does not have, or several.
    """

    kind: str | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    sure: bool = True
    level_sure: bool = True


def kind_of_sheet(
    names: Sequence[str],
    headers: Iterable[str],
    vocabulary: Vocabulary,
    of_kind: Mapping[str | None, FieldNames],
) -> SheetKind:
    """Return the kind of a sheet from what it is called (the nearest name first) and its headers."""
    own = [parts_of(header).name for header in headers]
    own = [name for name in own if name and name not in KEYS and name not in IGNORED]
    firm = {name for name in own if of_kind[None].written(name)}
    fits = {
        kind: {name for name in own if of_kind[kind].written(name)} for kind in of_kind if kind is not None
    }
    called = [folded(name) for name in names]
    for name in called:
        honour = _honour_in(name, vocabulary)
        if honour is not None and len(fits[HONOUR]) >= len(firm):
            has_levels = any(of_kind[HONOUR].written(header) == _LEVEL for header in own)
            return _honours_of(honour, () if has_levels else called, vocabulary)
        kind = _kind_in(name, vocabulary)
        if kind is not None and len(fits[kind]) >= max(1, len(firm)):
            return SheetKind(kind)
    # Nothing in the name: the columns alone can only suggest, since several kinds share labels.
    best = max(fits, key=lambda kind: len(fits[kind] - firm), default=None)
    if best is not None and len(fits[best] - firm) >= 3 and len(fits[best] - firm) > len(firm):
        return SheetKind(best, sure=False)
    return SheetKind()


def _honours_of(honour: str, called: Iterable[str], vocabulary: Vocabulary) -> SheetKind:
    """Return the kind of a list of an honour, with its level where what the sheet is called says one."""
    term = vocabulary.honours[honour]
    said: set[str] = set()
    for name in called:
        if not said and _honour_in(name, vocabulary) == honour:
            said = _levels_in(name, vocabulary)
    fixed = {vocabulary.records[HONOUR].title: term.label}
    if len(said) == 1:
        fixed[_LEVEL] = vocabulary.levels[min(said)].label
    return SheetKind(HONOUR, fixed, level_sure=not said or (len(said) == 1 and said <= {*term.levels}))


def _levels_in(name: str, vocabulary: Vocabulary) -> set[str]:
    """Return the levels that a name says: 国家级, 省级. A place alone (安徽省) says none."""
    words = sorted(
        ((folded(word), level.key) for level in vocabulary.levels.values() for word in level.names),
        key=lambda pair: -len(pair[0]),
    )
    found = set()
    for word, key in words:
        # 自治区级 is no 区级: what is read is taken away.
        if word.endswith("级") and word in name:
            found.add(key)
            name = name.replace(word, "|")
    return found


def _kind_in(name: str, vocabulary: Vocabulary) -> str | None:
    """Return the kind whose longest name stands in a sheet's name."""
    found = [
        (len(word), kind.key)
        for kind in vocabulary.records.values()
        for word in (*kind.names, *_CALLED.get(kind.key, ()))
        if folded(word) in name and len(word) >= 2
    ]
    return max(found)[1] if found else None


def _honour_in(name: str, vocabulary: Vocabulary) -> str | None:
    """Return the honour that a list of firms is named after."""
    if not any(word in name for word in _LISTS):
        return None
    found = [
        (len(word), honour.key)
        for honour in vocabulary.honours.values()
        for word in honour.names
        if len(word) >= 4 and folded(word) in name
    ]
    return max(found)[1] if found else None
