"""Tiers of rosters that no firm is ever in, because whoever meets them is in a higher tier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policymatch.library import PolicyLibrary
from policymatch.lint.forms import Or
from policymatch.lint.model import Finding
from policymatch.lint.reasoning import implies
from policymatch.lint.view import View


def rosters(views: Mapping[str, View], library: PolicyLibrary) -> Iterator[Finding]:
    """Yield the tiers of a library that lie within higher ones; `views` are those of all tiers by id."""
    for roster in library.rosters.values():
        for place, tier in enumerate(roster.tiers):
            view = views[tier.policy.id]
            # What nobody meets at all is another finding.
            if not view.cases:
                continue
            higher = roster.tiers[:place]
            covering = [one for one in higher if implies(view.form, views[one.policy.id].form)]
            if not covering and implies(view.form, Or(tuple(views[one.policy.id].form for one in higher))):
                covering = list(higher)
            if covering:
                other = ", ".join(one.name for one in covering)
                yield view.finding(
                    "tier-within-higher", tier.key, view.places.key(), said=tier.name, other=other
                )
