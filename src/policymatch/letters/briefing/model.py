"""`Briefing`: which policies matter to the firms in a room, and what to say of each; before any layout."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from policymatch.benefit import Nature
from policymatch.letters.base import Model
from policymatch.letters.letterhead import Letterhead
from policymatch.messages import Lang


class Stake(Model):
    """The money of one policy, and so of one nature, over the firms present; in yuan.

    Of those that qualify, or wait for a person's judgement alone: `sure` may be told as a promise,
    `to_verify` is certain but for what must be verified, `possible` is the most they could get, without the
    `unbounded` whose amount is open. Of those that lack facts nothing is added up: `each` is the
    most that one of them could get.
    """

    nature: Nature
    sure: Decimal
    to_verify: Decimal
    possible: Decimal
    unbounded: int
    each: Decimal | None
    text: str


class RoomQuestion(Model):
    """What most of the firms for which a policy is open must answer, and how many must."""

    text: str
    firms: int


class Point(Model):
    """What to say of one policy. The names are of firms present; `check` waits for a person's judgement."""

    policy_id: str
    title: str
    summary: str | None
    document: str
    document_number: str | None
    issuer: str
    cite: str | None
    nature: Nature
    qualify: tuple[str, ...]
    check: tuple[str, ...]
    open: tuple[str, ...]
    near: tuple[str, ...]
    stake: Stake | None
    filing: str
    question: RoomQuestion | None
    sentence: str
    verify: tuple[str, ...]
    notes: tuple[str, ...]


class Briefing(Model):
    """What to say to a room.

    `points` are in the order of what matters to those present; `qualifying` firms qualify for something.
    `nothing` are firms that no policy is for; `for_nobody` policies that were asked for and are for none
    present, or not in force; `unreadable` what is wrong with profiles that could not be read.
    """

    kind: Literal["briefing"] = "briefing"
    lang: Lang
    letterhead: Letterhead
    as_of: date
    rules_version: str
    version: str
    redacted: bool
    firms: tuple[str, ...]
    qualifying: int
    points: tuple[Point, ...]
    nothing: tuple[str, ...]
    for_nobody: tuple[str, ...]
    unreadable: tuple[str, ...]
