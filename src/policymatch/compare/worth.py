"""What a recommendation comes to, and what another comes to more or less.

`worth` is the one place that says what two states are compared by: the totals of all that the firm
qualifies for. How its best package changes stands in `packages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from policymatch.benefit import Nature
from policymatch.matching import Amount, Recommendation
from policymatch.matching.amount import plain_yuan

Worth = Mapping[Nature, Amount]

_NOTHING = Amount(Decimal(0), Decimal(0))


@dataclass(frozen=True)
class Difference:
    """By how much the two ends of an amount move, in yuan: what is sure, and what could be paid at most.

    `high` is None where the amount has no upper end before or after.
    """

    low: Decimal
    high: Decimal | None

    def to_dict(self) -> dict[str, object]:
        """Return plain data in yuan."""
        return {"low": plain_yuan(self.low), "high": plain_yuan(self.high)}


def worth(recommendation: Recommendation) -> Worth:
    """Return what the firm can get, by nature: natures are never mixed (semantics 22)."""
    return recommendation.totals


def differences(before: Worth, after: Worth) -> dict[Nature, Difference]:
    """Return how each nature's amount moves; a nature that does not move at all is told, too."""
    found = {}
    for nature in Nature:
        if nature in before or nature in after:
            old, new = before.get(nature, _NOTHING), after.get(nature, _NOTHING)
            ends = old.high, new.high
            high = None if None in ends else (new.high or Decimal(0)) - (old.high or Decimal(0))
            found[nature] = Difference(new.low - old.low, high)
    return found


def added(one: Worth, other: Worth) -> dict[Nature, Amount]:
    """Return the sum of what two firms get, by nature."""
    found = {}
    for nature in Nature:
        if nature in one or nature in other:
            first, second = one.get(nature, _NOTHING), other.get(nature, _NOTHING)
            open_end = first.high is None or second.high is None
            high = None if open_end else (first.high or Decimal(0)) + (second.high or Decimal(0))
            found[nature] = Amount(first.low + second.low, high)
    return found


def worth_dict(amounts: Worth) -> dict[str, object]:
    """Return amounts by nature as plain data."""
    return {nature.value: amount.to_dict() for nature, amount in amounts.items()}


def difference_dict(found: Mapping[Nature, Difference]) -> dict[str, object]:
    """Return differences by nature as plain data."""
    return {nature.value: difference.to_dict() for nature, difference in found.items()}
