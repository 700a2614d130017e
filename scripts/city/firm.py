"""One firm as it truly is. Money is counted in hundreds of yuan (百元), which no department rounds away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from scripts.city.trades import Trade

YEARS = (2023, 2024, 2025)
# The day on which the departments drew up their lists.
DAY = date(2026, 3, 10)


@dataclass(frozen=True)
class Honour:
    """An honour, since when and, where it ends, until when."""

    name: str
    level: str
    issued: date
    expires: date | None = None


@dataclass(frozen=True)
class Project:
    """A project; money in 百元."""

    name: str
    type: str
    total: int
    equipment: int
    filed: date
    catalogue: str | None = None


@dataclass(frozen=True)
class Loan:
    """A loan; money in 百元, the rate in hundredths of a per cent, the term in months."""

    bank: str
    purpose: str
    principal: int
    rate: int
    drawn: date
    months: int


@dataclass
class Firm:
    """A firm. Yearly figures are by year; those of the statistics bureau are in 千元, as it keeps them."""

    number: int
    name: str
    code: str
    county: str
    address: str
    trade: Trade
    form: str
    founded: date
    capital: int
    status: str
    former: str | None = None
    revenue: dict[int, int] = field(default_factory=dict)
    income: dict[int, int] = field(default_factory=dict)
    tax: dict[int, int] = field(default_factory=dict)
    research: dict[int, int] = field(default_factory=dict)
    stat_revenue: dict[int, int] = field(default_factory=dict)
    stat_research: dict[int, int] = field(default_factory=dict)
    assets: int = 0
    vat: str = "小规模纳税人"
    # Averages over the quarters of the last year: staff in quarters of a person, assets in 百元.
    quarter_staff: int = 0
    quarter_assets: int = 0
    employees: int = 0
    insured: int = 0
    hires: int = 0
    graduates: int = 0
    researchers: int = 0
    inventions: int = 0
    utility_models: int = 0
    honours: list[Honour] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)

    @property
    def is_on_register(self) -> bool:
        """Return whether it is an industrial firm above the scale of the statistics register (规上)."""
        return self.trade.is_industry and self.revenue.get(YEARS[-1], 0) >= 200_000

    @property
    def is_open(self) -> bool:
        """Return whether the firm still does business."""
        return self.status == "存续"
