"""The head of a letter: to whom, what a busy owner reads in ten seconds, and on which facts it rests."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policymatch.benefit import Nature
from policymatch.letters.layout.words import bracketed, day_text, line, listed, money_text, muted
from policymatch.letters.model import Letter, Total
from policymatch.letters.paper.blocks import (
    AnyBlock,
    Bullets,
    KeyFigure,
    KeyFigures,
    Line,
    Pair,
    Pairs,
    Text,
    Tone,
)
from policymatch.messages import say

# So many facts say who the firm is; all the others stand in the annex.
_FACTS = 8
_NONE = Decimal(0)


def head(letter: Letter) -> Iterator[AnyBlock]:
    """Yield the greeting, the figures, the summary and the facts."""
    lang = letter.lang
    yield Text(line=line(say("letter-greeting", lang, firm=letter.firm.name)))
    day = day_text(letter.basis.as_of, lang)
    yield Text(line=line(say("letter-opening", lang, day=day, policies=letter.basis.policies)))
    yield KeyFigures(items=tuple(_figures(letter)))
    yield Bullets(items=tuple(_sentences(letter)))
    yield Pairs(items=tuple(_facts(letter)), columns=2)


def _figures(letter: Letter) -> Iterator[KeyFigure]:
    lang, summary = letter.lang, letter.summary
    yield KeyFigure(
        value=say("letter-count", lang, count=summary.eligible),
        label=say("letter-figure-eligible", lang),
        note=say("letter-figure-open", lang, open=summary.open, near=summary.near),
        tone=Tone.GOOD,
    )
    payment, saving = (_total(letter, nature) for nature in (Nature.PAYMENT, Nature.TAX_SAVING))
    for key, total in (("payment", payment), ("saving", saving)):
        yield KeyFigure(
            value=money_text(total.sure + total.to_verify, lang),
            label=say(f"letter-figure-{key}", lang),
            note=say("letter-figure-verify", lang, amount=money_text(total.to_verify, lang))
            if total.to_verify
            else None,
            tone=Tone.STRONG,
        )
    deadline = summary.deadline
    if deadline is not None:
        yield KeyFigure(
            value=say("letter-month-day", lang, month=deadline.day.month, day=deadline.day.day),
            label=say("letter-figure-deadline", lang),
            note=say("letter-days-left", lang, days=deadline.days_left),
            tone=Tone.WARN,
        )


def _total(letter: Letter, nature: Nature) -> Total:
    nothing = Total(nature=nature, sure=_NONE, to_verify=_NONE, possible=_NONE, unbounded=0)
    return next((one for one in letter.summary.totals if one.nature is nature), nothing)


def _sentences(letter: Letter) -> Iterator[Line]:
    lang, summary = letter.lang, letter.summary
    if summary.eligible:
        titles = (one.title for one in (*letter.to_file, *letter.tax))
        yield line(say("letter-says-eligible", lang, count=summary.eligible, titles=listed(titles, 3, lang)))
    else:
        yield line(say("letter-says-none", lang))
    if summary.open:
        most = sum((one.possible for one in summary.totals), _NONE)
        endless = sum(one.unbounded for one in summary.totals)
        key = "letter-says-open" if most or endless else "letter-says-open-no-money"
        yield line(
            say(
                key,
                lang,
                count=summary.open,
                questions=len(letter.questions),
                amount=money_text(most, lang),
            )
        )
    if letter.near:
        titles = (one.title for one in letter.near)
        yield line(say("letter-says-near", lang, count=len(letter.near), titles=listed(titles, 2, lang)))
    if summary.deadline is not None:
        yield line(
            say(
                "letter-says-deadline",
                lang,
                title=summary.deadline.title,
                day=day_text(summary.deadline.day, lang),
                days=summary.deadline.days_left,
            )
        )


def _facts(letter: Letter) -> Iterator[Pair]:
    lang, firm = letter.lang, letter.firm
    if firm.credit_code is not None:
        yield Pair(label=say("letter-credit-code", lang), line=line(firm.credit_code))
    if firm.honours:
        yield Pair(label=say("letter-honours", lang), line=line(listed(firm.honours, 3, lang)))
    for fact in firm.facts[:_FACTS]:
        yield Pair(
            label=fact.label,
            line=line(
                fact.value,
                *(muted(say("letter-note", lang, text=run.text)) for run in bracketed(fact.source, fact.day)),
            ),
        )
