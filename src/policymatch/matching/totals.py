"""What the policies a firm qualifies for come to, by nature: never one figure for all (semantics 22)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from policymatch.benefit import Nature
from policymatch.matching.amount import Amount, rounded
from policymatch.matching.match import Match
from policymatch.values import Number, NumberSpan, Span
from policymatch.values import arithmetic as math


def totals_of(matches: Iterable[Match]) -> dict[Nature, Amount]:
    """Return the total of eligible matches by nature; undecided ones count with what they would pay.

    Its low end counts only what is promised, its high end everything that could be paid. Of the policies
    that exclude each other through one group, the highest is counted; caps shared between policies are not
    taken off, so the high end may lie above what is really paid.
    """
    found: dict[Nature, list[Match]] = {}
    for match in matches:
        if (match.amount or match.amount_if_eligible) is not None:
            found.setdefault(match.nature, []).append(match)
    return {nature: rounded(_total(found[nature])) for nature in Nature if nature in found}


def _total(matches: list[Match]) -> NumberSpan:
    total: NumberSpan = Span(0, 0)
    for together in _groups(matches):
        shared = set.intersection(*(set(_names(match)) for match in together))
        spans = [_span(match) for match in together]
        if len(spans) == 1 or shared:
            total = math.add(total, math.greatest(spans))
        else:
            # Chained through several groups: more than one may be paid, but certainly one.
            high = spans[0]
            for span in spans[1:]:
                high = math.add(high, span)
            total = math.add(total, Span(math.greatest(spans).low, high.high))
    return total


def _span(match: Match) -> NumberSpan:
    amount = match.amount or match.amount_if_eligible
    assert amount is not None
    low: Number = Fraction(amount.low) if match.promised else 0
    return Span(low, None if amount.high is None else Fraction(amount.high))


def _names(match: Match) -> list[str]:
    return [exclusion.group for exclusion in match.policy.exclusive]


def _groups(matches: list[Match]) -> list[list[Match]]:
    """Return the matches, those together that exclusion groups link."""
    linked: list[tuple[set[str], list[Match]]] = []
    for match in matches:
        names, together = set(_names(match)), [match]
        apart = []
        for others, members in linked:
            if names & others:
                names, together = names | others, [*members, *together]
            else:
                apart.append((others, members))
        linked = [*apart, (names, together)]
    return [together for _, together in linked]
