"""`Letter`: an advice letter (一企一策专项规划建议书) as a typed model, in one language, before any layout.

Every sentence in it comes from a match of a recommendation, or from what the letter is itself about. Money is
in yuan, exact to the fen (Decimal). A letter is immutable and reads back from its own JSON.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from policymatch.benefit import Nature
from policymatch.letters.base import Model
from policymatch.letters.letterhead import Letterhead
from policymatch.messages import Lang


class FactLine(Model):
    """One fact of the firm as people read it; `source`, `day` and `verified` where the profile says so."""

    label: str
    value: str
    source: str | None = None
    day: str | None = None
    verified: bool | None = None


class Firm(Model):
    """Who the letter is for. `facts` are those that the policies in the letter rest on, most used first."""

    name: str
    credit_code: str | None
    facts: tuple[FactLine, ...]
    honours: tuple[str, ...]


class Money(Model):
    """Yuan from `low` to `high` (None: no upper end), of one nature, as people read it in `text`."""

    low: Decimal
    high: Decimal | None
    nature: Nature
    text: str


class Criterion(Model):
    """One line of why: whether it holds, what is required, what the firm has, and the clause."""

    truth: Literal["true", "false", "unknown"]
    required: str
    actual: str | None
    cite: str | None
    record: str | None
    presumed: bool


class Days(Model):
    """A filing window. `days_left` counts to its last day where it is open, else to its first."""

    opens: date
    closes: date
    is_open: bool
    days_left: int


class Verdict(StrEnum):
    """How a policy stands in a letter."""

    ELIGIBLE = "eligible"
    CHECK = "check"  # all else holds: a person must judge, or the document leaves it open
    OPEN = "open"  # facts are missing
    NEAR = "near"  # a change in the firm's own hands would open it


class Proof(Model):
    """A fact that papers must show, and who keeps them (a source of the vocabulary; None: the firm)."""

    fact: str
    source: str | None


class WayIn(Model):
    """Changes that together open a policy or an honour; `when` by which day, `worth` what it would pay."""

    text: str
    when: str | None
    worth: str | None
    needs_more: str | None


class Advice(Model):
    """What a letter says of one policy. `number` is the number under which the letter names it.

    `money` is None where the document states none; it may be told as a promise only if `promised`.
    `arithmetic` are the steps of the amount, `terms` who pays whom when. `awaits` is what an open verdict
    waits for. `proofs` are the facts the verdict rests on that papers must show, and who keeps those.
    `left_out` says why a policy that the firm qualifies for is not in the best package.
    """

    number: int
    verdict: Verdict
    policy_id: str
    title: str
    document: str
    document_number: str | None
    issuer: str
    cite: str | None
    url: str | None
    nature: Nature
    money: Money | None
    amount: str
    promised: bool
    arithmetic: tuple[str, ...]
    terms: tuple[str, ...]
    window: Days | None
    filing: str
    channel: str | None
    contact: str | None
    materials: tuple[str, ...]
    proofs: tuple[Proof, ...]
    summary: str | None
    criteria: tuple[Criterion, ...]
    awaits: tuple[str, ...]
    steps: tuple[WayIn, ...]
    left_out: str | None
    presumed: tuple[str, ...]
    verify: tuple[str, ...]
    notes: tuple[str, ...]


class Total(Model):
    """Money of one nature in the summary. `unbounded` counts policies whose amount has no upper end.

    `sure` and `to_verify` are of the best package at the low end of its amounts: what may be told as a
    promise, and what must be verified before. `possible` is what else the best package that can be reached
    would pay.
    """

    nature: Nature
    sure: Decimal
    to_verify: Decimal
    possible: Decimal
    unbounded: int


class Deadline(Model):
    """The next day by which something must be filed."""

    day: date
    days_left: int
    title: str


class Summary(Model):
    """What a busy owner reads in ten seconds."""

    eligible: int
    open: int
    near: int
    totals: tuple[Total, ...]
    deadline: Deadline | None


class Chosen(Model):
    """A policy in a package and what it pays, in yuan; None where the amount has no upper end."""

    title: str
    paid: Decimal | None
    amount: str


class LeftOut(Model):
    """A policy left out of a package, and why."""

    title: str
    because: str


class Package(Model):
    """The best lawful package of what the firm qualifies for, and what to settle for the best in reach."""

    chosen: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...]
    reachable: tuple[Chosen, ...]
    to_clear_up: tuple[str, ...]
    proven: bool


class Stage(StrEnum):
    """Where the firm stands with an honour."""

    HELD = "held"
    RENEW = "renew"
    APPLY = "apply"
    CLEAR_UP = "clear_up"
    GROW = "grow"
    FAR = "far"
    UNKNOWN_LAW = "unknown_law"


class Rung(Model):
    """One honour on the road: in which year it comes (None: it cannot be told), and what it takes."""

    honour: str
    stage: Stage
    year: int | None
    state: str
    text: tuple[str, ...]
    source: str | None


class Question(Model):
    """One thing to ask the firm, and what hangs on it."""

    id: str
    text: str
    policies: int
    money: str | None
    effort: str
    sources: tuple[str, ...]


class Entry(Model):
    """One line of the calendar: the days from `first` to `last`, and what is to be done."""

    uid: str
    kind: Literal["window", "figures", "honour", "expiry"]
    first: date
    last: date
    title: str
    text: str


class Material(Model):
    """One thing on the checklist, and the numbers of the policies that ask for it.

    `stated`: a document asks for it; else it is a fact that papers must show, kept by `source` (None: the
    firm itself).
    """

    text: str
    stated: bool
    source: str | None
    policies: tuple[int, ...]


class Warning(Model):
    """A risk, with the numbers of the policies that it is about."""

    kind: Literal["cliff", "fair_competition", "limits", "caution", "instalments"]
    text: str
    policies: tuple[int, ...]


class ToVerify(Model):
    """What must be verified before anybody relies on it, with the numbers of the policies."""

    text: str
    policies: tuple[int, ...]


class Note(Model):
    """A note of an adviser: it is kept beside the letter and stands in every new edition."""

    text: str
    author: str | None = None
    day: date | None = None


class Basis(Model):
    """What makes the letter reproducible: the day, the rules and the decision."""

    as_of: date
    decision_id: str
    rules_version: str
    version: str
    policies: int
    not_in_force: int


class Letter(Model):
    """An advice letter. `to_file` are payments and help to apply for; tax reliefs stand apart in `tax`."""

    kind: Literal["letter"] = "letter"
    lang: Lang
    letterhead: Letterhead
    firm: Firm
    basis: Basis
    summary: Summary
    to_file: tuple[Advice, ...]
    tax: tuple[Advice, ...]
    package: Package | None
    open: tuple[Advice, ...]
    near: tuple[Advice, ...]
    road: tuple[Rung, ...]
    questions: tuple[Question, ...]
    calendar: tuple[Entry, ...]
    materials: tuple[Material, ...]
    warnings: tuple[Warning, ...]
    to_verify: tuple[ToVerify, ...]
    notes: tuple[Note, ...]

    @property
    def advice(self) -> tuple[Advice, ...]:
        """Return what is said of every policy, in the order of its number."""
        return (*self.to_file, *self.tax, *self.open, *self.near)
