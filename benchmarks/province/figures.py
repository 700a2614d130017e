"""The firms of the province: 40 facts each, one in ten not known, the same for the same seed.

Figures are log-normal and hang together by two hidden numbers, how large a firm is and how technical; places
and industries are real codes, with few where most firms are and many where few are.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from policymatch.vocabulary.codes import industries, regions

SEED = 7
AS_OF = date(2025, 1, 1)
TODAY = (AS_OF - date(1970, 1, 1)).days

MONEY = (
    *(
        "revenue",
        "revenue_before",
        "total_assets",
        "net_profit",
        "rd_expense",
        "tax_paid",
        "registered_capital",
    ),
    *(
        "paid_in_capital",
        "fixed_asset_investment",
        "exports",
        "high_tech_revenue",
        "tech_renovation_investment",
    ),
)
COUNTS = (
    *("employees", "rd_staff", "valid_patents", "invention_patents", "utility_models", "software_copyrights"),
    *("led_standards", "loan_bank_count"),
)
RATIOS = (
    *(
        "rd_ratio",
        "revenue_growth",
        "debt_ratio",
        "high_tech_revenue_ratio",
        "rd_staff_ratio",
        "sci_tech_staff_ratio",
    ),
    "main_revenue_ratio",
)
DATES = ("established", "relocated_date")
# How many say yes.
BOOLS = {
    "above_scale": 0.08,
    "core_ip": 0.15,
    "hq_recognized": 0.01,
    "hq_local": 0.04,
    "major_accident": 0.03,
    "chain_enterprise": 0.45,
}
SIZES = ("micro", "small", "medium", "large")
TAGS = tuple(f"list_{number:02d}" for number in range(40))
FIELDS = (*MONEY, *COUNTS, *RATIOS, *DATES, *BOOLS, "industry", "region", "size_class", "lists")

_WELL_KNOWN = {"region": 0.01, "industry": 0.02, "size_class": 0.05, "employees": 0.06, "revenue": 0.06}
_WELL_KNOWN |= {"established": 0.01, "major_accident": 0.03}
# Of the firms of a province by the section of their industry.
_SECTIONS = {"A": 4.0, "C": 24, "E": 8, "F": 24, "G": 4, "H": 4, "I": 9, "K": 4, "L": 5, "M": 6, "R": 2}

Floats = npt.NDArray[np.float64]


@cache
def places() -> tuple[tuple[str, ...], Floats]:
    """Return the counties of Anhui with the share of firms that each has: a few have most."""
    codes = tuple(code for code in regions().codes() if len(code) == 6 and code.startswith("34"))
    rank: dict[str, int] = {}
    for code in codes:
        rank.setdefault(code[:4], len(rank))
    cities = np.array([6.0 / (1 + rank[code[:4]]) ** 0.7 for code in codes])
    return codes, _shares(cities * (0.3 + np.random.default_rng(1).random(len(codes))))


@cache
def trades() -> tuple[tuple[str, ...], Floats]:
    """Return the classes of industries (GB/T 4754) with the share of firms that each has."""
    codes = tuple(code for code in industries().codes() if len(code) == 5)
    within = np.random.default_rng(2).pareto(1.5, len(codes)) + 0.2
    total: dict[str, float] = {}
    for code, weight in zip(codes, within, strict=True):
        total[code[0]] = total.get(code[0], 0) + weight
    sections = np.array([_SECTIONS.get(code[0], 0.8) / total[code[0]] for code in codes])
    return codes, _shares(within * sections)


def _shares(weights: Floats) -> Floats:
    shares: Floats = weights / weights.sum()
    return shares


def table(count: int, seed: int = SEED) -> pa.Table:
    """Return firms as plain columns: yuan and counts whole, percents times 100, codes as dictionaries."""
    dice = np.random.default_rng(seed)
    size, skill = dice.normal(size=count), dice.normal(size=count)

    def yuan(middle: float, spread: float, noise: float) -> npt.NDArray[np.int64]:
        return np.exp(middle + spread * size + noise * dice.normal(size=count)).astype(np.int64)

    def some(part: float, of: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        return np.where(dice.random(count) < part, of, 0)

    def share(low: float, high: float) -> Floats:
        return dice.beta(low, high, count)

    revenue = yuan(14.5, 1.8, 0.5)
    capital = yuan(14.0, 1.2, 1.0)
    research = np.clip(np.exp(0.3 + 0.8 * dice.normal(size=count) + 0.7 * skill), 0, 80)
    people = np.maximum(1, np.exp(2.3 + 1.3 * size + 0.5 * dice.normal(size=count)))
    patents = np.exp(np.clip(0.2 + 0.8 * size + 0.9 * skill + 0.8 * dice.normal(size=count), -3, 9))
    made: dict[str, Any] = {
        "revenue": revenue,
        "revenue_before": revenue * np.exp(dice.normal(-0.05, 0.3, count)),
        "total_assets": yuan(14.8, 1.7, 0.7),
        "net_profit": revenue * dice.normal(0.05, 0.08, count),
        "rd_expense": revenue * research / 100,
        "tax_paid": revenue * np.abs(dice.normal(0.03, 0.02, count)),
        "registered_capital": capital,
        "paid_in_capital": capital * dice.random(count),
        "fixed_asset_investment": yuan(12.5, 1.9, 1.0),
        "exports": some(0.3, yuan(12.5, 1.8, 1.0)),
        "high_tech_revenue": revenue * share(1, 2),
        "tech_renovation_investment": some(0.5, yuan(11.0, 1.6, 1.0)),
        "employees": people,
        "rd_staff": people * share(1, 6),
        "valid_patents": patents,
        "invention_patents": patents * share(1, 4),
        "utility_models": patents * share(3, 2),
        "software_copyrights": np.exp(dice.normal(0, 1.2, count) + 0.6 * skill),
        "led_standards": dice.poisson(0.15, count),
        "loan_bank_count": dice.poisson(0.1, count),
        "rd_ratio": research * 100,
        "revenue_growth": dice.normal(600, 2200, count),
        "debt_ratio": share(4, 4) * 11_000,
        "high_tech_revenue_ratio": share(1, 2) * 10_000,
        "rd_staff_ratio": share(1, 6) * 10_000,
        "sci_tech_staff_ratio": share(2, 3) * 10_000,
        "main_revenue_ratio": share(6, 2) * 10_000,
        "established": TODAY - dice.gamma(2, 1500, count),
        "relocated_date": TODAY + dice.integers(-700, 1100, count),
    }
    columns: dict[str, Any] = {}
    unknown = np.random.default_rng(seed + 1)
    for key in FIELDS:
        null = unknown.random(count) < _WELL_KNOWN.get(key, float(unknown.uniform(0.06, 0.16)))
        match key:
            case "industry" | "region":
                codes, shares = trades() if key == "industry" else places()
                columns[key] = _coded(dice.choice(len(codes), count, p=shares), codes, null)
            case "size_class":
                sizes = np.digitize(size + 0.2 * dice.normal(size=count), [0.4, 1.3, 2.2])
                columns[key] = _coded(sizes, SIZES, null)
            case "lists":
                columns[key] = _tags(dice, size + skill, null)
            case _ if key in BOOLS:
                columns[key] = pa.array(dice.random(count) < BOOLS[key], mask=null)
            case _:
                kind = pa.int64() if key in MONEY else pa.int32()
                whole = pa.array(np.floor(made[key]).astype(np.int64), mask=null).cast(kind)
                columns[key] = whole.cast(pa.date32()) if key in DATES else whole
    return pa.table(columns)


def _coded(places: npt.NDArray[np.int64], words: tuple[str, ...], null: npt.NDArray[np.bool_]) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32), mask=null), pa.array(list(words)))


def _tags(dice: np.random.Generator, level: Floats, null: npt.NDArray[np.bool_]) -> Any:
    counts = np.minimum(dice.poisson(np.exp(0.5 * np.clip(level, -3, 3) - 0.5)), 6)
    counts[null] = 0
    ends = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=ends[1:])
    often = 1 / np.arange(1, len(TAGS) + 1) ** 0.7
    listed = dice.choice(len(TAGS), ends[-1], p=often / often.sum()).astype(np.int32)
    words = pa.DictionaryArray.from_arrays(pa.array(listed), pa.array(list(TAGS)))
    return pa.ListArray.from_arrays(pa.array(ends, mask=np.append(null, False)), words)
