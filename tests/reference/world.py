"""A firm on a day in plain Python values, every fact of it exact and every list closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from policymatch.language import tree


class Code(str):
    """A code of a tree, down to its last digit; it lies in every one of its prefixes."""

    __slots__ = ()


Plain = Fraction | date | str | bool | frozenset[str]
# Key, year, basis -> value.
Facts = Mapping[tuple[str, int | None, str | None], Plain]


@dataclass(frozen=True)
class Row:
    """One figure of a parameter's table, for the days and the region it names (None: for all)."""

    value: Fraction
    first: date | None = None
    last: date | None = None
    region: str | None = None


@dataclass(frozen=True)
class World:
    """Everything a question is asked of: the firm, the day, the records at hand, tables and scales.

    `back` shifts every yearly figure that many years into the past (for figures over several years).
    """

    as_of: date
    facts: Facts
    records: Mapping[str, tuple[Facts, ...]] = field(default_factory=dict)
    here: Mapping[str, Facts] = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    scales: Mapping[tuple[str | None, str], tuple[str, ...]] = field(default_factory=dict)
    back: int = 0

    def with_record(self, kind: str, record: Facts) -> World:
        return replace(self, here={**self.here, kind: record})

    def years_back(self, years: int) -> World:
        return replace(self, back=self.back + years)

    def fact(self, fact: tree.Fact) -> Plain | None:
        owner = self.facts if fact.kind is None else self.here.get(fact.kind)
        if owner is None:
            return None
        year = None
        if fact.year is not None:
            year = self.year(fact.year)
            if year is None:
                return None
        return owner.get((fact.key, year, fact.basis))

    def year(self, year: tree.Year) -> int | None:
        """Return the calendar year that is meant, None when it hangs on a date that nobody knows."""
        if year.anchor is not None:
            day = self.fact(year.anchor)
            start = day.year if isinstance(day, date) else int(day) if isinstance(day, Fraction) else None
        else:
            start = self.as_of.year if year.relative else 0
        return None if start is None else start + year.number - self.back

    @property
    def founded(self) -> int | None:
        day = self.facts.get(("established", None, None))
        return day.year if isinstance(day, date) else None
