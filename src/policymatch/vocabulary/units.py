"""Units of measure: what dimension they belong to and how large they are in its base unit.

Values compare only within a dimension (semantics 12). Money is held in whole currency units (元, 美元),
durations in months or in days (a month has no fixed number of days), ratios as plain numbers; a percentage
point is a dimension of its own, so that "3 个百分点" is never read as 3%.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from policymatch.messages import Lang
from policymatch.text import normalise
from policymatch.values import Number
from policymatch.values.arithmetic import whole

# Base units with their exponents, sorted; () is a plain number or ratio. 元/人 is
# (("CNY", 1), ("person", -1)).
Dimension = tuple[tuple[str, int], ...]

PLAIN: Dimension = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: Chinese name, English name, dimension, size in the dimension's base unit, other names."""

    zh: str
    en: str
    dimension: Dimension
    size: Number = 1
    aliases: tuple[str, ...] = ()

    def name(self, lang: Lang) -> str:
        """Return the unit's name in `lang`."""
        return self.zh if lang == "zh" else self.en


def _of(base: str) -> Dimension:
    return ((base, 1),)


_CNY, _USD, _PERSON, _ITEM = _of("CNY"), _of("USD"), _of("person"), _of("item")
_MONTH, _DAY = _of("month"), _of("day")

# In each dimension the units in which values are printed come with the largest first.
UNITS: tuple[Unit, ...] = (
    Unit("亿元", "hundred_million_yuan", _CNY, 100_000_000, ("亿", "亿人民币", "亿元人民币")),
    Unit("万元", "wan_yuan", _CNY, 10_000, ("万", "万人民币", "万元人民币", "10k_yuan")),
    Unit("元", "yuan", _CNY, 1, ("块", "人民币", "元人民币", "rmb", "cny")),
    Unit("千元", "thousand_yuan", _CNY, 1_000, ()),
    Unit("百万元", "million_yuan", _CNY, 1_000_000, ()),
    Unit("亿美元", "hundred_million_usd", _USD, 100_000_000, ()),
    Unit("万美元", "wan_usd", _USD, 10_000, ()),
    Unit("美元", "usd", _USD, 1, ("美金",)),
    Unit("万欧元", "wan_eur", _of("EUR"), 10_000, ()),
    Unit("欧元", "eur", _of("EUR"), 1, ()),
    Unit("万港元", "wan_hkd", _of("HKD"), 10_000, ("万港币",)),
    Unit("港元", "hkd", _of("HKD"), 1, ("港币",)),
    Unit("日元", "jpy", _of("JPY"), 1, ()),
    Unit("英镑", "gbp", _of("GBP"), 1, ()),
    Unit("岁", "years_of_age", PLAIN, 1, ("周岁",)),
    Unit("%", "%", PLAIN, Fraction(1, 100), ("％", "percent", "个百分之一")),
    Unit("‰", "‰", PLAIN, Fraction(1, 1000), ("permille",)),
    Unit("倍", "times", PLAIN, 1, ()),
    Unit("个百分点", "pp", _of("pp"), 1, ("百分点", "percentage_points")),
    Unit("人", "people", _PERSON, 1, ("名", "位", "person", "persons")),
    Unit(
        "件", "items", _ITEM, 1, ("项", "个", "台", "套", "台套", "家", "户", "次", "批", "只", "笔", "item")
    ),
    Unit("年", "years", _MONTH, 12, ("year", "周年", "个年度")),
    Unit("个月", "months", _MONTH, 1, ("月", "month")),
    Unit("天", "days", _DAY, 1, ("日", "day")),
    Unit("平方米", "sqm", _of("sqm"), 1, ("㎡", "m²", "m2", "平米", "平方")),
    Unit("吨标准煤", "tce", _of("tce"), 1, ("吨标煤", "吨标准煤/年")),
    Unit("兆瓦", "mw", _of("mw"), 1, ("MW",)),
    Unit("千瓦时", "kwh", _of("kwh"), 1, ("kWh", "度", "度电")),
    Unit("吨", "tonnes", _of("tonne"), 1, ("tonne",)),
    Unit("分", "points", _of("point"), 1, ("point",)),
    Unit("套房", "homes", _of("home"), 1, ()),
)

# Chinese numerals of scale that may stand before any unit: 1.2亿千瓦, 3万人.
SCALES: dict[str, int] = {
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}


@cache
def _by_name() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for unit in UNITS:
        for name in (unit.zh, unit.en, *unit.aliases):
            table.setdefault(normalise(name), unit)
    return table


def unit_named(name: str) -> Unit | None:
    """Return the unit that goes by `name` (with a scale before it, as 万人, too), or None."""
    table = _by_name()
    found = table.get(normalise(name))
    if found is not None:
        return found
    for scale, size in SCALES.items():
        if name.startswith(scale) and (unit := table.get(normalise(name[len(scale) :]))) is not None:
            return Unit(name, name, unit.dimension, unit.size * size)
    return None


def compound_unit(name: str) -> Unit | None:
    """Return the unit that a name made of units stands for (元/美元, 元/平方米·月), or None."""
    above, slash, below = name.partition("/")
    dimension: Dimension = PLAIN
    size: Number = 1
    for part, power in ((above, 1), *(((below, -1),) if slash else ())):
        for one in part.split("·"):
            unit = unit_named(one)
            if unit is None:
                return None
            dimension = times(dimension, unit.dimension, power)
            size = Fraction(size) * (Fraction(unit.size) if power == 1 else 1 / Fraction(unit.size))
    return Unit(name, name, dimension, whole(Fraction(size)))


def unit_names() -> tuple[str, ...]:
    """Return every name of every unit."""
    return tuple(name for unit in UNITS for name in (unit.zh, *unit.aliases))


@cache
def units_of(dimension: Dimension) -> tuple[Unit, ...]:
    """Return the units of `dimension`, those preferred for printing first."""
    return tuple(unit for unit in UNITS if unit.dimension == dimension)


def times(left: Dimension, right: Dimension, power: int = 1) -> Dimension:
    """Return the dimension of left × right (power 1) or left ÷ right (power -1)."""
    exponents = dict(left)
    for base, exponent in right:
        exponents[base] = exponents.get(base, 0) + power * exponent
    return tuple(sorted((base, exponent) for base, exponent in exponents.items() if exponent))


def dimension_name(dimension: Dimension, lang: Lang = "zh") -> str:
    """Return what people call a dimension: 元, 人, 元/人; "数" for a plain number."""
    if not dimension:
        return "数或比例" if lang == "zh" else "number or ratio"
    base = {unit.dimension: unit for unit in UNITS if unit.size == 1}

    def one(name: str, exponent: int) -> str:
        unit = base.get(((name, 1),))
        text = unit.name(lang) if unit else name
        return text if abs(exponent) == 1 else f"{text}^{abs(exponent)}"

    above = "·".join(one(name, exponent) for name, exponent in dimension if exponent > 0)
    below = "·".join(one(name, exponent) for name, exponent in dimension if exponent < 0)
    return (above or "1") + (f"/{below}" if below else "")
