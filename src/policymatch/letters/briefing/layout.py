"""The briefing as a paper: the room at a glance, a table of all policies, then the first in full."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.letters.briefing.model import Briefing, Point
from policymatch.letters.layout.words import (
    bracketed,
    cell,
    day_text,
    line,
    listed,
    muted,
    number_text,
    strong,
    table,
)
from policymatch.letters.paper import Paper
from policymatch.letters.paper.blocks import (
    Align,
    AnyBlock,
    Bullets,
    Callout,
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Pair,
    Pairs,
    Text,
    Tone,
)
from policymatch.messages import Lang, say

# So many policies are told in full, and so many firms are named of each group; the data has all.
_IN_FULL = 8
_NAMED = 12
_GROUPS = ("qualify", "check", "open", "near")


def briefing_paper(briefing: Briefing) -> Paper:
    """Return the briefing as a paper."""
    lang = briefing.lang
    title = say("briefing-title", lang)
    day = day_text(briefing.as_of, lang)
    return Paper(
        lang=lang,
        title=title,
        subtitle=say("briefing-subtitle", lang, day=day, firms=len(briefing.firms)),
        header=say("letter-header", lang, title=title, firm=day),
        footer=say("briefing-footer", lang, rules=briefing.rules_version, version=briefing.version),
        letterhead=briefing.letterhead,
        blocks=tuple(_blocks(briefing)),
    )


def _blocks(briefing: Briefing) -> Iterator[AnyBlock]:
    lang = briefing.lang
    yield KeyFigures(items=tuple(_figures(briefing)))
    if briefing.points:
        yield Heading(level=1, text=say("briefing-part-all", lang))
        yield _table(briefing)
        yield Heading(level=1, text=say("briefing-part-points", lang))
        for number, point in enumerate(briefing.points[:_IN_FULL], 1):
            yield from _point(point, number, lang)
    else:
        yield Text(line=line(say("briefing-no-points", lang)))
    for part, texts in (
        ("nothing", briefing.nothing),
        ("for-nobody", briefing.for_nobody),
        ("unreadable", briefing.unreadable),
    ):
        if texts:
            yield Heading(level=1, text=say(f"briefing-part-{part}", lang))
            yield Bullets(items=tuple(line(text) for text in texts))
    yield Text(line=(muted(say("briefing-disclaimer", lang)),))


def _figures(briefing: Briefing) -> Iterator[KeyFigure]:
    lang = briefing.lang
    for key, count, tone in (
        ("firms", len(briefing.firms), Tone.PLAIN),
        ("qualify", briefing.qualifying, Tone.GOOD),
        ("policies", sum(bool(point.qualify) for point in briefing.points), Tone.GOOD),
        ("open", sum(not point.qualify for point in briefing.points), Tone.WARN),
    ):
        yield KeyFigure(value=str(count), label=say(f"briefing-figure-{key}", lang), tone=tone)


def _table(briefing: Briefing) -> AnyBlock:
    lang = briefing.lang
    return table(
        (
            Column(title=say("column-policy", lang), share=3.4),
            *(
                Column(title=say(f"briefing-column-{group}", lang), share=0.95, align=Align.RIGHT)
                for group in _GROUPS
            ),
            Column(title=say("briefing-column-stake", lang), share=2.6),
        ),
        (
            (
                cell(line(strong(f"{number_text(number)} {point.title}")), (muted(point.filing),)),
                *(cell(str(len(getattr(point, group)) or "—")) for group in _GROUPS),
                cell("—" if point.stake is None else point.stake.text),
            )
            for number, point in enumerate(briefing.points, 1)
        ),
    )


def _point(point: Point, number: int, lang: Lang) -> Iterator[AnyBlock]:
    yield Heading(level=2, text=f"{number_text(number)} {point.title}")
    yield Callout(title=None, lines=(line(point.sentence),), tone=Tone.PLAIN)
    yield Pairs(items=tuple(_pairs(point, lang)))


def _pairs(point: Point, lang: Lang) -> Iterator[Pair]:
    if point.summary is not None:
        yield Pair(label=say("letter-label-what", lang), line=line(point.summary))
    for group in _GROUPS:
        names: tuple[str, ...] = getattr(point, group)
        if names:
            told = say("briefing-names", lang, count=len(names), names=listed(names, _NAMED, lang))
            yield Pair(label=say(f"briefing-column-{group}", lang), line=line(told))
    separator = say("fact-separator", lang)
    if point.notes:
        yield Pair(label=say("letter-label-notes", lang), line=line(separator.join(point.notes)))
    if point.verify:
        yield Pair(label=say("letter-label-verify", lang), line=line(separator.join(point.verify)))
    known = dict.fromkeys((point.issuer, point.document, point.document_number, point.cite))
    where = tuple(bracketed(*known))
    yield Pair(label=say("briefing-label-where", lang), line=where)
