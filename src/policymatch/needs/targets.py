"""What graded needs teach: for every case, how much each category is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from policymatch.needs.cases import Case
from policymatch.needs.category import categories

# What a grade is worth, against 1 of a category that answers head-on. Chosen by leaving authors out.
_WORTH = {2: 1.0, 1: 0.5}


def targets_of(cases: Sequence[Case]) -> list[list[float]]:
    """Return one row a case and one column a category, between 0 and 1."""
    return [[_WORTH.get(case.relevant.get(key, 0), 0.0) for key in categories()] for case in cases]
