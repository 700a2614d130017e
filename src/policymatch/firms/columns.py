"""The names of a firm table's columns: `revenue[2024]@tax.low` is a field, a year, a basis, and a part.

What is known of one fact stands in several columns, of which a table has only those that some firm needs:
the exact value, or the ends of a range, or the words of which it is one; where it comes from, as of when, and
whether somebody has checked it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from policymatch.enterprise import FactKey
from policymatch.vocabulary import Field, Type


class Part(StrEnum):
    """The parts of what is known of one fact, each a column of its own."""

    VALUE = ""
    LOW = "low"
    HIGH = "high"
    LOW_OPEN = "low_open"
    HIGH_OPEN = "high_open"
    ANY_OF = "any_of"
    CLOSED = "closed"
    SOURCE = "source"
    DATE = "date"
    DATE_LOW = "date.low"
    DATE_HIGH = "date.high"
    DATE_LOW_OPEN = "date.low_open"
    DATE_HIGH_OPEN = "date.high_open"
    VERIFIED = "verified"


ENDS = (Part.LOW, Part.HIGH, Part.LOW_OPEN, Part.HIGH_OPEN)
DATE_ENDS = (Part.DATE_LOW, Part.DATE_HIGH, Part.DATE_LOW_OPEN, Part.DATE_HIGH_OPEN)
ORIGIN = (Part.SOURCE, Part.DATE, *DATE_ENDS, Part.VERIFIED)
_ORDER = {part: index for index, part in enumerate(Part)}

NAME, CREDIT_CODE, AS_OF, FIRM, REST = "name", "credit_code", "as_of", "firm", "rest"
# The columns that every table has: of the firms, and of the records of one kind.
OF_FIRMS = (CREDIT_CODE, NAME, AS_OF)
OF_RECORDS = (FIRM, CREDIT_CODE)

_COLUMN = re.compile(r"([a-z][a-z0-9_]*)(?:\[([0-9]{4})\])?(?:@([a-z][a-z0-9_]*))?(?:\.([a-z_.]+))?")
_CLOSED = re.compile(r"records\.([a-z][a-z0-9_]*)\.closed")


class Column(NamedTuple):
    """One column of facts: which fact (field, year, basis), and which part of what is known of it."""

    fact: FactKey
    part: Part = Part.VALUE

    @property
    def name(self) -> str:
        """Return the name that the column has in the table."""
        return fact_column(self.fact) + (f".{self.part}" if self.part else "")

    @property
    def rank(self) -> tuple[str, int, int]:
        """Return what orders the columns of one field: by basis, year and part."""
        _, year, basis = self.fact
        return basis or "", year or 0, _ORDER[self.part]


def fact_column(fact: FactKey) -> str:
    """Return the name of the column that holds a fact's exact value."""
    key, year, basis = fact
    return key + ("" if year is None else f"[{year:04}]") + ("" if basis is None else f"@{basis}")


def column_named(name: str) -> Column | None:
    """Return what a column's name says; None when it has not the form of one."""
    match = _COLUMN.fullmatch(name)
    if match is None:
        return None
    key, year, basis, part = match.groups()
    if part is not None and part not in _ORDER:
        return None
    return Column((key, None if year is None else int(year), basis), Part(part or ""))


def closed_column(kind: str) -> str:
    """Return the column that says of a kind of records whether a firm's list of them is complete."""
    return f"records.{kind}.closed"


def kind_closed(name: str) -> str | None:
    """Return the kind of records that such a column is about, or None."""
    match = _CLOSED.fullmatch(name)
    return None if match is None else match[1]


def is_reserved(fact: FactKey, kind: str | None) -> bool:
    """Return whether the column of a fact would have the name of one that every table has."""
    return fact_column(fact) in (*(OF_FIRMS if kind is None else OF_RECORDS), REST)


def parts_of(field: Field) -> tuple[Part, ...]:
    """Return the parts that the facts of a field may have."""
    if field.type.is_numeric or field.type is Type.DATE:
        return (Part.VALUE, *ENDS, *ORIGIN)
    if field.type is Type.BOOL:
        return (Part.VALUE, *ORIGIN)
    if field.type is Type.TAGS:
        return (Part.VALUE, Part.CLOSED, *ORIGIN)
    return (Part.VALUE, Part.ANY_OF, *ORIGIN)
