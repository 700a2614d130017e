"""What the firm has, as people read it: the value of a fact, or what its list of honours names."""

from __future__ import annotations

from typing import cast

from policymatch.enterprise import Confirmation
from policymatch.language import Context, RecordFacts, number_of, tree, value_of
from policymatch.language.facts import facts_of, walk
from policymatch.language.kinds import NumberKind, kind_of
from policymatch.language.names_of import fact_label, word_label
from policymatch.language.prose import records_prose
from policymatch.language.quantities import days_text, span_text
from policymatch.language.remembered import Remembered
from policymatch.matching.derive import version_for, year_asked
from policymatch.matching.firm import definition_of, firm_on
from policymatch.matching.stated import as_stated, told_with_stated
from policymatch.matching.verified import OF_HONOURS
from policymatch.messages import Lang, say
from policymatch.values import Choice, Codes, DateSpan, Listing, NumberSpan, Span, Truth, Value
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.model import HONOUR
from policymatch.vocabulary.units import PLAIN

_SHOWN_WORDS = 6


def actual(test: tree.Node, context: Context, lang: Lang) -> str:
    """Return what is known of the facts that `test` asks for; one fact without its name, several with."""
    honours, counted, facts = _asks(test)
    if honours:
        return _honours(context, lang)
    if not counted:
        return fact_text(facts[0], context, lang) if len(facts) == 1 else _named(facts, context, lang)
    if len(counted) == 1 and not facts:
        return _records(counted[0], context, lang)
    shown = [_named(facts, context, lang)] if facts else []
    for node in counted:
        records = records_prose(node, context.vocabulary, lang)
        shown.append(say("fact-and-value", lang, fact=records, value=_records(node, context, lang)))
    return say("fact-separator", lang).join(shown)


@Remembered
def _asks(test: tree.Node) -> tuple[bool, tuple[tree.Records, ...], tuple[tree.Fact, ...]]:
    """Return whether `test` asks for honours, which records it counts, and which facts it asks for."""
    nodes = tuple(walk(test))
    honours = any(isinstance(node, tree.Holds) for node in nodes)
    return honours, tuple(node for node in nodes if isinstance(node, tree.Records)), facts_of(test)


def _records(node: tree.Records, context: Context, lang: Lang) -> str:
    """Return what is made of the firm's records, and of those besides that await verification."""
    return told_with_stated(lambda one: _counted(node, one, lang), (), context, lang)


def _counted(node: tree.Records, context: Context, lang: Lang) -> str:
    """Return what is made of the firm's records; of an open list that names none, that nothing is given."""
    listing = context.firm.records(node.kind)
    if not listing.items and not listing.closed:
        return say("not-given", lang)
    kind = kind_of(node, context.vocabulary)
    dimension = kind.dimension if isinstance(kind, NumberKind) else PLAIN
    return span_text(number_of(node, context), dimension, lang)


def evidence(hints: tuple[tree.Fact, ...], context: Context, lang: Lang) -> str:
    """Return what a person may look at to judge: the facts that a check names, where they are given."""
    everything = as_stated(context) or context
    given = tuple(fact for fact in hints if not _is_unknown(fact, everything))
    judged = say("by-a-person", lang)
    return say("with-evidence", lang, judged=judged, facts=_named(given, context, lang)) if given else judged


def confirmed_text(made: Confirmation, lang: Lang) -> str:
    """Return who decided a check and when, with the answer and the note."""
    answer = say("yes" if made.holds else "no", lang)
    told = say("confirmed-by", lang, by=made.by, on=made.on, answer=answer)
    return told if made.note is None else say("with-note", lang, told=told, note=made.note)


def _named(facts: tuple[tree.Fact, ...], context: Context, lang: Lang) -> str:
    """Return several facts, each with its name."""
    shown = [
        say(
            "fact-and-value",
            lang,
            fact=fact_label(fact, context.vocabulary, lang),
            value=fact_text(fact, context, lang),
        )
        for fact in facts
    ]
    return say("fact-separator", lang).join(shown)


def _is_unknown(fact: tree.Fact, context: Context) -> bool:
    return value_of(fact, context) == context.vocabulary.field(fact.kind, fact.key).unknown


def fact_text(fact: tree.Fact, context: Context, lang: Lang) -> str:
    """Return the value of one fact as people read it; one that was worked out says by which document.

    What is stated but does not count, for want of verification, is told as such.
    """
    firm, year = firm_on(context), fact.year
    anchored = year is not None and year.anchor is not None
    if firm is None or fact.kind is not None or anchored or context.assumed:
        return _fact_text(fact, context, lang)
    # Many policies ask for the same facts of a firm. Plain values are found sooner than the nodes of a tree.
    asked = (fact.key, None if year is None else (year.number, year.relative), fact.basis, lang)
    found = firm.shown.get(asked)
    if found is None:
        found = firm.shown[asked] = _fact_text(fact, context, lang)
    return found


def _fact_text(fact: tree.Fact, context: Context, lang: Lang) -> str:
    return told_with_stated(lambda one: _fact_known(fact, one, lang), (fact,), context, lang)


def _fact_known(fact: tree.Fact, context: Context, lang: Lang) -> str:
    field = context.vocabulary.field(fact.kind, fact.key)
    value = value_of(fact, context)
    shown = value_text(value, field, lang)
    definition = definition_of(fact, context)
    if definition is None:
        return shown
    if value != field.unknown:
        return say("derived-by", lang, value=shown, source=definition.source)
    version = version_for(definition, context, year_asked(fact, context))
    left_open = None if version is None else version.open
    return shown if left_open is None else say("derived-open", lang, source=definition.source, why=left_open)


def value_text(value: Value, field: Field, lang: Lang) -> str:
    """Return a value as people read it; what nobody gave is said to be so, never shown as zero."""
    if value == field.unknown:
        return say("not-given", lang)
    if isinstance(value, Truth):
        return say("yes" if value is Truth.TRUE else "no", lang)
    if isinstance(value, Listing):
        return _tags(value, field, lang)
    if isinstance(value, Choice | Codes):
        words = sorted((value.members or ()) if isinstance(value, Choice) else value.prefixes)
        names = [word_label(field, word, lang, people=True) for word in words[:_SHOWN_WORDS]]
        return say("or-separator", lang).join(names)
    if field.type is Type.DATE:
        return days_text(cast(DateSpan, value))
    return span_text(cast(NumberSpan, value), field.dimension, lang, ratio=field.type is Type.RATIO)


def _tags(value: Listing[str], field: Field, lang: Lang) -> str:
    names = [word_label(field, word, lang, people=True) for word in value.items[:_SHOWN_WORDS]]
    return _list_text(names, value.closed, lang)


def _honours(context: Context, lang: Lang) -> str:
    """Return the firm's honours, each marked that awaits verification where only verified facts count."""
    whole = as_stated(context) or context
    counted, honours = context.firm.records(HONOUR), whole.firm.records(HONOUR)
    names = []
    for seen, one in zip(counted.items[:_SHOWN_WORDS], honours.items, strict=False):
        name = honour_text(one, context.vocabulary, lang)
        verified = all(seen.value(key) == one.value(key) for key in OF_HONOURS)
        names.append(name if verified else say("honour-to-verify", lang, honour=name))
    listed = _list_text(names, honours.closed, lang)
    return listed if counted.closed == honours.closed else say("list-to-verify", lang, listed=listed)


def honour_text(record: RecordFacts, vocabulary: Vocabulary, lang: Lang) -> str:
    """Return an honour's name with its last day of validity where known."""
    name = cast("Choice | None", record.value("name"))
    key = next(iter(name.members)) if name is not None and name.members else None
    honour = vocabulary.honours.get(key) if key is not None else None
    label = honour.both.in_(lang) if honour is not None else key or say("not-given", lang)
    expires = record.value("expires")
    if isinstance(expires, Span):
        return say("honour-until", lang, honour=label, day=days_text(cast(DateSpan, expires)))
    return label


def _list_text(names: list[str], closed: bool, lang: Lang) -> str:
    if not names:
        return say("list-none" if closed else "not-given", lang)
    listed = say("list-separator", lang).join(names)
    return listed if closed else say("list-open", lang, listed=listed)
