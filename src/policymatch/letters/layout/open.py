"""What is not decided yet, what is within reach and the step to it, and the questions to answer."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.letters.layout.detail import Detail
from policymatch.letters.layout.filing import citation, rest_line
from policymatch.letters.layout.words import cell, line, listed, muted, number_text, strong, table
from policymatch.letters.model import Advice, Letter, Verdict
from policymatch.letters.paper.blocks import Align, AnyBlock, Bullets, Column, Text
from policymatch.messages import say

_AWAITS = 4
_WAYS = 2


def open_ones(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the policies that wait for a person's judgement or for facts, the likeliest first."""
    if not letter.open:
        return
    lang = letter.lang
    yield Text(line=line(say("letter-open-intro", lang)))
    yield table(
        (
            Column(title=say("column-policy", lang), share=3),
            Column(title=say("letter-column-awaits", lang), share=2.4),
            Column(title=say("column-amount", lang), share=1.9, align=Align.RIGHT),
        ),
        (
            (
                cell(line(strong(f"{number_text(one.number)} {one.title}")), citation(one)),
                cell(_awaits(one, letter)),
                cell(one.amount),
            )
            for one in letter.open[: detail.open]
        ),
    )
    yield from rest_line(letter.open, detail.open, lang)


def _awaits(one: Advice, letter: Letter) -> str:
    key = "letter-awaits-check" if one.verdict is Verdict.CHECK else "letter-awaits-facts"
    return say(key, letter.lang, facts=listed(one.awaits, _AWAITS, letter.lang))


def near(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the near misses, each with the smallest steps that would open it."""
    if not letter.near:
        return
    lang = letter.lang
    yield Text(line=line(say("letter-near-intro", lang)))
    items = []
    for one in letter.near[: detail.near]:
        for way in one.steps[:_WAYS]:
            told = [part for part in (way.when, way.needs_more) if part is not None]
            worth = "" if way.worth is None else say("letter-near-worth", lang, worth=way.worth)
            items.append(
                line(
                    strong(f"{number_text(one.number)} {one.title}"),
                    say("letter-near-step", lang, step=way.text, worth=worth),
                    *(muted(say("letter-note", lang, text=part)) for part in told),
                )
            )
    yield Bullets(items=tuple(items))


def questions(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the questions worth most; the others are counted."""
    if not letter.questions:
        return
    lang = letter.lang
    yield Text(line=line(say("letter-questions-intro", lang)))
    items = []
    for one in letter.questions[: detail.questions]:
        key = "letter-question-hangs" if one.money is None else "letter-question-money"
        hangs = say(key, lang, policies=one.policies, money=one.money, effort=one.effort)
        items.append(line(one.text, muted(hangs)))
    yield Bullets(items=tuple(items), ordered=True)
    more = len(letter.questions) - detail.questions
    if more > 0:
        yield Text(line=(muted(say("letter-questions-more", lang, count=more)),))
