"""Several sources on one fact: which of them is kept, by what rule, and what is lost by it.

The rules in their order: the precedence that the mapping states, what is verified before what nobody
vouches for
before what the firm declared itself, the later day. Sources that none of these tells apart are both believed:
the fact is then everything that either allows, which is wider, and sound whichever of them is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from policymatch.enterprise import Known
from policymatch.values import Choice, Codes, Listing, Span, Truth, Value, hull


class Rule(StrEnum):
    """By what of two statements that differ one was kept."""

    PRECEDENCE = "precedence"
    VERIFIED = "verified"
    DATE = "date"
    BOTH = "both"  # none was: both are possible


@dataclass(frozen=True, slots=True)
class Claim:
    """What one cell states of a fact, whose word that is, and where it stands."""

    known: Known
    precedence: int
    day: date | None
    sheet: int
    line: int
    at: int

    @property
    def trust(self) -> int:
        """Return how far the source vouches for it: verified, not said, self-declared."""
        return {True: 2, None: 1, False: 0}[self.known.verified]

    @property
    def rank(self) -> tuple[int, int, date]:
        """Return what is compared when two claims differ; the higher is kept."""
        return self.precedence, self.trust, self.day or date.min


@dataclass(frozen=True, slots=True)
class Lost:
    """A claim that differs from the one kept, and the rule by which it was not."""

    kept: Claim
    lost: Claim
    rule: Rule


def settle(claims: Sequence[Claim]) -> tuple[Known | None, list[Lost]]:
    """Return what is known of a fact by all claims on it (one at least), and those that were not kept.

    Claims that can both be true do not contradict each other: the narrower one is kept (120人 of 100-150人),
    unless it is vouched for less. None when the claims leave everything possible.
    """
    kept, *others = sorted(claims, key=lambda claim: claim.rank, reverse=True)
    lost: list[Lost] = []
    for other in others:
        mine, theirs = kept.known.value, other.known.value
        if mine == theirs:
            continue
        both = meet(mine, theirs)
        if both is not None:
            if both == theirs and other.trust >= kept.trust:
                kept = replace(other, precedence=kept.precedence, day=kept.day)
            elif isinstance(both, Listing) and other.trust >= kept.trust:
                kept = replace(kept, known=replace(kept.known, value=both))
            continue
        rule = _rule(kept, other)
        lost.append(Lost(kept, other, rule))
        if rule is Rule.BOTH:
            wider = replace(kept.known, value=hull((mine, theirs)), source=None)
            kept = replace(kept, known=wider)
    says_nothing = kept.known.value is Truth.UNKNOWN
    return None if says_nothing else kept.known, lost


def _rule(kept: Claim, other: Claim) -> Rule:
    for rule, mine, theirs in zip(Rule, kept.rank, other.rank, strict=False):
        if mine != theirs:
            return rule
    return Rule.BOTH


def meet(left: Value, right: Value) -> Value | None:
    """Return what two statements on one fact say together, if one lies in the other; None if they contradict.

    Ranges that merely overlap may both be true, but nobody has said so: they are taken to differ.
    """
    if left == right:
        return left
    if isinstance(left, Span) and isinstance(right, Span):
        both = left.meet(right)  # type: ignore[arg-type]  # both are of one field, and so of one kind
        return both if both in (left, right) else None
    if isinstance(left, Choice) and isinstance(right, Choice):
        return _smaller(left, right, left.members, right.members)
    if isinstance(left, Codes) and isinstance(right, Codes):
        if left.within(right.prefixes) is Truth.TRUE:
            return left
        return right if right.within(left.prefixes) is Truth.TRUE else None
    if isinstance(left, Listing) and isinstance(right, Listing):
        items = tuple(dict.fromkeys((*left.items, *right.items)))
        whole = [one for one in (left, right) if one.closed]
        if any(len(one.items) < len(items) for one in whole):
            return None
        return Listing(items, bool(whole))
    return None


def _smaller(
    left: Choice, right: Choice, mine: frozenset[str] | None, theirs: frozenset[str] | None
) -> Choice | None:
    if theirs is None or (mine is not None and mine <= theirs):
        return left
    return right if mine is None or theirs <= mine else None
