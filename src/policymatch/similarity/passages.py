"""The passages of a profile: what it says in words, cut into clauses, each with the path of its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policymatch.enterprise import Enterprise, FactKey, Known
from policymatch.language.names_of import word_label
from policymatch.messages import Both
from policymatch.values import Choice, Codes, Listing, Value
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.model import HONOUR

# Places say where a firm is and not what it does: every passage would be like every check that names a city.
_IN_WORDS = frozenset({Type.TEXT, Type.ENUM, Type.TAGS, Type.INDUSTRY})
_SENTENCE = re.compile(r"[；;。！？!?\n]+")
_CLAUSE = re.compile(r"[，,、]+")
# A sentence is shown whole up to this length; a longer one (a scope of business) is cut into its clauses.
_LONG = 30


@dataclass(frozen=True)
class Passage:
    """One passage with the path of its field (项目[0].名称), the field, and the place of its record."""

    text: str
    path: Both
    kind: str | None
    key: str
    index: int | None = None


def passages_of(enterprise: Enterprise, vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """Return the passages of a profile in the order of its fields, then of its records.

    What is told of persons is none, and a fact that may be one of several words says nothing yet.
    """
    found = list(_of_owner(enterprise.facts, None, None, vocabulary))
    for kind, listed in enterprise.listings.items():
        for index, record in enumerate(listed.items):
            found += _of_owner(record.facts, kind, index, vocabulary)
    return tuple(found)


def _of_owner(
    facts: Mapping[FactKey, Known], kind: str | None, index: int | None, vocabulary: Vocabulary
) -> Iterator[Passage]:
    scope = vocabulary.scope(kind)
    for key, _, _ in sorted(facts, key=lambda fact: (fact[0], fact[1] or 0, fact[2] or "")):
        field = scope.get(key)
        if field is None or field.personal or field.type not in _IN_WORDS:
            continue
        path = _path(field, kind, index, vocabulary)
        for text in dict.fromkeys(_texts(facts, key, field, kind, vocabulary)):
            yield Passage(text, path, kind, key, index)


def _path(field: Field, kind: str | None, index: int | None, vocabulary: Vocabulary) -> Both:
    if kind is None:
        return Both(field.name_in("zh"), field.name_in("en"))
    owner = vocabulary.records[kind]
    return Both(
        f"{owner.name_in('zh')}[{index}].{field.name_in('zh')}",
        f"{owner.name_in('en')}[{index}].{field.name_in('en')}",
    )


def _texts(
    facts: Mapping[FactKey, Known], key: str, field: Field, kind: str | None, vocabulary: Vocabulary
) -> Iterator[str]:
    for (one, _, _), known in facts.items():
        if one == key:
            for word in _words(known.value):
                yield from clauses(_label(word, field, kind, vocabulary))


def _words(value: Value) -> tuple[str, ...]:
    match value:
        case Choice(members) if members is not None and len(members) == 1:
            return tuple(members)
        case Codes(prefixes) if len(prefixes) == 1:
            return tuple(prefixes)
        case Listing(items):
            return items
    return ()


def _label(word: str, field: Field, kind: str | None, vocabulary: Vocabulary) -> str:
    if kind == HONOUR and field.key == "name" and word in vocabulary.honours:
        return vocabulary.honours[word].label
    return word_label(field, word, "zh", people=True)


def clauses(text: str) -> Iterator[str]:
    """Yield the sentences of a text, the long ones cut further at their commas."""
    for sentence in _SENTENCE.split(text):
        parts = _CLAUSE.split(sentence) if len(sentence) > _LONG else [sentence]
        yield from (part.strip() for part in parts if part.strip())
