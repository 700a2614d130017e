"""`VisitSheet`: what whoever calls on a firm should know, ask and say; in one language, before layout."""

from __future__ import annotations

from typing import Literal

from policymatch.letters.base import Model
from policymatch.letters.letterhead import Letterhead
from policymatch.letters.model import Basis, FactLine, Verdict
from policymatch.messages import Lang


class WhoLine(Model):
    """One line of who the firm is: facts that belong together, or the names of what it holds."""

    label: str
    facts: tuple[FactLine, ...] = ()
    names: tuple[str, ...] = ()


class Ask(Model):
    """One thing to ask: in words that can be said aloud, and the policies and money that hang on it."""

    id: str
    text: str
    titles: tuple[str, ...]
    money: str | None
    effort: str


class Mention(Model):
    """A policy to speak of. `amount` may be told as a promise only if `promised`; `why` is what holds."""

    policy_id: str
    title: str
    verdict: Verdict
    amount: str
    promised: bool
    filing: str
    why: tuple[str, ...]
    summary: str | None
    awaits: tuple[str, ...]


class NearMiss(Model):
    """A policy that the firm misses, and the smallest step that would open it."""

    policy_id: str
    title: str
    step: str
    when: str | None
    worth: str | None
    needs_more: str | None


class Risk(Model):
    """The limit that lies nearest, or the certificate that expires first."""

    kind: Literal["cliff", "honour"]
    text: str
    policies: tuple[str, ...]


class VisitSheet(Model):
    """One page for a visit: at most five questions, three policies, two near misses and one risk."""

    kind: Literal["visit"] = "visit"
    lang: Lang
    letterhead: Letterhead
    name: str
    credit_code: str | None
    who: tuple[WhoLine, ...]
    asks: tuple[Ask, ...]
    mentions: tuple[Mention, ...]
    near: tuple[NearMiss, ...]
    risk: Risk | None
    basis: Basis
