"""What stands beside a blank for people: how to fill it, an example, the words to choose from, the source."""

from __future__ import annotations

from policymatch.enterprise.members import members_of
from policymatch.intake.template.blanks import Blank
from policymatch.messages import Lang, say
from policymatch.vocabulary import Type, Vocabulary

# More words than this are listed in the workbook's own list only, not in the explanation.
_TOLD = 12
_FIGURES = {
    Type.MONEY: "2350",
    Type.COUNT: "50",
    Type.NUMBER: "50",
    Type.RATIO: "3.5",
    Type.DURATION: "18",
    Type.DATE: "2024-05-20",
}


def choices(blank: Blank, vocabulary: Vocabulary, lang: Lang) -> tuple[str, ...]:
    """Return the words that a cell may be chosen from; none where it holds a figure, a date or free text."""
    if blank.field.type is Type.BOOL:
        return say("template-yes", lang), say("template-no", lang)
    if blank.field.type.is_numeric or blank.field.type.is_code or blank.field.type is Type.DATE:
        return ()
    members = members_of(blank.field, blank.kind, vocabulary)
    keys = dict.fromkeys(key for scope in members.scopes for key in scope)
    return tuple(members.name(key, lang) for key in keys)


def is_closed(blank: Blank, vocabulary: Vocabulary) -> bool:
    """Return whether a cell holds one of its choices and nothing else."""
    if blank.field.type is Type.BOOL:
        return True
    members = members_of(blank.field, blank.kind, vocabulary)
    free = blank.field.type is Type.TEXT and members.unknown == "unknown-value"
    return blank.field.type is not Type.TAGS and not members.open and not free


def how(blank: Blank, vocabulary: Vocabulary, lang: Lang) -> str:
    """Return how a blank is filled: by its type, with the words to choose from and the field's own note."""
    field = blank.field
    words = choices(blank, vocabulary, lang)
    unit = blank.unit
    parts = [say(f"template-fill-{field.type.value}", lang)]
    if unit is not None and field.type is not Type.DURATION:
        parts = [say("template-fill-unit", lang, unit=unit.name(lang))]
    if words and field.type is not Type.BOOL and len(words) <= _TOLD:
        parts.append(say("template-words", lang, words=say("list-separator", lang).join(words)))
    if blank.basis is not None:
        parts.append(say("template-basis", lang, basis=vocabulary.bases[blank.basis].both))
    # Notes of the vocabulary are Chinese only.
    if field.doc and lang == "zh":
        parts.append(field.doc)
    return say("template-sentence", lang).join(parts)


def example(blank: Blank, vocabulary: Vocabulary, lang: Lang) -> str:
    """Return what may stand in the cell; empty for free text."""
    field = blank.field
    if field.type in _FIGURES:
        return _FIGURES[field.type]
    if field.type is Type.REGION:
        return say("template-example-region", lang)
    if field.type is Type.INDUSTRY:
        return "C3421"
    words = choices(blank, vocabulary, lang)
    return SEPARATOR.join(words[:2]) if field.type is Type.TAGS else words[0] if words else ""


# Several words of one cell: a comma or 、 may stand inside a word (采矿业、制造业).
SEPARATOR = "；"
