"""Up to which threshold a budget reaches: the loosest figure that fits, and the next one, which does not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from policymatch.sandbox.sums import Tally
from policymatch.sandbox.thresholds import Threshold

# So many figures of one threshold are tried in one round over all firms.
TRIED = 15


def fits(tally: Tally, budget_fen: int, cautious: bool) -> bool:
    """Return whether a budget is enough at the most; if `cautious`, for every undecided firm besides."""
    money = tally.money + tally.if_eligible if cautious else tally.money
    return money.most_fen is not None and money.most_fen <= budget_fen


@dataclass
class Search:
    """Closes in on where the budget ends, among the figures of firms for one threshold.

    A stricter threshold never costs more: whoever it lets in, a looser one does, and nothing paid is below
    zero. So what is tried halves again and again what is left, and in the end the two figures are neighbours.
    """

    threshold: Threshold
    cautious: bool
    budget_fen: int
    _values: Sequence[Fraction] = field(repr=False)
    # Places in the figures from strict to loose: all before `_fitting` fit, none from `_ending` on does.
    _fitting: int = 0
    _ending: int = 0

    @classmethod
    def of(cls, threshold: Threshold, cautious: bool, budget_fen: int, values: Sequence[Fraction]) -> Search:
        """Return a search among figures in rising order."""
        own = Fraction(threshold.quantity.value)
        at = bisect_left(values, own)
        if at == len(values) or values[at] != own:
            values = [*values[:at], own, *values[at:]]
        strict_first = values[::-1] if threshold.looser_is_lower else values
        return cls(threshold, cautious, budget_fen, strict_first, 0, len(strict_first))

    @property
    def next_tries(self) -> list[tuple[Threshold, Fraction]]:
        """Return the figures to try in the next round, none when the end is found."""
        left = self._ending - self._fitting
        places = {self._fitting + left * step // (TRIED + 1) for step in range(1, TRIED + 1)}
        return [(self.threshold, self._values[at]) for at in sorted(places)] if left > 0 else []

    def learn(self, found: Mapping[tuple[Threshold, Fraction], Tally]) -> None:
        """Take in what figures came to."""
        for at in range(self._fitting, self._ending):
            tally = found.get((self.threshold, self._values[at]))
            if tally is None:
                continue
            if fits(tally, self.budget_fen, self.cautious):
                self._fitting = at + 1
            else:
                self._ending = at
                return

    @property
    def result(self) -> tuple[Fraction | None, Fraction | None]:
        """Return the loosest figure that fits and the next looser one; None where there is none."""
        strict = self._values[self._fitting - 1] if self._fitting else None
        loose = self._values[self._fitting] if self._fitting < len(self._values) else None
        return strict, loose
