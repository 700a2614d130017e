"""How much of each part a letter shows; the rest of it stands in the annex."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Detail:
    """How many items each part shows: `told` are policies told in full, `bars` those of a picture."""

    table: int = 10
    told: int = 4
    package: int = 6
    near: int = 5
    open: int = 6
    questions: int = 6
    calendar: int = 10
    materials: int = 10
    warnings: int = 8
    verify: int = 8
    bars: int = 8


# From the most that a letter shows to the least: the first that keeps to its pages is taken.
DETAILS = (
    Detail(),
    Detail(8, 3, 4, 3, 4, 5, 6, 6, 5, 6, 6),
    Detail(6, 2, 3, 2, 3, 4, 4, 4, 4, 4, 4),
    Detail(4, 1, 2, 1, 2, 3, 2, 2, 2, 2, 3),
)

EVERYTHING = Detail(*(10_000,) * 11)
