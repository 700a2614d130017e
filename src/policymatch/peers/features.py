"""What is compared of two firms, how much each feature weighs, and on which scale figures are.

The scales are fixed, not those of the firms at hand: how like two firms are must not depend on who else is in
the list. docs/peers.md gives the reason for every weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import log10

from policymatch.values import Number
from policymatch.vocabulary.model import HONOUR

# A ratio further out than this is as far out as a figure can be, and stays within binary floating point.
_FAR = 10**6


@dataclass(frozen=True)
class Orders:
    """A scale of orders of magnitude: figures a factor 10^`decades` apart are wholly unlike.

    Figures well below `unit` (in the base unit of the fact) are all alike, and zero is one of them.
    """

    unit: int
    decades: int

    def position(self, figure: Number) -> float:
        """Return where a figure lies, in widths of the scale; negative figures mirror positive ones."""
        size = 1 + abs(Fraction(figure)) / self.unit
        # The logarithm of a fraction that binary floating point may not hold.
        place = (log10(size.numerator) - log10(size.denominator)) / self.decades
        return place if figure >= 0 else -place


@dataclass(frozen=True)
class Even:
    """An even scale: figures `width` apart are wholly unlike."""

    width: Fraction

    def position(self, figure: Number) -> float:
        """Return where a figure lies, in widths of the scale."""
        return float(max(Fraction(-_FAR), min(Fraction(_FAR), figure / self.width)))


@dataclass(frozen=True)
class Feature:
    """One fact of a firm, or one field over all its records of a `kind`, and what it weighs.

    `scale` is there for figures and dates only; a date is compared by the months since then.
    """

    key: str
    weight: int
    scale: Orders | Even | None = None
    kind: str | None = None


# Yuan, people, things: a factor of a hundred between a stall and a small factory, a small one and a large.
_MONEY = Orders(10_000, 2)
_COUNT = Orders(1, 2)

FEATURES = (
    Feature("industry", 6),
    Feature("main_products", 3),
    Feature("business_scope", 2),
    Feature("industry_tags", 1),
    Feature("region", 4),
    Feature("zone", 1),
    Feature("size_class", 2),
    Feature("revenue", 3, _MONEY),
    Feature("employees", 2, _COUNT),
    Feature("insured_count", 1, _COUNT),
    Feature("total_assets", 1, _MONEY),
    Feature("registered_capital", 1, _MONEY),
    Feature("above_scale", 1),
    Feature("established", 2, Orders(12, 1)),
    Feature("legal_form", 1),
    Feature("ownership", 1),
    Feature("name", 4, kind=HONOUR),
    Feature("type", 2, kind="project"),
    Feature("rd_expense", 2, _MONEY),
    Feature("rd_ratio", 1, Even(Fraction(1, 10))),
    Feature("valid_invention_patents", 1, _COUNT),
    Feature("exports", 1, _MONEY),
    Feature("revenue_growth", 1, Even(Fraction(1, 2))),
)
TOTAL = sum(feature.weight for feature in FEATURES)

# The years back whose figures are compared: the latest that both firms state.
YEARS_BACK = 3
