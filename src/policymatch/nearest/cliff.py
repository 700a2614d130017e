"""Cliffs: a figure that grows past a limit and takes a whole relief with it (小型微利 at 300万元).

A figure is told where the limit lies within 10% of itself above the figure, or where the figure passes it
within a year if it grows by as much as it grew last year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from policymatch.benefit import Nature
from policymatch.matching import Amount, Match, Recommendation, Verdict
from policymatch.matching.firm import firm_on
from policymatch.matching.phrases import amount_phrase
from policymatch.matching.verdict import decide
from policymatch.messages import Both, Lang, say
from policymatch.nearest.change import plain
from policymatch.nearest.figures import BEYOND, grain_of, nearer, whole
from policymatch.nearest.reads import stated
from policymatch.nearest.told import figure_text, label
from policymatch.nearest.trial import Start, Target, Trial
from policymatch.values import Number, NumberSpan

# How near a limit must be, as a share of the limit, to be told whether the figure grows or not.
ROOM = Fraction(1, 10)


@dataclass(frozen=True)
class Loss:
    """A policy that is lost beyond a limit, and what it pays at the last figure that still qualifies."""

    match: Match
    amount: Amount | None
    worth: Both

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        nature: Nature = self.match.nature
        return {
            "policy_id": self.match.policy.id,
            "title": self.match.policy.title,
            "nature": nature.value,
            "amount_at_limit": None if self.amount is None else self.amount.to_dict(),
            "worth": self.worth.in_(lang),
        }


@dataclass(frozen=True)
class Cliff:
    """A figure of the firm, the limit above it, and what is lost beyond.

    The limit itself still qualifies unless it is `exclusive`. `growing` says that the figure rose last year.
    """

    target: Target
    value: Number
    limit: Number
    exclusive: bool
    growing: bool
    losses: tuple[Loss, ...]
    text: Both

    @property
    def room(self) -> Number:
        """Return how much the figure may still grow."""
        return whole(Fraction(self.limit - self.value))

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data; figures are in the fact's base unit (yuan, people, …)."""
        return {
            "key": self.target.key,
            "year": self.target.year,
            "basis": self.target.basis,
            "value": plain(self.value),
            "limit": plain(self.limit),
            "exclusive": self.exclusive,
            "room": plain(self.room),
            "growing": self.growing,
            "text": self.text.in_(lang),
            "losses": [loss.to_dict(lang) for loss in self.losses],
        }


def cliffs_of(recommendation: Recommendation) -> tuple[Cliff, ...]:
    """Return the limits that the firm is about to pass to its loss, the nearest first."""
    return cliffs_among(
        match for match in recommendation.eligible if match.amount is not None and match.amount.high != 0
    )


def cliffs_among(eligible: Iterable[Match]) -> tuple[Cliff, ...]:
    """Return the limits beyond which a firm would lose some of what it qualifies for, the nearest first."""
    found: dict[tuple[Target, Number, bool], list[Loss]] = {}
    start: Start | None = None
    for match in eligible:
        firm = firm_on(match.context)
        if firm is None:
            continue
        # A limit that a figure passes is passed whether or not the figure has been verified.
        start = start or Start(firm.whole or firm, match.context.vocabulary)
        for target, limit, exclusive, loss in _limits(match, Trial(start)):
            found.setdefault((target, limit, exclusive), []).append(loss)
    if start is None:
        return ()
    made = [_cliff(*key, tuple(losses), Trial(start)) for key, losses in found.items()]
    return tuple(sorted(made, key=lambda cliff: (Fraction(cliff.room) / cliff.limit, cliff.target.key)))


def _limits(match: Match, trial: Trial) -> Iterator[tuple[Target, Number, bool, Loss]]:
    """Yield the figures whose growth would end one policy, with the limit and what is lost."""
    policy = match.policy

    for target in stated((policy.condition,), trial):
        value = _figure(target, trial)
        if value is None or value <= 0:
            continue

        def lost(number: Number, target: Target = target) -> bool:
            return (
                decide(policy, trial.with_figure(target, number).firm_context).verdict is Verdict.INELIGIBLE
            )

        field = trial.field(target)
        horizon = _horizon(target, value, trial)
        if not lost(horizon):
            continue
        first = nearer(lost, value, horizon, field)
        grain = Fraction(grain_of(field))
        last = max(value, whole(first - grain))
        exclusive = not lost(last + grain * BEYOND)
        there = Match.of(policy, trial.with_figure(target, last).firm_context)
        worth = Both(amount_phrase(there, "zh"), amount_phrase(there, "en"))
        yield target, first if exclusive else last, exclusive, Loss(match, there.amount, worth)


def _horizon(target: Target, value: Number, trial: Trial) -> Number:
    """Return how far a figure is followed, on the grid of its smallest unit."""
    far = Fraction(value) / (1 - ROOM)
    grown = _growth(target, value, trial)
    if grown is not None:
        far = max(far, Fraction(value) + grown)
    grain = Fraction(grain_of(trial.field(target)))
    # One grain more, so that a limit at the very end is passed.
    return whole(value + ((far - value) // grain + 1) * grain)


def _growth(target: Target, value: Number, trial: Trial) -> Number | None:
    """Return by how much a yearly figure rose on the year before; None where it did not, or nobody knows."""
    if target.year is None:
        return None
    before = exact(Target(target.key, target.year - 1, target.basis), trial)
    return None if before is None or before >= value else value - before


def _figure(target: Target, trial: Trial) -> Number | None:
    """Return an exact figure of the firm that may still grow: of the last year or a later one."""
    past = target.year is not None and target.year < trial.start.firm.as_of.year - 1
    numeric = target.kind is None and trial.field(target).type.is_numeric
    return exact(target, trial) if numeric and not past else None


def exact(target: Target, trial: Trial) -> Number | None:
    """Return a figure of the changed firm where it is known exactly, else None."""
    has = cast("NumberSpan", trial.value(target))
    return has.low if has.is_exact else None


def _cliff(target: Target, limit: Number, exclusive: bool, losses: tuple[Loss, ...], trial: Trial) -> Cliff:
    value = cast(Number, exact(target, trial))
    field = trial.field(target)

    def text(lang: Lang) -> str:
        return say(
            "cliff-below" if exclusive else "cliff-most",
            lang,
            fact=label(target, trial.start, lang),
            value=figure_text(value, field, lang),
            limit=figure_text(limit, field, lang),
            room=figure_text(limit - value, field, lang),
        )

    growing = _growth(target, value, trial) is not None
    return Cliff(target, value, limit, exclusive, growing, losses, Both(text("zh"), text("en")))
