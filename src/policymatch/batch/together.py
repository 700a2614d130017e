"""Literals on the same fact, told together: where its column says so, and where nobody states it."""

from __future__ import annotations

from datetime import date

import numpy as np

from policymatch.batch.compiled import Compiled, Group
from policymatch.batch.facts import Facts
from policymatch.batch.literals import Found, found_in
from policymatch.batch.planes import Plane, union


def together(
    group: Group,
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
    found = found_in(group.literals, facts, day.year, into, lambda: compiled.all_of_nothing(group, day))
    if found is None:
        # Nobody states it.
        planes = np.empty((len(group.leaves), 2, facts.words), np.uint64) if into is None else into
        for place, which in enumerate(compiled.all_of_nothing(group, day)):
            planes[:, place] = np.where(which, ~np.uint64(0), np.uint64(0))[:, None]
        found = Found(planes, None, None)
    made: Plane = found.planes[:, :, None]
    left = union(found.odd, doubtful)
    return made if left is None else np.concatenate([made & ~left, made | left], axis=2)
