"""What a column is: a fact of the firm or of a record, whose row it is, or nothing that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policymatch.vocabulary.units import Unit

# At this confidence a column is taken without asking. tests/intake/headers.tsv holds the headers it was
# chosen on, and those it was judged on.
ASK_BELOW = 85


class Role(StrEnum):
    """What the cells of a column are."""

    FIELD = "field"  # values of a field, of the firm or of a kind of record
    HONOUR = "honour"  # whether the firm has an honour
    CODE = "credit_code"
    NAME = "name"
    YEAR = "year"  # the year of the figures in the row
    INDICATOR = "indicator"  # names of fields, in a long table
    VALUE = "value"  # what the indicator of the row is
    UNIT = "unit"  # the unit of the value in the row
    IGNORED = "ignored"
    UNKNOWN = "unknown"

    @property
    def is_key(self) -> bool:
        """Return whether the column says whose row it is."""
        return self in (Role.CODE, Role.NAME)


class Ignored(StrEnum):
    """Why a column is not kept."""

    NUMBER = "number"
    REMARK = "remark"
    PERSON = "person"
    ADDRESS = "address"
    UNKNOWN = "unknown"  # the vocabulary has nothing like it
    USER = "user"  # the mapping says so


class Why(StrEnum):
    """How a column was recognised, or what keeps it from being taken without asking."""

    WRITTEN = "written"
    TRIMMED = "trimmed"
    NEAR = "near"
    NOTHING = "nothing"
    SEVERAL = "several"
    NOTE = "note"
    PART_OF_YEAR = "part-of-year"
    NO_UNIT = "no-unit"
    NO_YEAR = "no-year"
    OTHER_UNIT = "other-unit"
    VALUES = "values"
    TWICE = "twice"
    PINNED = "pinned"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One field that a header may mean; `kind` is that of its record, None the firm."""

    kind: str | None
    field: str
    confidence: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet (or one label of a card, one indicator of a long table).

    `at` counts from 1. `kind` and `field` are keys of the vocabulary, `honour` the key of the honour that a
    yes means. `year` is that of a yearly figure; of a field without years it is the year at whose end the
    fact held. `confidence` runs from 0 to 100; below ASK_BELOW a person must decide.
    """

    header: str
    at: int
    role: Role
    kind: str | None = None
    field: str | None = None
    honour: str | None = None
    unit: Unit | None = None
    year: int | None = None
    basis: str | None = None
    ignored: Ignored | None = None
    confidence: int = 100
    why: tuple[Why, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def asks(self) -> bool:
        """Return whether a person must decide. What is like nothing known is left out, and says so."""
        return self.confidence < ASK_BELOW and (self.role is not Role.UNKNOWN or bool(self.candidates))
