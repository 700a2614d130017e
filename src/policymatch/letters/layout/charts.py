"""The two pictures of a letter: what each policy is worth, and when its window is open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policymatch.letters.layout.words import number_text
from policymatch.letters.model import Advice, Letter, Money, Verdict
from policymatch.letters.paper.blocks import Bar, Bars, Span, Timeline, Tone
from policymatch.messages import Lang, say

# A chart of one bar says nothing.
_FEWEST = 2
# One of many cannot be read, whatever is asked for.
_MOST = 8
# How many months a timeline covers, from the month of the day on.
_MONTHS = 12


def amounts_chart(advice: Iterable[Advice], most: int, lang: Lang) -> Bars | None:
    """Return what each policy is worth as bars, the most first; None where there is nothing to compare."""
    bars = [
        _bar(one, one.money) for one in advice if one.money is not None and one.money.high not in (None, 0)
    ]
    if len(bars) < _FEWEST:
        return None
    bars.sort(key=lambda bar: -(bar.high or 0))
    shown = tuple(bars[: min(most, _MOST)])
    alt = say("fact-separator", lang).join(
        say("fact-and-value", lang, fact=bar.label, value=bar.text) for bar in shown
    )
    return Bars(items=shown, caption=say("letter-chart-amounts", lang), alt=alt)


def _bar(one: Advice, money: Money) -> Bar:
    tone = Tone.GOOD if one.promised else Tone.WARN
    label = f"{number_text(one.number)} {one.title}"
    return Bar(label=label, low=money.low, high=money.high, text=one.amount, tone=tone)


def windows_chart(letter: Letter, most: int) -> Timeline | None:
    """Return the windows of the months ahead; None where none is known."""
    today = letter.basis.as_of
    first, last = today.replace(day=1), _months_later(today.replace(day=1), _MONTHS)
    known = [
        one
        for one in letter.advice
        if one.window is not None
        and one.verdict is not Verdict.NEAR
        and one.window.closes >= first
        and one.window.opens < last
    ]
    if not known:
        return None
    lang = letter.lang
    spans = tuple(_span(one, lang) for one in known[: min(most, _MOST)])
    alt = say("fact-separator", lang).join(
        say("fact-and-value", lang, fact=span.label, value=span.text) for span in spans
    )
    return Timeline(
        first=first,
        last=date.fromordinal(last.toordinal() - 1),
        today=today,
        spans=spans,
        caption=say("letter-chart-windows", lang),
        alt=alt,
    )


def _span(one: Advice, lang: Lang) -> Span:
    window = one.window
    assert window is not None
    text = say("letter-window", lang, opens=window.opens.isoformat(), closes=window.closes.isoformat())
    tone = Tone.GOOD if one.verdict is Verdict.ELIGIBLE else Tone.WARN
    return Span(
        label=f"{number_text(one.number)} {one.title}",
        opens=window.opens,
        closes=window.closes,
        text=text,
        tone=tone,
    )


def _months_later(first: date, months: int) -> date:
    """Return the first day of a month so many months later."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
