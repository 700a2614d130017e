"""Which fact is meant: of the firm or of a record, in which year, in which basis; and parameters."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.language.tree.node import Node


@dataclass(frozen=True, slots=True)
class Year:
    """Which year's figure.

    `number` counts from the year of as_of (-1 last year), or is the year itself (`relative` False), or counts
    from the year of the date in the fact `anchor`: the figures of the year in which a record happened.
    """

    number: int
    relative: bool = True
    anchor: Fact | None = None

    def of(self, as_of_year: int) -> int:
        """Return the calendar year meant on a date in `as_of_year`; a year with an anchor needs more."""
        assert self.anchor is None
        return as_of_year + self.number if self.relative else self.number

    def earlier(self, years: int = 1) -> Year:
        """Return the year that lies `years` before."""
        return Year(self.number - years, self.relative, self.anchor)


LAST_YEAR = Year(-1)


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """A fact of the firm (`kind` None) or of the record of `kind` at hand, by its vocabulary keys."""

    kind: str | None
    key: str
    year: Year | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """A figure that changes by date or place (LPR, a year's target), looked up in its table.

    `date` is the day looked up, a fact, literal or sum of days (None: the day of the question); or `year`
    names the year. `region` is the fact that says where, for a table by region (None: where the firm is
    registered).
    """

    key: str
    date: Node | None = None
    year: Year | None = None
    region: Fact | None = None
