"""Up to which threshold a budget reaches: the loosest figure that fits, and the next one, which does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from policymatch.sandbox.steps import Steps, rounded
from policymatch.sandbox.sums import Tally
from policymatch.sandbox.thresholds import Threshold

# So many figures of one threshold are tried in one round over all firms.
TRIED = 15
# So many steps lead from the end of a curve to a budget that ends outside it.
BEYOND = 8


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
    _steps: Steps = field(repr=False)
    # Places from strict to loose: all before `_fitting` fit, none from `_ending` on does.
    _fitting: int = 0
    _ending: int = field(init=False)
    _tried: dict[int, Fraction] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._ending = len(self._steps)

    @property
    def next_tries(self) -> list[tuple[Threshold, Fraction]]:
        """Return the figures to try in the next round, none when the end is found."""
        left = self._ending - self._fitting
        if left <= 0:
            return []
        places = {self._fitting + left * step // (TRIED + 1) for step in range(1, TRIED + 1)}
        self._tried.update((at, self._at(at)) for at in places)
        return [(self.threshold, self._tried[at]) for at in sorted(places)]

    def learn(self, found: Mapping[tuple[Threshold, Fraction], Tally]) -> None:
        """Take in what figures came to."""
        for at in sorted(self._tried):
            if not self._fitting <= at < self._ending:
                continue
            if fits(found[self.threshold, self._tried[at]], self.budget_fen, self.cautious):
                self._fitting = at + 1
            else:
                self._ending = at

    @property
    def result(self) -> tuple[Fraction | None, Fraction | None]:
        """Return the loosest figure that fits and the next looser one; None where there is none."""
        strict = self._tried[self._fitting - 1] if self._fitting else None
        loose = self._tried[self._ending] if self._ending < len(self._steps) else None
        return strict, loose

    def beyond(self, first: Fraction, last: Fraction) -> list[Fraction]:
        """Return figures from a curve that goes from `first` to `last` out to where the budget ends."""
        ends = [one for one in self.result if one is not None]
        # Where nothing fits, or all does, the end of the budget is no place to look at.
        if len(ends) < 2 or all(first <= one <= last for one in ends):
            return []
        start, end = (last, max(ends)) if max(ends) > last else (first, min(ends))
        return [*(rounded(start + (end - start) * step / BEYOND) for step in range(1, BEYOND)), *ends]

    def _at(self, place: int) -> Fraction:
        return self._steps[len(self._steps) - 1 - place if self.threshold.looser_is_lower else place]
