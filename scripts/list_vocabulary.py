"""Write docs/rules-fields.md and its Chinese twin: every fact, record, honour and named set a rule may use.

Also the prepared form of the shipped vocabulary. A test compares all of them with what this gives; run
`python scripts/list_vocabulary.py` after the vocabulary has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from policymatch.messages import Lang
from policymatch.vocabulary import Field, Type, Vocabulary, base_vocabulary
from policymatch.vocabulary.model import Term
from policymatch.vocabulary.shipped import prepared

TOP = Path(__file__).resolve().parents[1]
PREPARED = TOP / "src" / "policymatch" / "vocabulary" / "base" / "prepared.json"
DOCS = TOP / "docs"
PAGES: dict[Lang, Path] = {"en": DOCS / "rules-fields.md", "zh": DOCS / "rules-fields.zh.md"}

_HEAD = {
    "en": """\
# All fields

Every fact of a firm, every kind of record, every honour and every named set that the shipped vocabulary
knows. A rule may use the Chinese name, the key, or any other name. Yearly facts are marked 年, and their
bases stand in brackets behind the type. The last column holds the words that a field may be compared with,
from low to high where < stands between them. This page is written by `scripts/list_vocabulary.py`.
[Writing rules](rules.md) · [Local words](rules-vocabulary.md) · [中文](rules-fields.zh.md)
""",
    "zh": """\
# 全部字段

共用词表里的全部企业字段、记录、资质和行业组。规则里写中文名、键、别的叫法都行。标“年”的是年度数；
类型后面的括号里是口径；最后一栏是可以比较的词，用 < 隔开的由低到高。
本页由 `scripts/list_vocabulary.py` 生成。
[写规则](rules.zh.md) · [本地字段](rules-vocabulary.zh.md) · [English](rules-fields.md)
""",
}
_TITLES = {
    "en": ("Facts of the firm", "Records", "Honours", "Named sets", "name", "key", "also", "type", "words"),
    "zh": ("企业字段", "记录", "资质", "行业组和地区组", "名称", "键", "别的叫法", "类型", "词"),
}
_TYPES = {
    Type.MONEY: "钱",
    Type.COUNT: "个数",
    Type.NUMBER: "数",
    Type.RATIO: "比例",
    Type.DURATION: "时长",
    Type.DATE: "日期",
    Type.BOOL: "是非",
    Type.TEXT: "文字",
    Type.ENUM: "选一项",
    Type.TAGS: "标签",
    Type.REGION: "地区",
    Type.INDUSTRY: "行业",
}


def page(vocabulary: Vocabulary, lang: Lang) -> str:
    """Return the whole page in one language."""
    facts, records, honours, sets, *_ = _TITLES[lang]
    parts = [_HEAD[lang], f"## {facts}\n", _table(vocabulary.fields.values(), lang), f"## {records}\n"]
    for kind in vocabulary.records.values():
        parts += [f"### {_names(kind, lang)}\n", _table(kind.fields.values(), lang)]
    rows = (
        (one, "、".join(vocabulary.levels[level].label for level in one.levels))
        for one in vocabulary.honours.values()
    )
    parts += [f"## {honours}\n", _list(rows, lang)]
    groups = ((one, "、".join(one.codes)) for one in vocabulary.groups.values())
    parts += [f"## {sets}\n", _list(groups, lang)]
    return "\n".join(parts)


def _table(fields: Iterable[Field], lang: Lang) -> str:
    *_, name, key, also, kind, words = _TITLES[lang]
    lines = [f"| {name} | {key} | {also} | {kind} | {words} |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {one.label} | `{one.key}` | {_aliases(one)} | {_type(one, lang)} | {_words(one)} |"
        for one in fields
    ]
    return "\n".join(lines) + "\n"


def _list(rows: Iterable[tuple[Term, str]], lang: Lang) -> str:
    *_, name, key, also, _, words = _TITLES[lang]
    lines = [f"| {name} | {key} | {also} | {words} |", "| --- | --- | --- | --- |"]
    lines += [f"| {one.label} | `{one.key}` | {_aliases(one)} | {text} |" for one, text in rows]
    return "\n".join(lines) + "\n"


def _names(term: Term, lang: Lang) -> str:
    return f"{term.label} `{term.key}`" if lang == "zh" else f"{term.label} `{term.key}`: {term.en}"


def _aliases(term: Term) -> str:
    return "、".join(term.aliases)


def _type(field: Field, lang: Lang) -> str:
    kind = _TYPES[field.type] if lang == "zh" else field.type.value
    unit = "" if field.unit is None else f" {field.unit.name(lang)}"
    bases = f" ({', '.join(field.bases)})" if field.bases else ""
    return f"{kind}{unit}{' 年' if field.yearly else ''}{bases}"


def _words(field: Field) -> str:
    # The name of an honour's record may be any honour: they have a table of their own.
    if field.type is Type.TEXT:
        return ""
    return (" < " if field.ordered else "、").join(
        f"{one.label} `{one.key}`" for one in field.values.values()
    )


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each page with what it must say."""
    vocabulary = base_vocabulary()
    for lang, path in PAGES.items():
        yield path, page(vocabulary, lang)


if __name__ == "__main__":
    # First, since the pages list what is read from it.
    PREPARED.write_text(prepared(), "utf-8")
    for file, text in pages():
        file.write_text(text, "utf-8")
