"""Literals on the same fact, told together: where its column says so, and where nobody states it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from policymatch.batch.compiled import Compiled, Leaf
from policymatch.batch.facts import Facts
from policymatch.batch.literals import Found, found_in
from policymatch.batch.planes import Plane, full, union
from policymatch.values import Truth


def together(
    leaves: Sequence[Leaf],
    facts: Facts,
    compiled: Compiled,
    day: date,
    doubtful: Plane | None,
    into: Plane | None = None,
) -> Plane:
    """Return the planes of literals that one column tells, and that follow from nothing else.

    The array is literals × true or possible × at least or at most × words, as `Truths` has the last three.
    Where all is told it stands in the memory `into`, literals × true or possible × words, if that is given.
    """
    columns = [leaf.column for leaf in leaves if leaf.column is not None]
    found = found_in(columns, facts, day.year, into)
    if found is None:
        planes = np.empty((len(leaves), 2, facts.words), np.uint64) if into is None else into
        planes[:] = 0
        found = Found(planes, full(facts.words), None)
    planes, unknown = found.planes, found.null
    if unknown is not None:
        truths = [compiled.of_nothing(leaf, day) for leaf in leaves]
        _enter(planes[:, 0], unknown, [truth is Truth.TRUE for truth in truths])
        _enter(planes[:, 1], unknown, [truth is not Truth.FALSE for truth in truths])
    made: Plane = planes[:, :, None]
    left = union(found.odd, doubtful)
    return made if left is None else np.concatenate([made & ~left, made | left], axis=2)


def _enter(planes: Plane, rows: Plane, which: list[bool]) -> None:
    """Add rows to those of several planes."""
    if all(which):
        planes |= rows
    elif any(which):
        planes[np.array(which)] |= rows
