"""What a record is called in output: its own name, or its kind and place in the list with what it is.

Places are counted from 1, as people count. Whatever a record is called may be typed back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policymatch.language import RecordFacts
from policymatch.language.names_of import word_label
from policymatch.messages import Lang, say
from policymatch.text import normalise
from policymatch.values import Choice
from policymatch.vocabulary import Vocabulary

_NAME = "name"
_LANGS: tuple[Lang, ...] = ("zh", "en")


def record_names(kind: str, record: RecordFacts, index: int, vocabulary: Vocabulary) -> frozenset[str]:
    """Return what a record may be called, normalised: its name in either language, its place, or both."""
    called = [numbered(kind, index, vocabulary, lang) for lang in _LANGS]
    for lang in _LANGS:
        title = _title(kind, record, vocabulary, lang)
        called.append(record_name(kind, record, index, vocabulary, lang))
        if title is not None:
            called.append(_titled(kind, title, index, vocabulary, lang))
    return frozenset(map(normalise, called))


def record_name(kind: str | None, record: RecordFacts, index: int, vocabulary: Vocabulary, lang: Lang) -> str:
    """Return the name of the record that stands at `index` (from 0) of its list."""
    kind = kind or ""
    title = _title(kind, record, vocabulary, lang)
    if title is None:
        return numbered(kind, index, vocabulary, lang)
    # A bank or a type is shared by several records; only a name of its own tells one from another.
    named = vocabulary.records[kind].title == _NAME
    return title if named else _titled(kind, title, index, vocabulary, lang)


def names_apart(
    kind: str | None, records: Sequence[RecordFacts], vocabulary: Vocabulary, lang: Lang
) -> list[str]:
    """Return the names of all records of a list; those that share one have their place before it."""
    kind = kind or ""
    names = [record_name(kind, one, index, vocabulary, lang) for index, one in enumerate(records)]
    shared = Counter(map(normalise, names))
    return [
        name if shared[normalise(name)] == 1 else _titled(kind, name, index, vocabulary, lang)
        for index, name in enumerate(names)
    ]


def numbered(kind: str, index: int, vocabulary: Vocabulary, lang: Lang) -> str:
    """Return the kind and place of the record that stands at `index` (from 0) of its list."""
    return say("record-numbered", lang, kind=vocabulary.records[kind].both, number=index + 1)


def _titled(kind: str, title: str, index: int, vocabulary: Vocabulary, lang: Lang) -> str:
    return say("record-titled", lang, record=numbered(kind, index, vocabulary, lang), title=title)


def _title(kind: str, record: RecordFacts, vocabulary: Vocabulary, lang: Lang) -> str | None:
    owner = vocabulary.records[kind]
    title = record.value(owner.title) if owner.title in owner.fields else None
    if not isinstance(title, Choice) or not title.is_exact or title.members is None:
        return None
    return word_label(owner.fields[owner.title], next(iter(title.members)), lang, people=True)
