"""What a record is called in output: its own name, or its kind and place in the list with what it is."""

from __future__ import annotations

from policymatch.language import RecordFacts
from policymatch.language.names_of import word_label
from policymatch.messages import Lang, say
from policymatch.text import normalise
from policymatch.values import Choice
from policymatch.vocabulary import Vocabulary

_NAME = "name"


def record_names(kind: str, record: RecordFacts, index: int, vocabulary: Vocabulary) -> frozenset[str]:
    """Return what a record may be called, normalised: its name in either language, or its place."""
    owner = vocabulary.records[kind]
    langs: tuple[Lang, ...] = ("zh", "en")
    called = [record_name(kind, record, index, vocabulary, lang) for lang in langs]
    called += [say("record-numbered", lang, kind=owner.both, number=index + 1) for lang in langs]
    return frozenset(map(normalise, called))


def record_name(kind: str | None, record: RecordFacts, index: int, vocabulary: Vocabulary, lang: Lang) -> str:
    """Return the name of the record that stands at `index` (from 0) of its list."""
    owner = vocabulary.records[kind or ""]
    numbered = say("record-numbered", lang, kind=owner.both, number=index + 1)
    title = record.value(owner.title) if owner.title in owner.fields else None
    if not isinstance(title, Choice) or not title.is_exact or title.members is None:
        return numbered
    text = word_label(owner.fields[owner.title], next(iter(title.members)), lang, people=True)
    # A bank or a type is shared by several records; only a name of its own tells one from another.
    return text if owner.title == _NAME else say("record-titled", lang, record=numbered, title=text)
