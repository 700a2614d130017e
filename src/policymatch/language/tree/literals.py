"""Numbers with units, and dates, as a rule writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from policymatch.language.tree.node import Node
from policymatch.values import DateSpan, Number
from policymatch.vocabulary.units import Dimension


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """A number with its dimension, in the dimension's base unit: 2000万元 is 20,000,000 CNY.

    `written` is the literal in the rule, if there was one: what stands as 50% is a ratio and counts nothing,
    and what stands as 0111 may be a code.
    """

    value: Number
    dimension: Dimension = ()
    written: str = field(default="", compare=False)

    @property
    def is_bare(self) -> bool:
        """Return whether the number has no unit at all, not even %."""
        return not self.dimension and (not self.written or self.written[-1].isdigit())


@dataclass(frozen=True, slots=True)
class Day(Node):
    """A date, or the days of an incomplete one: 2021年6月 is that month."""

    days: DateSpan


class Moment(StrEnum):
    """A day that is counted from the day on which the question is asked."""

    AS_OF = "as_of"
    LAST_YEAR_END = "last_year_end"
    YEAR_START = "year_start"
    YEAR_END = "year_end"


@dataclass(frozen=True, slots=True)
class RelativeDay(Node):
    """今天, 上年末, 年初, 年末: a day that moves with the day on which the question is asked."""

    moment: Moment
