"""Whether honours are held, record by record over columns: what language/honours.py says of one record."""

from __future__ import annotations

from datetime import date

import numpy as np

from policymatch.batch.facts import Fact, Facts
from policymatch.batch.figures import EPOCH, Figures
from policymatch.batch.planes import Bools, Plane, packed, union, unpacked
from policymatch.batch.words import Words
from policymatch.language import tree
from policymatch.values import Comparison
from policymatch.values.dates import days_of
from policymatch.vocabulary.model import HONOUR

# Where something certainly, and where it perhaps holds.
_Both = tuple[Bools, Bools]


def wanted_among(node: tree.Holds, facts: Facts, day: date) -> tuple[Plane, Plane, Plane | None]:
    """Return which records certainly and perhaps are an honour wanted, and which columns do not tell."""
    some = np.zeros(facts.rows, np.bool_), np.zeros(facts.rows, np.bool_)
    for one in node.wanted:
        parts = [_is(facts, "name", one.honour), _is(facts, "level", one.level), _is(facts, "how", one.how)]
        parts += [_issued_in(facts, one.year, day), _in_force(facts, node.how, day)]
        some = (
            some[0] | np.logical_and.reduce([part[0] for part in parts]),
            some[1] | np.logical_and.reduce([part[1] for part in parts]),
        )
    asked = [facts.fact(key, None, None) for key in ("name", "level", "how", "issued", "expires")]
    odd = union(*(fact.odd for fact in asked if fact is not None))
    return packed(some[0], facts.words), packed(some[1], facts.words), odd


def _is(facts: Facts, key: str, word: str | None) -> _Both:
    if word is None:
        return _always(facts)
    fact = facts.fact(key, None, None)
    if fact is None or not isinstance(fact.is_, Words):
        return _unknown(facts)
    true, possible = fact.is_.among(tree.Among(tree.Fact(HONOUR, key), (word,)))
    told = unpacked(true, facts.rows), unpacked(possible, facts.rows)
    return _where_stated(told, _null(fact, facts), unknown=(False, True))


def _issued_in(facts: Facts, year: tree.Year | None, day: date) -> _Both:
    if year is None:
        return _always(facts)
    fact = facts.fact("issued", None, None)
    if fact is None or not isinstance(fact.is_, Figures):
        return _unknown(facts)
    days = days_of(year.of(day.year))
    assert days.low is not None
    assert days.high is not None
    since = fact.is_.compared(Comparison.GE, days.low.toordinal() - EPOCH)
    until = fact.is_.compared(Comparison.LE, days.high.toordinal() - EPOCH)
    told = since[0] & until[0], since[1] & until[1]
    return _where_stated(told, _null(fact, facts), unknown=(False, True))


def _in_force(facts: Facts, how: tree.Holding, day: date) -> _Both:
    if how is tree.Holding.EVER:
        return _always(facts)
    presumed = how is tree.Holding.HOLDS
    fact = facts.fact("expires", None, None)
    if fact is None or not isinstance(fact.is_, Figures):
        return _always(facts) if presumed else _unknown(facts)
    true, possible = fact.is_.compared(Comparison.GE, day.toordinal() - EPOCH)
    # 具有: what is not known to have expired is in force (semantics 5).
    told = (possible, possible) if presumed else (true, possible)
    return _where_stated(told, _null(fact, facts), unknown=(presumed, True))


def _null(fact: Fact, facts: Facts) -> Bools | None:
    return None if fact.null is None else unpacked(fact.null, facts.rows)


def _where_stated(told: _Both, null: Bools | None, unknown: tuple[bool, bool]) -> _Both:
    if null is None:
        return told
    return np.where(null, unknown[0], told[0]), np.where(null, unknown[1], told[1])


def _always(facts: Facts) -> _Both:
    every = np.ones(facts.rows, np.bool_)
    return every, every


def _unknown(facts: Facts) -> _Both:
    return np.zeros(facts.rows, np.bool_), np.ones(facts.rows, np.bool_)
