"""The thresholds that tell firms apart: one for each figure that any has, as round as it can be.

A threshold between two neighbouring figures lets in the same firms wherever it stands, so the roundest one
stands for all of them: a rule says 2,000万元 and not 1,987.35万元.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policymatch.values import Comparison

# Finer than this no threshold is written.
_FINEST = 12
_COARSEST = 15


@dataclass(frozen=True)
class Steps(Sequence[Fraction]):
    """The thresholds for figures in rising order; the draft's own stands for those that do the same."""

    values: Sequence[Fraction]
    op: Comparison
    own: Fraction

    @classmethod
    def of(cls, figures: Sequence[Fraction], op: Comparison, own: Fraction) -> Steps:
        """Return the thresholds for all figures that firms have, in rising order.

        A comparison that leaves its own figure out lets everybody in only beyond the last.
        """
        if figures and op is Comparison.GT:
            figures = [Fraction(0) if figures[0] > 0 else figures[0] - 1, *figures]
        if figures and op is Comparison.LT:
            figures = [*figures, max(figures[-1] * 2, figures[-1] + 1)]
        return cls(figures, op, own)

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, at: int) -> Fraction:  # type: ignore[override]
        value = self.values[at]
        # Downwards the next figure is out of reach, upwards it is; a strict comparison leaves itself out.
        if self.op in (Comparison.GE, Comparison.LT):
            return self._between(self.values[at - 1] if at else None, value, low_in=False)
        return self._between(value, self.values[at + 1] if at + 1 < len(self) else None, low_in=True)

    def __iter__(self) -> Iterator[Fraction]:
        return (self[at] for at in range(len(self)))

    def _between(self, low: Fraction | None, high: Fraction | None, low_in: bool) -> Fraction:
        value = low if low_in else high
        assert value is not None
        inside = (low is None or low < self.own) and (high is None or self.own < high)
        if inside or self.own == value:
            return self.own
        if low is None or high is None:
            return value
        for digits in range(_COARSEST, -_FINEST - 1, -1):
            size = Fraction(10) ** digits
            round_one = -(-low // size) * size if low_in else high // size * size
            if (low <= round_one < high) if low_in else (low < round_one <= high):
                return round_one
        return value


def rounded(value: Fraction) -> Fraction:
    """Return the nearest figure of two digits."""
    if not value:
        return value
    size = Fraction(1)
    while abs(value) >= 100 * size:
        size *= 10
    while abs(value) < 10 * size:
        size /= 10
    return round(value / size) * size
