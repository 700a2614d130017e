"""What the rounds found, as it is told: the funnel, the groups, the curves, the policies that overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policymatch.language import tree, walk
from policymatch.library import PolicyLibrary
from policymatch.messages import Both
from policymatch.policy import Policy
from policymatch.sandbox.budget import Search
from policymatch.sandbox.clauses import Clause
from policymatch.sandbox.first_round import First
from policymatch.sandbox.groups import Dimension
from policymatch.sandbox.model import Allowed, Curve, FunnelStep, GroupRow, Overlap, Point
from policymatch.sandbox.sums import Tally
from policymatch.sandbox.thresholds import Threshold
from policymatch.sandbox.variants import Variant
from policymatch.values import Number
from policymatch.vocabulary import Vocabulary


def funnel_told(clauses: Sequence[Clause], first: First, vocabulary: Vocabulary) -> tuple[FunnelStep, ...]:
    """Return what each criterion does, in the order of the rule."""
    return tuple(
        FunnelStep(
            one.number,
            one.text(vocabulary),
            one.cite,
            first.after[one.number],
            first.alone[one.number],
            first.without[one.number],
            first.open[one.number],
        )
        for one in clauses
    )


def groups_told(first: First) -> dict[Dimension, tuple[GroupRow, ...]]:
    """Return the groups of each dimension, those with most firms that qualify first."""

    def rank(row: GroupRow) -> tuple[int, int, int, str]:
        counts = row.tally.counts
        return -counts.eligible, -counts.undecided, -counts.firms, row.group.key

    return {
        dimension: tuple(sorted((GroupRow(*one) for one in met.items()), key=rank))
        for dimension, met in first.groups.items()
    }


def overlaps_told(draft: Policy, first: First, library: PolicyLibrary) -> tuple[Overlap, ...]:
    """Return the policies in force for which firms that qualify already do, those of most firms first."""
    groups = {one.group for one in draft.exclusive}
    return tuple(
        Overlap(
            policy,
            both,
            policy.benefit.nature is draft.benefit.nature,
            policy.id in draft.excludes
            or draft.id in policy.excludes
            or bool(groups & {one.group for one in policy.exclusive}),
            policy.id in (draft.id, draft.edition_of),
        )
        for both, policy in sorted(
            ((first.overlaps[one.id], one) for one in library if first.overlaps[one.id]),
            key=lambda found: (-found[0], found[1].id),
        )
    )


@dataclass(frozen=True)
class Tried:
    """A threshold, the figures that make its curve, and where its budget ends, certain and cautious."""

    threshold: Threshold
    points: Sequence[Fraction]
    whole: bool
    searches: Sequence[Search]


def curve_told(
    tried: Tried, tallies: Mapping[Variant, Tally], draft: Policy, vocabulary: Vocabulary
) -> Curve:
    """Return a curve."""
    threshold = tried.threshold

    def text(value: Number) -> Both:
        return Both(*(threshold.text(value, vocabulary, lang) for lang in ("zh", "en")))

    def point(value: Fraction) -> Point:
        return Point(value, text(value), tallies[threshold, value])

    allowed = [
        Allowed(*(None if value is None else point(value) for value in search.result))
        for search in tried.searches
    ]
    return Curve(
        threshold,
        threshold.label(vocabulary),
        text(threshold.quantity.value),
        tuple(point(value) for value in tried.points),
        tried.whole,
        any(
            isinstance(one, tree.Compare) and threshold.subject in (one.left, one.right)
            for one in walk(draft.benefit.amount)
        ),
        *allowed,
    )
