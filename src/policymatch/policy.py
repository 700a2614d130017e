"""Document, Policy and what belongs to them: dates of force, sources, filing windows, relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from policymatch.benefit import Benefit
from policymatch.derivation import checks_in, firm_facts
from policymatch.language import tree, walk
from policymatch.messages import Both, wording
from policymatch.problems import Place
from policymatch.values import Number


class Status(StrEnum):
    """Whether a document is in force on a date."""

    IN_FORCE = "in_force"
    UNKNOWN = "unknown"
    DRAFT = "draft"
    NOT_YET = "not_yet"
    EXPIRED = "expired"

    @property
    def applies(self) -> bool:
        """Return whether policies of such a document are matched (unknown dates are, and flagged)."""
        return self in (Status.IN_FORCE, Status.UNKNOWN)


class Quality(StrEnum):
    """Where the text that a rule encodes was read."""

    OFFICIAL = "official"
    MEDIA = "media"
    REPOST = "repost"
    MIRROR = "mirror"
    AGGREGATOR = "aggregator"
    DATASET = "dataset"
    SEED = "seed"
    UNSTATED = "unstated"

    @property
    def is_verified(self) -> bool:
        """Return whether the source is the issuer's own; all others are shown with 「核实」."""
        return self is Quality.OFFICIAL

    @property
    def both(self) -> Both:
        """Return what people call it."""
        return wording(f"quality-{self.value}")


@dataclass(frozen=True)
class Document:
    """What was published. `region` is where it comes from, never a condition (semantics 6)."""

    title: str
    issuer: str
    level: str
    region: str
    number: str | None = None
    published: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    open_ended: bool = False
    stated: Status | None = None
    url: str | None = None
    quality: Quality = Quality.UNSTATED
    note: str | None = None
    # Titles or numbers of the documents that it takes the place of.
    replaces: tuple[str, ...] = ()

    def status(self, as_of: date) -> Status:
        """Return whether the document is in force on `as_of` (semantics 17)."""
        if self.stated in (Status.DRAFT, Status.EXPIRED):
            return self.stated
        if self.effective_to is not None and as_of > self.effective_to:
            return Status.EXPIRED
        if self.effective_from is not None and as_of < self.effective_from:
            return Status.NOT_YET
        ends = self.effective_to is not None or self.open_ended
        if self.stated is Status.IN_FORCE or (self.effective_from is not None and ends):
            return Status.IN_FORCE
        return Status.UNKNOWN


@dataclass(frozen=True)
class Window:
    """When applications are taken: every year between two days, or once between two dates.

    `first` and `last` are (month, day) when `every_year`, else dates as (year, month, day).
    """

    first: date
    last: date
    every_year: bool = False

    def next_on(self, as_of: date) -> tuple[date, date] | None:
        """Return the window that is open on `as_of` or opens next, or None when the last one has closed."""
        if not self.every_year:
            return (self.first, self.last) if as_of <= self.last else None
        for year in (as_of.year - 1, as_of.year, as_of.year + 1):
            over = (self.last.month, self.last.day) < (self.first.month, self.first.day)
            opens, closes = _on(self.first, year), _on(self.last, year + over)
            if as_of <= closes:
                return opens, closes
        return None


def _on(day: date, year: int) -> date:
    """Return the same day of another year; 29 February falls on the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1) - timedelta(days=1)


@dataclass(frozen=True)
class Filing:
    """How to apply."""

    windows: tuple[Window, ...] = ()
    always: bool = False
    channel: str | None = None
    materials: tuple[str, ...] = ()
    contact: str | None = None

    def next_window(self, as_of: date) -> tuple[date, date] | None:
        """Return the window that is open or opens next, the first to close; None if none is known."""
        known = [found for window in self.windows if (found := window.next_on(as_of)) is not None]
        return min(known, key=lambda window: window[1]) if known else None


@dataclass(frozen=True)
class Exclusion:
    """A policy's place in a group of which at most one is paid (就高不重复), to the firm or for each record.

    `keep` is "highest", or "difference" where the higher pays what exceeds the lower; `rank` orders those.
    """

    group: str
    keep: str = "highest"
    per: str = "firm"
    rank: int | None = None


@dataclass(frozen=True)
class RuleTest:
    """One worked example of a policy: a firm on a date and what must come out."""

    as_of: date
    firm: Mapping[str, object]
    verdict: str
    undecided_by: str | None
    amount_low: Number | None
    amount_high: Number | None
    amount_stated: bool
    note: str | None
    place: Place


@dataclass(frozen=True)
class Verified:
    """Which facts count only as somebody has verified them; with no `fields`, all that the policy reads."""

    fields: tuple[tree.Fact, ...] = ()

    def covers(self, kind: str | None, key: str) -> bool:
        """Return whether a field of the firm, or of its records of `kind`, must have been verified."""
        return not self.fields or any((one.kind, one.key) == (kind, key) for one in self.fields)


@dataclass(frozen=True)
class Policy:
    """One matchable benefit: who qualifies, what they get, how to apply. `record` is what `for:` names.

    `fair_competition` says why the clause may be void under 《公平竞争审查条例》 (in force from 2024-08-01);
    `cautions` are told to the firm as they are.
    """

    id: str
    title: str
    category: str
    document: Document
    condition: tree.Node
    benefit: Benefit
    cite: str | None = None
    record: str | None = None
    filing: Filing = Filing()
    summary: str | None = None
    text: str | None = None
    permission_only: bool = False
    fair_competition: str | None = None
    cautions: tuple[str, ...] = ()
    exclusive: tuple[Exclusion, ...] = ()
    # By id: those it may not be paid with, those it must be paid with, those of an upper level whose grant is
    # taken off its own.
    excludes: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    offset_by: tuple[str, ...] = ()
    # By id: the policy of an earlier year that this one follows, and the one of which it is the same measure.
    edition_of: str | None = None
    same_as: str | None = None
    # None: what the firm says of itself counts.
    verified: Verified | None = None
    tests: tuple[RuleTest, ...] = ()
    place: Place = field(default_factory=Place)

    def relations(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of other policies that the rule names, by the key under which it names them."""
        one = {"edition_of": self.edition_of, "same_as": self.same_as}
        return {
            "excludes": self.excludes,
            "requires": self.requires,
            "offset_by": self.offset_by,
            **{key: () if other is None else (other,) for key, other in one.items()},
        }

    @cached_property
    def firm_facts(self) -> frozenset[str]:
        """Return the keys of the firm's facts that the condition asks for."""
        return frozenset(fact.key for fact in firm_facts(self.condition))

    @cached_property
    def checks(self) -> tuple[tree.Check, ...]:
        """Return what a person must judge of the policy, of its amount too, each once and in order.

        A check is numbered from 1 by its place here.
        """
        return checks_in((self.condition, self.benefit.amount))

    @cached_property
    def reads_tables(self) -> bool:
        """Return whether the condition looks up figures in tables by date or place."""
        return any(isinstance(node, tree.Parameter) for node in walk(self.condition))
