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
    """Two facts that cannot both be true: each by its kind of record and key, with its value."""

    left: tuple[str | None, FactKey]
    left_value: NumberSpan | DateSpan
    right: tuple[str | None, FactKey]
    right_value: NumberSpan | DateSpan


@dataclass(frozen=True)
class Check:
    """One check; `name` is that under which it is explained and reported.

    It can find something only in a firm that has facts of all the fields `of`.
    """

    name: str
    of: frozenset[str]
    find: Callable[[Enterprise], Iterator[Contradiction]]


def _above(name: str, greater: str, smaller: str) -> Check:
    """Return a check that a part is not above its whole, in the same year and basis."""

    def find(firm: Enterprise) -> Iterator[Contradiction]:
        for fact, known in firm.facts.items():
            key, year, basis = fact
            if key != smaller:
                continue
            other = firm.value(greater, year, basis)
            if not isinstance(known.value, Span) or not isinstance(other, Span):
                continue
            # Both are figures: the fields that are compared are.
            part, whole = cast(NumberSpan, known.value), cast(NumberSpan, other)
            if part.low is not None and whole.high is not None and part.low > whole.high:
                yield Contradiction(
                    (None, fact),
                    part,
                    (None, (greater, year, basis)),
                    whole,
                )

    return Check(name, frozenset((greater, smaller)), find)


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
                    founded,
                    (kind, (key, None, None)),
                    day,
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
        if fact[0] != FOUNDED and not isinstance(value.low, date) and (figure.low or 0) > 0:
            yield Contradiction(
                (None, (FOUNDED, None, None)),
                founded,
                (None, fact),
                figure,
            )


CHECKS = (
    _above("receivables-above-assets", "total_assets", "receivables"),
    _above("insured-above-employed", "employees", "insured_count"),
    _above("rd-above-revenue", "revenue", "rd_expense"),
    _above("main-above-revenue", "revenue", "main_revenue"),
    Check("founded-after-record", frozenset((FOUNDED,)), _founded_late),
    Check("figures-before-founding", frozenset((FOUNDED,)), _figures_early),
)
