"""The numbers and dates of facts in rows: as stated, as they follow, or all that a fact can be at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np

from policymatch.batch import ranges
from policymatch.batch.ends import End, either, end
from policymatch.batch.facts import Facts
from policymatch.batch.figures import END, Figures, Whole
from policymatch.batch.planes import Bools, Plane, unpacked
from policymatch.batch.ranges import Range
from policymatch.language import tree
from policymatch.values import NumberSpan
from policymatch.vocabulary import Field


def figure(
    facts: Facts,
    node: tree.Fact,
    year: int,
    doubtful: Plane | None,
    follows: Callable[[], Range | None] | None,
) -> Range | None:
    """Return a number or date in each row, asked in a year; None where columns tell nothing of it.

    `follows` gives what a fact that nobody states is by its definition (None: it has none).
    """
    if node.year is not None and node.year.anchor is not None:
        return None
    fact = facts.fact(node.key, None if node.year is None else node.year.of(year), node.basis)
    doubt = _rows(doubtful, facts.rows)
    if fact is not None and fact.null is None:
        otherwise = None
    else:
        otherwise = unstated(facts.rows, facts.field(node.key)) if follows is None else follows()
    if fact is None:
        return None if otherwise is None else otherwise.odder(doubt)
    assert isinstance(fact.is_, Figures)
    null, odd = _rows(fact.null, facts.rows), _rows(fact.odd, facts.rows)
    made = _range(fact.is_, either(null, odd))
    if otherwise is not None and null is not None:
        made = ranges.where(null, otherwise, made)
    else:
        odd = either(odd, null)
    return made.odder(either(odd, doubt))


def unstated(rows: int, field: Field) -> Range:
    """Return all that a number or date can be at all."""
    bounds = cast(NumberSpan, field.unknown)
    return ranges.between(rows, bounds.low, bounds.high)


def _rows(plane: Plane | None, rows: int) -> Bools | None:
    return None if plane is None else unpacked(plane, rows)


def _range(of: Figures, nothing: Bools | None) -> Range:
    """Return the figures of a column; rows that hold `nothing` are 0."""
    low = _end(of.low, of.scale, nothing)
    high = low if of.exact else _end(of.high, of.scale, nothing)
    return Range(low, high, either(of.low_open, of.high_open))


def _end(values: Whole, scale: int, nothing: Bools | None) -> End:
    above = values.astype(np.int64)
    if nothing is not None:
        above = np.where(nothing, 0, above)
    none = np.abs(above) == END
    return end(above, scale, none if none.any() else None)
