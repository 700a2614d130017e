"""Puts a question in words, in both languages, and says what an answer looks like."""

from __future__ import annotations

from collections.abc import Callable

from policymatch.enterprise.figures import example
from policymatch.enterprise.members import members_of
from policymatch.language import Context, FirmFacts, RecordFacts
from policymatch.language.names_of import fact_label
from policymatch.language.quantities import unit_text
from policymatch.matching.facts_shown import honour_text, value_text
from policymatch.matching.record_names import names_apart
from policymatch.messages import LANGUAGES, Both, Lang, say
from policymatch.questions.asked import Asked
from policymatch.questions.question import Answer
from policymatch.values import Listing
from policymatch.vocabulary import Field, Type
from policymatch.vocabulary.model import HONOUR

# More words than this are not offered to choose from.
MOST_CHOICES = 20


def label_of(asked: Asked, context: Context) -> Both:
    """Return what a question is about: 2025年研发费用（税务口径）; 第1个项目（甲线）的设备投资."""
    return _both(lambda lang: _label(asked, context, lang))


def text_of(asked: Asked, context: Context) -> Both:
    """Return the question itself; of what is known in part, with what is known."""
    return _both(lambda lang: _text(asked, context, lang))


def answer_of(asked: Asked, context: Context) -> Answer:
    """Return what an answer to a question looks like."""
    vocabulary = context.vocabulary
    if asked.key is None:
        form = "honours" if asked.kind == HONOUR else "records"
        return Answer("records", _both(lambda lang: say(f"answer-{form}", lang)))
    field = vocabulary.field(asked.kind, asked.key)
    if field.type.is_numeric:
        unit = _both(lambda lang: unit_text(field.dimension, lang)) if field.dimension else None
        return Answer(field.type.value, example(field), unit)
    members = members_of(field, asked.kind, vocabulary)
    terms = [term for scope in members.scopes for term in scope.values()]
    choices = tuple(Both(term.label, term.key) for term in terms) if len(terms) <= MOST_CHOICES else ()
    if field.type in (Type.ENUM, Type.TAGS) and terms:
        return Answer(field.type.value, Both(terms[0].label, terms[0].key), choices=choices)
    return Answer(
        field.type.value, _both(lambda lang: say(f"answer-{field.type.value}", lang)), choices=choices
    )


def _both(made: Callable[[Lang], str]) -> Both:
    zh, en = (made(lang) for lang in LANGUAGES)
    return Both(zh, en)


def _label(asked: Asked, context: Context, lang: Lang) -> str:
    vocabulary = context.vocabulary
    if asked.key is None:
        assert asked.kind is not None
        return say("missing-list", lang, kind=vocabulary.records[asked.kind].both)
    name = fact_label(asked.fact, vocabulary, lang, owned=False)
    if asked.kind is None or asked.record is None:
        return name
    record = _names(asked.kind, context, lang)[asked.record]
    return say("question-of-record", lang, record=record, fact=name)


def _text(asked: Asked, context: Context, lang: Lang) -> str:
    vocabulary = context.vocabulary
    if asked.key is None:
        assert asked.kind is not None
        kind = vocabulary.records[asked.kind].both
        names = _names(asked.kind, context, lang)
        if not names:
            return say("question-which-records", lang, kind=kind)
        return say("question-all-records", lang, kind=kind, listed=say("list-separator", lang).join(names))
    field = vocabulary.field(asked.kind, asked.key)
    fact = _label(asked, context, lang)
    known = _known(asked, field, context, lang)
    key = field.type.value if field.type in _OWN_WORDS else "figure" if field.type.is_numeric else "word"
    text = say(f"question-{key}", lang, fact=fact)
    return text if known is None else text + say("question-known", lang, known=known)


_OWN_WORDS = (Type.BOOL, Type.DATE, Type.REGION, Type.INDUSTRY, Type.TAGS)


def _known(asked: Asked, field: Field, context: Context, lang: Lang) -> str | None:
    """Return what is known of a fact already, or None."""
    assert asked.key is not None
    owner: FirmFacts | RecordFacts = context.firm
    if asked.kind is not None and asked.record is not None:
        owner = context.firm.records(asked.kind).items[asked.record]
    value = owner.value(asked.key, asked.year, asked.basis)
    if value is None or value == field.unknown or (isinstance(value, Listing) and not value.items):
        return None
    return value_text(value, field, lang)


def _names(kind: str, context: Context, lang: Lang) -> list[str]:
    listed = context.firm.records(kind).items
    if kind == HONOUR:
        return [honour_text(record, context.vocabulary, lang) for record in listed]
    return names_apart(kind, listed, context.vocabulary, lang)
