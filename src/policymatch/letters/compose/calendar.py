"""The calendar: windows, days by which figures must stand, certificates and documents that expire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast

from policymatch.letters.model import Advice, Entry, Verdict
from policymatch.matching import Recommendation
from policymatch.matching.facts_shown import honour_text
from policymatch.messages import Lang, say
from policymatch.nearest import Alternatives
from policymatch.values import Span
from policymatch.vocabulary.model import HONOUR

# How far ahead the calendar looks for what expires, in years.
_AHEAD = 1


def calendar_of(
    recommendation: Recommendation, advice: Iterable[Advice], near: Iterable[Alternatives], lang: Lang
) -> tuple[Entry, ...]:
    """Return the entries by their last day, each once."""
    every = tuple(advice)
    entries = (
        *_windows(every, lang),
        *_figures(near, every, lang),
        *expiring_honours(recommendation, lang),
        *_expiries(recommendation, every, lang),
    )
    return tuple(sorted(entries, key=lambda one: (one.last, one.first, one.uid)))


def _windows(advice: Iterable[Advice], lang: Lang) -> Iterator[Entry]:
    for one in advice:
        if one.window is not None and one.verdict is not Verdict.NEAR:
            yield Entry(
                uid=f"{one.policy_id}/{one.window.closes.isoformat()}",
                kind="window",
                first=one.window.opens,
                last=one.window.closes,
                title=one.title,
                text=say(
                    f"letter-file-{'open' if one.verdict is Verdict.ELIGIBLE else 'if'}",
                    lang,
                    amount=one.amount,
                ),
            )


def _figures(near: Iterable[Alternatives], advice: Iterable[Advice], lang: Lang) -> Iterator[Entry]:
    titles = {one.policy_id: one.title for one in advice}
    for one in near:
        step = one.steps[0]
        if step.by is not None:
            yield Entry(
                uid=f"{one.match.policy_id}/step",
                kind="figures",
                first=step.by,
                last=step.by,
                title=titles[one.match.policy_id],
                text=step.text(lang),
            )


def expiring_honours(recommendation: Recommendation, lang: Lang) -> Iterator[Entry]:
    """Yield the certificates that expire within the year, or have within the last."""
    if not recommendation.matches:
        return
    vocabulary = recommendation.matches[0].context.vocabulary
    for number, record in enumerate(recommendation.enterprise.records(HONOUR).items):
        expires = record.value("expires")
        last = cast("date | None", expires.high) if isinstance(expires, Span) else None
        if last is not None and recommendation.as_of <= last <= _later(recommendation.as_of):
            yield Entry(
                uid=f"honour/{number}/{last.isoformat()}",
                kind="honour",
                first=last,
                last=last,
                title=honour_text(record, vocabulary, lang),
                text=say("letter-honour-expires", lang),
            )


def _expiries(recommendation: Recommendation, advice: Iterable[Advice], lang: Lang) -> Iterator[Entry]:
    """Yield the documents that go out of force within the year, of the policies that may be filed."""
    for one in advice:
        last = recommendation.match(one.policy_id).policy.document.effective_to
        if last is not None and one.verdict is not Verdict.NEAR and last <= _later(recommendation.as_of):
            yield Entry(
                uid=f"{one.policy_id}/expiry",
                kind="expiry",
                first=last,
                last=last,
                title=one.title,
                text=say("letter-document-expires", lang),
            )


def _later(day: date) -> date:
    """Return the same day a year later; 29 February falls on the 28th."""
    try:
        return day.replace(year=day.year + _AHEAD)
    except ValueError:
        return day.replace(year=day.year + _AHEAD, day=28)
