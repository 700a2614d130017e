"""What a record is called in output: its own title, or its kind and its place in the list."""

from __future__ import annotations

from policymatch.language import RecordFacts
from policymatch.messages import Lang, say
from policymatch.values import Choice
from policymatch.vocabulary import Vocabulary


def record_name(kind: str | None, record: RecordFacts, index: int, vocabulary: Vocabulary, lang: Lang) -> str:
    """Return the name of the record that stands at `index` (from 0) of its list."""
    owner = vocabulary.records[kind or ""]
    title = record.value(owner.title) if owner.title in owner.fields else None
    if isinstance(title, Choice) and title.is_exact and title.members:
        return next(iter(title.members))
    return say("record-numbered", lang, kind=owner.both, number=index + 1)
