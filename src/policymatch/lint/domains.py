"""What one criterion allows of the figure, word, code or mark it asks for: sets that meet and contain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from policymatch.language import tree
from policymatch.values import Comparison, Span
from policymatch.values.compare import P

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Points:
    """Figures or days: those in one of `spans`, which are disjoint and in order."""

    spans: tuple[Span[int | Fraction] | Span[date], ...]

    def meet(self, other: Points) -> Points:
        """Return the points in both."""
        met = (mine.meet(theirs) for mine in self.spans for theirs in other.spans)  # type: ignore[arg-type]
        return Points(tuple(one for one in met if one is not None))

    def within(self, other: Points) -> bool:
        """Return whether every point here is one of `other`."""
        return all(any(mine.meet(theirs) == mine for theirs in other.spans) for mine in self.spans)  # type: ignore[arg-type]

    @property
    def is_empty(self) -> bool:
        """Return whether no point is left."""
        return not self.spans


@dataclass(frozen=True, slots=True)
class Words:
    """Words: only those `listed` (None: any), without those left `out`."""

    listed: frozenset[str] | None
    out: frozenset[str] = _NOTHING

    def meet(self, other: Words) -> Words:
        """Return the words in both."""
        out = self.out | other.out
        if self.listed is None:
            listed = other.listed
        else:
            listed = self.listed if other.listed is None else self.listed & other.listed
        return Words(None, out) if listed is None else Words(listed - out)

    def within(self, other: Words) -> bool:
        """Return whether every word here is one of `other`."""
        if self.listed is None:
            return other.listed is None and other.out <= self.out
        return not self.listed & other.out and (other.listed is None or self.listed <= other.listed)

    @property
    def is_empty(self) -> bool:
        """Return whether no word is left."""
        return self.listed is not None and not self.listed


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Codes of a tree: those under one of `under`, without those under one of `out`."""

    under: frozenset[str]
    out: frozenset[str] = _NOTHING

    def meet(self, other: Prefixes) -> Prefixes:
        """Return the codes in both."""
        under = {
            max(mine, theirs, key=len)
            for mine in self.under
            for theirs in other.under
            if mine.startswith(theirs) or theirs.startswith(mine)
        }
        out = self.out | other.out
        return Prefixes(frozenset(one for one in under if not lies_under(one, out)), out)

    def within(self, other: Prefixes) -> bool:
        """Return whether every code here is one of `other`."""
        if not all(lies_under(one, other.under) for one in self.under):
            return False
        touching = (
            gone
            for gone in other.out
            if any(gone.startswith(one) or one.startswith(gone) for one in self.under)
        )
        return all(lies_under(gone, self.out) for gone in touching)

    @property
    def is_empty(self) -> bool:
        """Return whether no code is left."""
        return not self.under


def lies_under(code: str, prefixes: Iterable[str]) -> bool:
    """Return whether a code lies under one of some prefixes."""
    return any(code.startswith(prefix) for prefix in prefixes)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is so or is not: the set of the truths left."""

    truths: frozenset[bool]

    def meet(self, other: Mark) -> Mark:
        """Return the truths in both."""
        return Mark(self.truths & other.truths)

    def within(self, other: Mark) -> bool:
        """Return whether every truth here is one of `other`."""
        return self.truths <= other.truths

    @property
    def is_empty(self) -> bool:
        """Return whether no truth is left."""
        return not self.truths


YES, NO = Mark(frozenset((True,))), Mark(frozenset((False,)))

Domain = Points | Words | Prefixes | Mark


def meet(left: Domain, right: Domain) -> Domain:
    """Return what both allow; they are of one subject, and so of one kind."""
    return left.meet(right)  # type: ignore[arg-type]


def within(left: Domain, right: Domain) -> bool:
    """Return whether everything that `left` allows is allowed by `right`; they are of one subject."""
    return left.within(right)  # type: ignore[arg-type]


def points(op: Comparison, to: Span[P]) -> Points:
    """Return the points that stand in a comparison to one point."""
    at = to.low
    match op:
        case Comparison.GE:
            spans: tuple[Span[P], ...] = (Span(at, None),)
        case Comparison.GT:
            spans = (Span(at, None, True),)
        case Comparison.LE:
            spans = (Span(None, at),)
        case Comparison.LT:
            spans = (Span(None, at, False, True),)
        case Comparison.EQ:
            spans = (Span(at, at),)
        case Comparison.NE:
            spans = (Span(None, at, False, True), Span(at, None, True))
    return Points(spans)


# What an atom asks for: a node of the tree, two nodes of which the difference counts, one member of a list.
Subject = tuple[str, tree.Node | tree.HonourWanted | str, tree.Node | str | None]
