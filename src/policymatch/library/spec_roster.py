"""What a file of rosters may hold: named lists of firms, each with its tiers."""

from __future__ import annotations

from pydantic import Field

from policymatch.library.spec import TestSpec
from policymatch.library.spec_base import Spec, Text
from policymatch.library.spec_condition import ConditionSpec
from policymatch.policy import Quality
from policymatch.yamlio.answers import AnswerSpec


class TierSpec(Spec):
    """One tier: its id within the roster, its name, and who belongs to it."""

    id: Text
    name: Text
    cite: Text | None = None
    note: Text | None = None
    eligible: ConditionSpec
    tests: list[TestSpec] = Field(default_factory=list)
    lint: list[AnswerSpec] = Field(default_factory=list)


class RosterSpec(Spec):
    """One roster: whose it is, where its conditions are read, its tiers from the highest down."""

    id: Text
    title: Text
    issuer: Text
    source: Text
    quality: Quality = Quality.UNSTATED
    url: Text | None = None
    note: Text | None = None
    tiers: list[TierSpec] = Field(min_length=1)


class RosterFileSpec(Spec):
    """A file of rosters."""

    rosters: list[RosterSpec] = Field(min_length=1)
