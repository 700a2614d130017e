"""The annex: every criterion of every policy of the letter beside what the firm has, and all facts."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.letters.layout.filing import citation
from policymatch.letters.layout.words import cell, line, muted, number_text, table
from policymatch.letters.model import Advice, Letter
from policymatch.letters.paper.blocks import Align, AnyBlock, Column, Heading, Line, Run, Text, Tone
from policymatch.messages import Lang, say

_MARKS = {"true": ("✓", Tone.GOOD), "false": ("✗", Tone.BAD), "unknown": ("?", Tone.WARN)}


def annex(letter: Letter) -> Iterator[AnyBlock]:
    """Yield the criteria policy by policy, then the facts with where they are from."""
    lang = letter.lang
    for one in letter.advice:
        yield Heading(level=2, text=f"{number_text(one.number)} {one.title}")
        yield Text(line=citation(one, in_full=True))
        yield _criteria(one, lang)
        if one.arithmetic:
            yield Text(line=(muted(say("fact-separator", lang).join(one.arithmetic)),))
    if letter.firm.facts:
        yield Heading(level=2, text=say("letter-annex-facts", lang))
        yield _facts(letter)


def _criteria(one: Advice, lang: Lang) -> AnyBlock:
    return table(
        (
            Column(title="", share=0.35, align=Align.CENTER),
            Column(title=say("letter-column-required", lang), share=3),
            Column(title=say("letter-column-actual", lang), share=2.4),
            Column(title=say("letter-column-clause", lang), share=1.2),
        ),
        (
            (
                cell((_mark(criterion.truth),)),
                cell(criterion.required, None if criterion.record is None else (muted(criterion.record),)),
                cell(*_actual(criterion.actual, criterion.presumed, lang)),
                cell(criterion.cite or "—"),
            )
            for criterion in one.criteria
        ),
    )


def _mark(truth: str) -> Run:
    mark, tone = _MARKS[truth]
    return Run(text=mark, tone=tone)


def _actual(actual: str | None, presumed: bool, lang: Lang) -> Iterator[Line]:
    yield line(actual or "—")
    if presumed:
        yield (muted(say("letter-presumed-mark", lang)),)


def _facts(letter: Letter) -> AnyBlock:
    lang = letter.lang
    verified = {True: "letter-verified", False: "letter-declared", None: "letter-unsaid"}
    return table(
        (
            Column(title=say("letter-column-fact", lang), share=2.4),
            Column(title=say("letter-column-value", lang), share=3),
            Column(title=say("letter-column-source", lang), share=1.6),
            Column(title=say("letter-column-verified", lang), share=1),
        ),
        (
            (
                cell(fact.label),
                cell(fact.value),
                cell(" ".join(part for part in (fact.source, fact.day) if part) or "—"),
                cell(say(verified[fact.verified], lang)),
            )
            for fact in letter.firm.facts
        ),
    )
