"""The card as a paper: who, what, how, when, not with what, an example, the document; mostly one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policymatch.letters.card.model import Example, PolicyCard, Requirement
from policymatch.letters.layout.words import day_text, line, muted, number_text, strong
from policymatch.letters.model import FactLine
from policymatch.letters.paper import Paper
from policymatch.letters.paper.blocks import (
    AnyBlock,
    Bullets,
    Callout,
    Checklist,
    Heading,
    Line,
    Pair,
    Pairs,
    Run,
    Text,
    Tone,
)
from policymatch.messages import Lang, say


def card_paper(card: PolicyCard) -> Paper:
    """Return the card as a paper."""
    lang = card.lang
    title = say("card-title", lang)
    return Paper(
        lang=lang,
        title=card.title,
        subtitle=title,
        header=say("letter-header", lang, title=title, firm=card.title),
        footer=say("card-footer", lang, policy=card.policy_id, rules=card.rules_version, day=card.as_of),
        letterhead=card.letterhead,
        blocks=tuple(_blocks(card)),
        compact=True,
    )


def _blocks(card: PolicyCard) -> Iterator[AnyBlock]:
    lang = card.lang
    if card.summary is not None:
        yield Callout(title=None, lines=(line(card.summary),), tone=Tone.PLAIN)
    if card.verify:
        yield Callout(title=say("card-part-verify", lang), lines=tuple(line(text) for text in card.verify))
    yield _heading("who", lang)
    if card.per_record is not None:
        yield Text(line=line(say("card-per-record", lang, kind=card.per_record)))
    yield Bullets(items=tuple(_requirement(one, lang) for one in card.who))
    yield _heading("gives", lang)
    yield _bullets(card.gives)
    yield _heading("how", lang)
    yield Pairs(items=tuple(_how(card)))
    if card.materials:
        yield Checklist(items=tuple(line(text) for text in card.materials))
    if card.relations:
        yield _heading("relations", lang)
        yield _bullets(card.relations)
    if card.example is not None:
        yield _heading("example", lang)
        yield from _example(card.example, lang)
    if card.watch:
        yield _heading("watch", lang)
        yield _bullets(card.watch)
    yield _heading("source", lang)
    yield Pairs(items=tuple(_source(card)))
    yield Text(line=(muted(say("card-disclaimer", lang)),))


def _heading(part: str, lang: Lang) -> Heading:
    return Heading(level=1, text=say(f"card-part-{part}", lang))


def _bullets(texts: Iterable[str]) -> Bullets:
    return Bullets(items=tuple(line(text) for text in texts))


def _requirement(one: Requirement, lang: Lang) -> Line:
    """Return a sentence; of a group its parts, numbered, those of a group in it in brackets."""
    if not one.items:
        return line(one.text)
    return line(strong(one.text), say("card-parts", lang, parts=_parts(one, lang)))


def _parts(group: Requirement, lang: Lang) -> str:
    parts = (
        f"{number_text(number)} {item.text}"
        + (say("letter-note", lang, text=_parts(item, lang)) if item.items else "")
        for number, item in enumerate(group.items, 1)
    )
    return say("fact-separator", lang).join(parts)


def _how(card: PolicyCard) -> Iterator[Pair]:
    lang = card.lang

    def pair(key: str, text: str, note: str | None = None) -> Pair:
        return Pair(label=say(f"card-label-{key}", lang), line=line(text), note=note)

    yield pair("when", card.filing, say("list-separator", lang).join(card.windows) or None)
    unstated = say("card-as-called", lang)
    yield pair("channel", card.channel or unstated)
    yield pair("contact", card.contact or say("card-ask-issuer", lang, issuer=card.source.issuer))
    if not card.materials:
        yield pair("materials", unstated)


def _example(example: Example, lang: Lang) -> Iterator[AnyBlock]:
    facts = [_fact(fact, lang) for fact in example.facts]
    for record in example.records:
        told = say("card-within", lang).join(_fact(fact, lang) for fact in record.facts)
        facts.append(say("card-record", lang, kind=record.kind, facts=told))
    day = day_text(example.as_of, lang)
    listed = say("fact-separator", lang).join(facts)
    yield Text(line=line(say("card-example-firm", lang, day=day, facts=listed)))
    arithmetic = say("fact-separator", lang).join(example.arithmetic)
    more = (muted(say("letter-note", lang, text=arithmetic)),) if arithmetic else ()
    yield Text(line=line(say("card-example-gets", lang), strong(example.amount), *more))
    if example.presumed:
        presumed = say("list-separator", lang).join(example.presumed)
        yield Text(line=(muted(say("letter-presumed", lang, text=presumed)),))


def _fact(fact: FactLine, lang: Lang) -> str:
    return say("fact-and-value", lang, fact=fact.label, value=fact.value)


def _source(card: PolicyCard) -> Iterator[Pair]:
    lang, source = card.lang, card.source
    told: dict[str, str | None] = {
        "document": source.title,
        "number": source.number,
        "issuer": source.issuer,
        "clause": source.clause,
        "force": source.force or say("card-force-unknown", lang),
        "quality": source.quality,
        "url": source.url,
    }
    for key, text in told.items():
        if text is not None:
            yield Pair(label=say(f"card-label-{key}", lang), line=(Run(text=text),))
