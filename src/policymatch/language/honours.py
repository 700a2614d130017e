"""Whether a firm holds an honour (semantics 4 and 5): listed, in force on the date, or ever."""

from __future__ import annotations

from typing import cast

from policymatch.language import tree
from policymatch.language.context import Context
from policymatch.language.facts import RecordFacts
from policymatch.values import Choice, Comparison, DateSpan, Span, Truth, all_of, any_of, compare, lies_in
from policymatch.values.dates import days_of
from policymatch.vocabulary.model import HONOUR


def holds(node: tree.Holds, context: Context) -> Truth:
    """Return whether the firm holds one of the honours wanted."""
    honours = context.firm.records(HONOUR)
    listed = any_of(
        _is_wanted(record, wanted, node.how, context) for record in honours.items for wanted in node.wanted
    )
    # A complete list is complete for what is in force; of history it says nothing (semantics 4).
    complete = honours.closed and node.how is not tree.Holding.EVER
    return listed if complete else any_of((listed, Truth.UNKNOWN))


def _is_wanted(record: RecordFacts, wanted: tree.HonourWanted, how: tree.Holding, context: Context) -> Truth:
    def one(key: str, word: str | None) -> Truth:
        if word is None:
            return Truth.TRUE
        value = record.value(key)
        return Truth.UNKNOWN if value is None else cast(Choice, value).among(frozenset((word,)))

    return all_of(
        (
            one("name", wanted.honour),
            one("level", wanted.level),
            one("how", wanted.how),
            _issued_in(record, wanted.year, context),
            _in_force(record, how, context),
        )
    )


def _issued_in(record: RecordFacts, year: tree.Year | None, context: Context) -> Truth:
    if year is None:
        return Truth.TRUE
    issued = cast("DateSpan | None", record.value("issued"))
    if issued is None:
        return Truth.UNKNOWN
    days = days_of(year.of(context.firm.as_of.year))
    return lies_in(issued, days)


def _in_force(record: RecordFacts, how: tree.Holding, context: Context) -> Truth:
    if how is tree.Holding.EVER:
        return Truth.TRUE
    expires = cast("DateSpan | None", record.value("expires"))
    if expires is None:
        return Truth.TRUE if how is tree.Holding.HOLDS else Truth.UNKNOWN
    valid = compare(Comparison.GE, expires, Span.exact(context.firm.as_of))
    # 具有: not *known* to have expired (semantics 5).
    return Truth.TRUE if how is tree.Holding.HOLDS and valid is Truth.UNKNOWN else valid
