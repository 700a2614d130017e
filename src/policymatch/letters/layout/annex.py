"""The annex: every criterion of every policy beside what the firm has, what the letter cut, all facts."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.letters.layout import ahead, filing, risks
from policymatch.letters.layout import package as package_part
from policymatch.letters.layout.detail import EVERYTHING, Detail
from policymatch.letters.layout.filing import citation
from policymatch.letters.layout.words import cell, line, muted, number_text, table
from policymatch.letters.model import Advice, Letter
from policymatch.letters.paper.blocks import Align, AnyBlock, Column, Heading, Line, Run, Text, Tone
from policymatch.messages import Lang, say

_MARKS = {"true": ("✓", Tone.GOOD), "false": ("✗", Tone.BAD), "unknown": ("?", Tone.WARN)}


def annex(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the criteria policy by policy, the parts that `detail` cut, and the facts."""
    lang = letter.lang
    for one in letter.advice:
        yield Heading(level=2, text=f"{number_text(one.number)} {one.title}")
        yield Text(line=citation(one, in_full=True))
        yield _criteria(one, lang)
        if one.arithmetic:
            yield Text(line=(muted(say("fact-separator", lang).join(one.arithmetic)),))
    yield from _in_full(letter, detail)
    if letter.firm.facts:
        yield Heading(level=2, text=say("letter-annex-facts", lang))
        yield _facts(letter)


def _in_full(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the parts of which the letter shows only the first lines, whole."""
    package = letter.package
    longest = 0 if package is None else max(map(len, (package.chosen, package.left_out, package.to_clear_up)))
    parts = (
        ("letter-part-package", longest > detail.package, package_part.package),
        ("letter-part-calendar", len(letter.calendar) > detail.calendar, ahead.calendar),
        ("letter-part-materials", len(letter.materials) > detail.materials, filing.materials),
        ("letter-part-risks", len(letter.warnings) > detail.warnings, risks.warnings),
        ("letter-part-verify", len(letter.to_verify) > detail.verify, risks.to_verify),
    )
    for key, is_cut, part in parts:
        if is_cut:
            yield Heading(level=2, text=say(key, letter.lang))
            yield from part(letter, EVERYTHING)


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
