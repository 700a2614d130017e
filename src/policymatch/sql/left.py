"""What of a condition SQL does not say: it stays unknown, which keeps the firms selected a superset."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policymatch.language import tree


class Why(StrEnum):
    """Why a criterion, or a part of its answer, was left unknown."""

    CHECK = "check"  # a person judges it
    DERIVED = "derived"  # where the fact is not stated, its legal definition is not worked out
    FORMULA = "formula"  # a formula that is not written in SQL
    HISTORY = "history"  # looks through years, or at the year of a record
    TABLE = "table"  # looks a figure up by a place or a day of the firm
    SCORE = "score"  # points, and ranges that several tiers cover together
    RECORDS = "records"  # a summary of records that is not written, or records held against records
    BASES = "bases"  # figures in several bases, of which any may be meant
    SEVERAL = "several"  # one of several words or codes
    REST = "rest"  # what fits no column of the table
    VERIFIED = "verified"  # only what somebody has verified counts


class Unsayable(Exception):  # noqa: N818 - no error: the nearest criterion stays unknown
    """A node that is not written in SQL."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = Why(why)


@dataclass(frozen=True)
class Left:
    """A part of the condition that was left unknown, wholly or for some firms, and why."""

    node: tree.Node
    why: Why
