"""What a simulation tells, as typed and plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from policymatch.benefit import Nature
from policymatch.coverage.groups import Group
from policymatch.matching.amount import plain_yuan
from policymatch.messages import Both, Lang
from policymatch.policy import Policy
from policymatch.problems import Problem
from policymatch.sandbox.groups import Dimension
from policymatch.sandbox.sums import Counts, Money, Tally
from policymatch.sandbox.thresholds import Threshold


@dataclass(frozen=True)
class GroupRow:
    """The firms of one group."""

    group: Group
    tally: Tally


@dataclass(frozen=True)
class FunnelStep:
    """What one criterion does, in the order of the rule.

    `after` is who is left when it and all before it are asked; `alone` who meets it, whatever else; `without`
    who would qualify if this one alone were dropped; `open` how many undecided firms do not surely meet it.
    """

    number: int
    text: Both
    cite: str | None
    after: Counts
    alone: Counts
    without: Counts
    open: int

    @property
    def met_by_nobody(self) -> bool:
        """Return whether no firm meets it, not even perhaps."""
        return not self.alone.eligible and not self.alone.undecided

    @property
    def met_by_everybody(self) -> bool:
        """Return whether every firm certainly meets it, so that it costs nothing."""
        return self.alone.eligible == self.alone.firms

    def costs(self, overall: Counts) -> int:
        """Return how many more firms would certainly qualify without it."""
        return self.without.eligible - overall.eligible


@dataclass(frozen=True)
class Point:
    """A threshold at one figure: who would qualify, and for how much."""

    value: Fraction
    text: Both
    tally: Tally


@dataclass(frozen=True)
class Allowed:
    """Up to which threshold a budget reaches.

    `fits` is the loosest figure that fits, `next` the next looser one that any firm has, which does not. With
    no `fits` not even the strictest figure that a firm has would; with no `next` the budget is never used up.
    """

    fits: Point | None
    next: Point | None


@dataclass(frozen=True)
class Curve:
    """How the picture moves as one threshold moves.

    `whole` says that the figures of all firms were looked at, not of some. `certain` is what a budget allows
    if only firms that certainly qualify are paid, `cautious` if every undecided firm turns out to qualify.
    """

    threshold: Threshold
    label: Both
    at: Both
    points: tuple[Point, ...]
    whole: bool
    in_amount: bool
    certain: Allowed | None = None
    cautious: Allowed | None = None

    @property
    def own(self) -> Point:
        """Return the point of the draft itself."""
        return next(one for one in self.points if one.value == self.threshold.quantity.value)


@dataclass(frozen=True)
class Overlap:
    """A policy in force, and how many of the firms that qualify for the draft already do for it.

    `excluded` says that only one of the two may be paid, `earlier` that the draft changes or follows it.
    """

    policy: Policy
    both: int
    same_nature: bool
    excluded: bool
    earlier: bool


@dataclass(frozen=True)
class WaitingFor:
    """A fact that undecided firms wait for, and how many of those looked at."""

    label: Both
    firms: int


@dataclass(frozen=True)
class Simulation:
    """What a draft would do to firms, asked on some day, or each on its own: `days` are the first and last.

    `overall.money` is what the eligible get, `overall.if_eligible` what the undecided would. What these wait
    for was asked of `looked_at` of them. `record` is the kind of record that
    the draft is for, and `with_record` who has one.
    """

    draft: Policy
    days: tuple[date, date] | None
    rules_version: str
    overall: Tally
    groups: Mapping[Dimension, tuple[GroupRow, ...]]
    record: Both | None
    with_record: Counts
    funnel: tuple[FunnelStep, ...]
    waiting: tuple[WaitingFor, ...]
    looked_at: int
    curves: tuple[Curve, ...]
    overlaps: tuple[Overlap, ...]
    in_force: int
    budget_fen: int | None
    problems: tuple[Problem, ...] = ()

    @property
    def nature(self) -> Nature:
        """Return what kind of value the draft gives."""
        return self.draft.benefit.nature

    @property
    def most(self) -> Money:
        """Return what would be paid if every undecided firm turned out to qualify."""
        return self.overall.money + self.overall.if_eligible

    @property
    def budget(self) -> Decimal | None:
        """Return the budget in yuan."""
        return None if self.budget_fen is None else Decimal(self.budget_fen).scaleb(-2)

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data for JSON, with texts in `lang`; money in yuan."""
        draft = self.draft
        made: dict[str, object] = {
            "policy_id": draft.id,
            "title": draft.title,
            "document": draft.document.title,
            "nature": self.nature.value,
            "as_of": None if self.days is None else [day.isoformat() for day in self.days],
            "rules_version": self.rules_version,
            **self.overall.to_dict(),
            "budget": plain_yuan(self.budget),
            "groups": {
                one.value: [
                    {"key": row.group.key, "name": row.group.name.in_(lang), **row.tally.to_dict()}
                    for row in rows
                ]
                for one, rows in self.groups.items()
            },
            "funnel": [self._step(one, lang) for one in self.funnel],
            "waiting_for": {
                "firms_looked_at": self.looked_at,
                "facts": [{"label": one.label.in_(lang), "firms": one.firms} for one in self.waiting],
            },
            "curves": [_curve(one, lang) for one in self.curves],
            "overlaps": {
                "policies_in_force": self.in_force,
                "policies": [_overlap(one) for one in self.overlaps],
            },
            "problems": [one.to_dict(lang) for one in self.problems],
        }
        if self.record is not None:
            made["with_record"] = {"kind": self.record.in_(lang), **self.with_record.to_dict()}
        return made

    def _step(self, one: FunnelStep, lang: Lang) -> dict[str, object]:
        return {
            "criterion": one.number,
            "text": one.text.in_(lang),
            "cite": one.cite,
            "left_certain": one.after.eligible,
            "left_possible": one.after.eligible + one.after.undecided,
            "met": one.alone.eligible,
            "unknown": one.alone.undecided,
            "not_met": one.alone.ineligible,
            "undecided_by_it": one.open,
            "eligible_without_it": one.without.eligible,
            "undecided_without_it": one.without.undecided,
            "costs_firms": one.costs(self.overall.counts),
            "met_by_nobody": one.met_by_nobody,
            "met_by_everybody": one.met_by_everybody,
        }


def _overlap(one: Overlap) -> dict[str, object]:
    return {
        "policy_id": one.policy.id,
        "title": one.policy.title,
        "firms": one.both,
        "nature": one.policy.benefit.nature.value,
        "same_nature": one.same_nature,
        "excluded": one.excluded,
        "earlier_version": one.earlier,
    }


def _curve(curve: Curve, lang: Lang) -> dict[str, object]:
    made: dict[str, object] = {
        "threshold": curve.threshold.key,
        "criterion": curve.threshold.clause,
        "label": curve.label.in_(lang),
        "at": curve.at.in_(lang),
        "all_firms_looked_at": curve.whole,
        "stands_in_amount": curve.in_amount,
        "points": [_point(one, lang) for one in curve.points],
    }
    for name, allowed in (("certain", curve.certain), ("cautious", curve.cautious)):
        if allowed is not None:
            made[f"budget_{name}"] = {
                "fits": None if allowed.fits is None else _point(allowed.fits, lang),
                "next": None if allowed.next is None else _point(allowed.next, lang),
            }
    return made


def _point(one: Point, lang: Lang) -> dict[str, object]:
    value = one.value
    return {
        "value": value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}",
        "text": one.text.in_(lang),
        **one.tally.to_dict(),
    }


def undecided_by(steps: Sequence[FunnelStep]) -> list[FunnelStep]:
    """Return the criteria that undecided firms do not certainly meet, those of most firms first."""
    return sorted((one for one in steps if one.open), key=lambda one: (-one.open, one.number))
