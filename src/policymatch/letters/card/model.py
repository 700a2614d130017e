"""`PolicyCard`: what a policy asks, gives and excludes, in plain words of one language, before any layout."""

from __future__ import annotations

from datetime import date
from typing import Literal

from policymatch.benefit import Nature
from policymatch.letters.base import Model
from policymatch.letters.letterhead import Letterhead
from policymatch.letters.model import FactLine
from policymatch.messages import Lang


class Requirement(Model):
    """A sentence of the condition; of a group ("at least one of") the sentences it is made of."""

    text: str
    items: tuple[Requirement, ...] = ()


class Holding(Model):
    """A record of the firm of an example."""

    kind: str
    facts: tuple[FactLine, ...]


class Example(Model):
    """A worked example of the rule: the facts of a firm on a day, and what it gets by which arithmetic."""

    as_of: date
    facts: tuple[FactLine, ...]
    records: tuple[Holding, ...]
    amount: str
    arithmetic: tuple[str, ...]
    presumed: tuple[str, ...]


class Source(Model):
    """The document a policy stands in; `quality` is where its text was read."""

    title: str
    number: str | None
    issuer: str
    clause: str | None
    url: str | None
    force: str | None
    quality: str


class PolicyCard(Model):
    """One policy in plain words. `per_record` is the kind of record that is looked at one by one."""

    kind: Literal["card"] = "card"
    lang: Lang
    letterhead: Letterhead
    policy_id: str
    rules_version: str
    as_of: date
    title: str
    summary: str | None
    nature: Nature
    per_record: str | None
    who: tuple[Requirement, ...]
    gives: tuple[str, ...]
    filing: str
    windows: tuple[str, ...]
    channel: str | None
    contact: str | None
    materials: tuple[str, ...]
    relations: tuple[str, ...]
    example: Example | None
    verify: tuple[str, ...]
    watch: tuple[str, ...]
    source: Source
