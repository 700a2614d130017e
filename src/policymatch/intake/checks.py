"""Named checks of a firm against itself: facts that cannot all be true. docs/intake.md explains each of them.

A check finds something only where the facts certainly contradict each other, whatever exact values lie within
the ranges given; what is unknown contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, cast

from policymatch.enterprise import Enterprise, FactKey
from policymatch.values import DateSpan, NumberSpan, Span
from policymatch.vocabulary.model import AWARD, FOUNDED, HONOUR

# Records that a firm cannot have before it is founded, each with the day on which it came. A patent may have
# had another owner before.
_FIRST_DAYS = ((HONOUR, "issued"), (AWARD, "date"), ("loan", "contracted"), ("contract", "registered_on"))


class Contradiction(NamedTuple):
    """Two facts of a firm that cannot both be true: each by its key (a kind of record before it), with its value."""

    left: tuple[str | None, FactKey]
    left_value: Span[int] | Span[date]
    right: tuple[str | None, FactKey]
    right_value: Span[int] | Span[date]


@dataclass(frozen=True)
class Check:
    """One check; `name` is that under which it is explained and reported."""

    name: str
    find: Callable[[Enterprise], Iterator[Contradiction]]


def _above(greater: str, smaller: str) -> Callable[[Enterprise], Iterator[Contradiction]]:
    """Return a check that one figure is not above another of the same year and basis, of which it is a part."""

    def find(firm: Enterprise) -> Iterator[Contradiction]:
        for fact, known in firm.facts.items():
            key, year, basis = fact
            if key != smaller:
                continue
            other = firm.value(greater, year, basis)
            part, whole = known.value, other
            if not isinstance(part, Span) or not isinstance(whole, Span):
                continue
            if part.low is not None and whole.high is not None and part.low > whole.high:
                yield Contradiction(
                    (None, fact),
                    cast("Span[int]", part),
                    (None, (greater, year, basis)),
                    cast("Span[int]", whole),
                )

    return find


def _founded_late(firm: Enterprise) -> Iterator[Contradiction]:
    founded = firm.value(FOUNDED)
    if not isinstance(founded, Span) or not isinstance(founded.low, date):
        return
    for kind, key in _FIRST_DAYS:
        for record in firm.records(kind).items:
            day = record.value(key)
            if isinstance(day, Span) and isinstance(day.high, date) and day.high < founded.low:
                yield Contradiction(
                    (None, (FOUNDED, None, None)),
                    cast(DateSpan, founded),
                    (kind, (key, None, None)),
                    cast(DateSpan, day),
                )


def _figures_early(firm: Enterprise) -> Iterator[Contradiction]:
    founded = firm.value(FOUNDED)
    if not isinstance(founded, Span) or not isinstance(founded.low, date):
        return
    for fact, known in firm.facts.items():
        year, value = fact[1], known.value
        if year is None or year >= founded.low.year or not isinstance(value, Span):
            continue
        figure = cast(NumberSpan, value)
        if figure.low is not None and not isinstance(figure.low, date) and figure.low > 0:
            yield Contradiction(
                (None, (FOUNDED, None, None)),
                cast(DateSpan, founded),
                (None, fact),
                cast("Span[int]", figure),
            )


CHECKS = (
    Check("receivables-above-assets", _above("total_assets", "receivables")),
    Check("insured-above-employed", _above("employees", "insured_count")),
    Check("rd-above-revenue", _above("revenue", "rd_expense")),
    Check("main-above-revenue", _above("revenue", "main_revenue")),
    Check("founded-after-record", _founded_late),
    Check("figures-before-founding", _figures_early),
)
