"""In which unit the values of a field are held, and whether a unit goes with the type of a field."""

from __future__ import annotations

from policymatch.vocabulary.model import Type
from policymatch.vocabulary.units import Dimension, Unit, unit_named


def unit_for(type_: Type, name: str | None) -> Unit | None:
    """Return the unit a field of `type_` is held in. Raises ValueError when the two do not go together."""
    if type_ is Type.DURATION and name is None:
        return unit_named("月")
    if name is None:
        if type_ is Type.MONEY:
            return unit_named("元")
        if type_ is Type.COUNT:
            raise ValueError("a count must say what it counts")
        return None
    unit = unit_named(name)
    if unit is None:
        raise ValueError(f"unknown unit {name}")
    if not _fits(type_, unit.dimension):
        raise ValueError(f"{type_} is not measured in {name}")
    return unit_named("月") if type_ is Type.DURATION else unit


_MONEY: frozenset[Dimension] = frozenset(
    ((currency, 1),) for currency in ("CNY", "USD", "EUR", "HKD", "JPY", "GBP")
)
_TIME: frozenset[Dimension] = frozenset({(("month", 1),), (("day", 1),)})


def _fits(type_: Type, dimension: Dimension) -> bool:
    """Return whether fields of a type may be held in units of a dimension."""
    match type_:
        case Type.MONEY:
            return dimension in _MONEY
        case Type.DURATION:
            return dimension == (("month", 1),)
        case Type.COUNT:
            return bool(dimension) and dimension not in _MONEY | _TIME
        case Type.NUMBER:
            return dimension not in _MONEY
    return True
