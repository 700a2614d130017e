"""What to file now: a table of all, then the amount with its arithmetic; tax reliefs; one checklist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from policymatch.letters.layout.charts import amounts_chart
from policymatch.letters.layout.detail import Detail
from policymatch.letters.layout.words import (
    amount_run,
    bracketed,
    cell,
    line,
    listed,
    muted,
    number_text,
    numbers_text,
    rest_text,
    strong,
    table,
)
from policymatch.letters.model import Advice, Letter
from policymatch.letters.paper.blocks import (
    Align,
    AnyBlock,
    Checklist,
    Column,
    Heading,
    Line,
    Pair,
    Pairs,
    Run,
    Text,
    Tone,
)
from policymatch.messages import Lang, say

_STEPS = 4
_NAMED = 6


def to_file(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the policies to file: payments and help."""
    if not letter.to_file:
        return
    lang = letter.lang
    yield Text(line=line(say("letter-file-intro", lang)))
    yield filing_table(letter.to_file[: detail.table], lang)
    yield from rest_line(letter.to_file, detail.table, lang)
    chart = amounts_chart((*letter.to_file, *letter.tax), detail.bars, lang)
    if chart is not None:
        yield chart
    for one in letter.to_file[: detail.told]:
        yield from _in_full(one, lang)


def tax(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the tax reliefs: a saving, not a payment."""
    if not letter.tax:
        return
    lang = letter.lang
    yield Text(line=line(say("letter-tax-intro", lang)))
    yield filing_table(letter.tax[: detail.table], lang)
    yield from rest_line(letter.tax, detail.table, lang)
    for one in letter.tax[: detail.told]:
        if one.arithmetic:
            told = say("fact-separator", lang).join(one.arithmetic[-_STEPS:])
            yield Text(line=line(strong(f"{number_text(one.number)} "), muted(told)))


def filing_table(advice: Iterable[Advice], lang: Lang) -> AnyBlock:
    """Return policies as a table: what, how much, when, with the clause."""
    return table(
        (
            Column(title=say("column-policy", lang), share=3.3),
            Column(title=say("column-amount", lang), share=2.1, align=Align.RIGHT),
            Column(title=say("column-window", lang), share=1.7),
        ),
        (
            (
                cell(line(strong(f"{number_text(one.number)} {one.title}")), citation(one), _left_out(one)),
                cell(line(amount_run(one.amount, one.promised))),
                cell(one.filing, None if one.channel is None else (muted(one.channel),)),
            )
            for one in advice
        ),
    )


def rest_line(advice: tuple[Advice, ...], shown: int, lang: Lang) -> Iterator[AnyBlock]:
    """Yield a line that names the policies of a table that stand in the annex only."""
    rest = advice[shown:]
    if rest:
        titles = listed((f"{number_text(one.number)} {one.title}" for one in rest), _NAMED, lang)
        yield Text(line=(muted(say("letter-open-more", lang, count=len(rest), titles=titles)),))


def citation(one: Advice, in_full: bool = False) -> Line:
    """Return where a policy stands: its number, or title where it has none (`in_full` both), the clause."""
    number = one.document_number
    # What stands for a clause in some rules is the document once more.
    clause = None if one.cite in (one.document, number) else one.cite
    known = [one.document, number] if in_full else [number or one.document]
    if clause is not None and clause.startswith(known[-1] or one.document):
        known.pop()
    return tuple(bracketed(one.issuer, *known, clause))


def _left_out(one: Advice) -> Line | None:
    """Return why a policy is not in the best package; None for one that is, or that no package is about."""
    return None if one.left_out is None else (Run(text=one.left_out, tone=Tone.WARN),)


def _in_full(one: Advice, lang: Lang) -> Iterator[AnyBlock]:
    yield Heading(level=2, text=f"{number_text(one.number)} {one.title}")
    yield Pairs(items=tuple(_pairs(one, lang)))


def _pairs(one: Advice, lang: Lang) -> Iterator[Pair]:
    def pair(key: str, text: str, note: str | None = None) -> Pair:
        return Pair(label=say(f"letter-label-{key}", lang), line=line(text), note=note)

    separator = say("fact-separator", lang)
    if one.summary is not None:
        yield pair("what", one.summary)
    yield Pair(
        label=say("letter-label-amount", lang),
        line=line(amount_run(one.amount, one.promised)),
        note=separator.join(one.arithmetic[-_STEPS:]) or None,
    )
    for terms in one.terms:
        yield pair("terms", terms)
    yield pair("why", separator.join(_why(one, lang)))
    yield pair("when", one.filing, one.channel)
    yield pair("where", one.issuer if one.contact is None else f"{one.issuer} {one.contact}")
    if one.verify:
        yield pair("verify", separator.join(one.verify))
    if one.notes:
        yield pair("notes", separator.join(one.notes))


def _why(one: Advice, lang: Lang) -> Iterator[str]:
    """Yield the criteria that hold, each with what the firm has and its clause."""
    for criterion in one.criteria:
        if criterion.truth == "true" and criterion.actual is not None:
            text = say("letter-because", lang, required=criterion.required, actual=criterion.actual)
            yield text


def materials(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield one checklist over all policies: what documents ask for, then the proofs, by who keeps them."""
    if not letter.materials:
        return
    lang = letter.lang
    stated = [one for one in letter.materials if one.stated]
    kept: defaultdict[str | None, list[str]] = defaultdict(list)
    for one in letter.materials:
        if not one.stated:
            kept[one.source].append(f"{one.text}{numbers_text(one.policies)}")
    yield Text(line=line(say("letter-materials-intro" if stated else "letter-materials-unstated", lang)))
    items = [line(one.text, muted(numbers_text(one.policies))) for one in stated[: detail.materials]]
    for source in sorted(kept, key=lambda one: (one is None, -len(kept[one]))):
        who = say("letter-keeper-own", lang) if source is None else say("letter-keeper", lang, source=source)
        items.append(line(strong(who), listed(kept[source], detail.materials, lang)))
    yield Checklist(items=tuple(items))
    yield from rest_text(stated, detail.materials, lang)
