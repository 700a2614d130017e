"""What several figures come to: summaries, tiers, and the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import product

from tests.reference.world import Row

from policymatch.language import tree

Numbers = frozenset[Fraction | None]


def summary(how: tree.Summary, figures: Sequence[Fraction]) -> Fraction | None:
    """Return what is made of the figures: of none, the count, sum and highest are 0, the rest unknown."""
    if how is tree.Summary.COUNT:
        return Fraction(len(figures))
    if how is tree.Summary.SUM:
        return sum(figures, Fraction(0))
    if how is tree.Summary.MAX:
        return max(figures, default=Fraction(0))
    if not figures:
        return None
    return min(figures) if how is tree.Summary.MIN else sum(figures, Fraction(0)) / len(figures)


def tiers(
    guarded: Sequence[tuple[bool | None, Numbers]], mode: tree.TierMode, otherwise: Numbers | None
) -> Numbers:
    """Return what tiers come to; unknown where a guard is that matters.

    Without an "otherwise" some tier must hold (semantics 16): of other firms nothing is said.
    """
    if mode is tree.TierMode.FIRST:
        # What stands behind the first tier that holds matters no more.
        held = next((index for index, (holds, _) in enumerate(guarded) if holds), len(guarded))
        guarded = guarded[: held + 1]
    if any(holds is None for holds, _ in guarded):
        return frozenset({None})
    amounts = [amount for holds, amount in guarded if holds]
    if not amounts:
        return frozenset({None}) if otherwise is None else otherwise
    return frozenset(_together(mode, each) for each in product(*amounts))


def _together(mode: tree.TierMode, amounts: Sequence[Fraction | None]) -> Fraction | None:
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return None
    return max(known) if mode is tree.TierMode.HIGHEST else sum(known, Fraction(0))


def row_value(rows: Sequence[Row], first: date, last: date, place: str | None) -> Fraction | None:
    """Return the figure of the one row that holds for all the days asked about, and for the place."""
    fitting = [
        row
        for row in rows
        if (row.first is None or row.first <= first)
        and (row.last is None or last <= row.last)
        and (row.region is None or (place is not None and place.startswith(row.region)))
    ]
    return fitting[0].value if len(fitting) == 1 else None
