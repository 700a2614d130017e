"""What may soon cost a firm its tier: a limit it grows past, a figure that fell, a certificate that ends.

A limit is one within 10% above a figure, or that the figure passes if it grows as it did last year
(nearest.cliff). A floor is told of a figure that fell last year, where falling as much again, or by 10%,
would pass it. A certificate is told where it ends within a year and the tier does not hold without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import cast

from policymatch.enterprise import Enterprise, Record
from policymatch.language import Context
from policymatch.matching import Match, Verdict
from policymatch.matching.firm import FirmOn, firm_on
from policymatch.matching.verdict import decide
from policymatch.messages import Both, Lang, say
from policymatch.nearest import cliffs_among
from policymatch.nearest.cliff import ROOM, exact
from policymatch.nearest.figures import grain_of, nearer, whole
from policymatch.nearest.reads import stated
from policymatch.nearest.told import figure_text, label
from policymatch.nearest.trial import Start, Target, Trial
from policymatch.policy import Policy
from policymatch.values import DateSpan, Listing, Number
from policymatch.values.dates import months_after
from policymatch.vocabulary.model import HONOUR

# How long before its last day a certificate is told of.
MONTHS = 12


class Reason(StrEnum):
    """What kind of thing may cost a tier."""

    LIMIT = "limit"
    FALLING = "falling"
    EXPIRING = "expiring"


@dataclass(frozen=True)
class Leaving:
    """One thing that may soon cost a firm its tier; `by` is the last day of a certificate."""

    reason: Reason
    text: Both
    by: date | None = None

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        by = None if self.by is None else self.by.isoformat()
        return {"reason": self.reason.value, "text": self.text.in_(lang), "by": by}


def leavings_of(match: Match) -> tuple[Leaving, ...]:
    """Return what may soon end a match: certificates first, then limits, then figures that fell."""
    firm = firm_on(match.context)
    if firm is None or match.verdict is not Verdict.ELIGIBLE:
        return ()
    trial = Trial(Start(firm, match.context.vocabulary))
    limits = (Leaving(Reason.LIMIT, cliff.text) for cliff in cliffs_among((match,)))
    return (*_expiring(match.policy, firm, match.context), *limits, *_falling(match.policy, trial))


# -- certificates ------------------------------------------------------------------------------------------


def _expiring(policy: Policy, firm: FirmOn, context: Context) -> Iterator[Leaving]:
    """Yield the certificates that end within a year and without which the tier does not hold."""
    last = months_after(firm.as_of, MONTHS)
    ending = [
        (record, ends)
        for record in firm.enterprise.records(HONOUR).items
        if (ends := _last_day(record)) is not None and firm.as_of <= ends <= last
    ]

    def holds_without(gone: Iterable[Record]) -> bool:
        less = replace(firm, enterprise=_without(firm.enterprise, tuple(gone)), _derived={})
        return decide(policy, Context(less, context.vocabulary)).verdict is Verdict.ELIGIBLE

    if not ending or holds_without(record for record, _ in ending):
        return
    # Where two stand for each other, only both together matter.
    needed = [one for one in ending if not holds_without(one[:1])]
    for record, ends in needed or ending:
        yield Leaving(Reason.EXPIRING, _ends_text(record, ends, context), ends)


def _last_day(record: Record) -> date | None:
    """Return the last day of a certificate, where it is known for certain."""
    days = cast("DateSpan | None", record.value("expires"))
    return days.high if days is not None and days.is_exact else None


def _without(enterprise: Enterprise, gone: tuple[Record, ...]) -> Enterprise:
    held = enterprise.records(HONOUR)
    kept = tuple(one for one in held.items if not any(one is other for other in gone))
    return replace(enterprise, listings={**enterprise.listings, HONOUR: Listing(kept, held.closed)})


def _ends_text(record: Record, ends: date, context: Context) -> Both:
    def text(lang: Lang) -> str:
        name = record.title(context.vocabulary, lang) or context.vocabulary.records[HONOUR].both.in_(lang)
        return say("roster-expiring", lang, name=name, day=ends)

    return Both(text("zh"), text("en"))


# -- figures -----------------------------------------------------------------------------------------------


def _falling(policy: Policy, trial: Trial) -> Iterator[Leaving]:
    """Yield the yearly figures that fell and are near the least that the tier asks for."""
    last_year = trial.start.firm.as_of.year - 1
    for target in stated((policy.condition,), trial):
        numeric = target.kind is None and trial.field(target).type.is_numeric
        if not numeric or target.year is None or target.year < last_year:
            continue
        value, before = exact(target, trial), exact(replace(target, year=target.year - 1), trial)
        if value is not None and before is not None and before > value:
            yield from _fell(policy, target, value, before, trial)


def _fell(policy: Policy, target: Target, value: Number, before: Number, trial: Trial) -> Iterator[Leaving]:
    """Yield what is told of a figure that fell to `value`, if falling on would soon cost the tier."""
    field = trial.field(target)
    grain = Fraction(grain_of(field))
    fall = max(Fraction(before) - value, abs(Fraction(value)) * ROOM)
    lowest = whole(value - (fall // grain + 1) * grain)
    if field.bounds[0] is not None:
        lowest = max(lowest, field.bounds[0])

    def lost(number: Number) -> bool:
        changed = trial.with_figure(target, number).firm_context
        return decide(policy, changed).verdict is Verdict.INELIGIBLE

    if not lost(lowest):
        return
    least = min(value, whole(Fraction(nearer(lost, value, lowest, field)) + grain))

    def text(lang: Lang) -> str:
        return say(
            "roster-falling",
            lang,
            fact=label(target, trial.start, lang),
            has=figure_text(value, field, lang),
            fell=figure_text(before - value, field, lang),
            least=figure_text(least, field, lang),
        )

    yield Leaving(Reason.FALLING, Both(text("zh"), text("en")))
