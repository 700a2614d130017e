"""Where in a sheet the header and the data are, and why a row is no data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from policymatch.intake.table import Raw


class Shape(StrEnum):
    """How a sheet lays its facts out."""

    WIDE = "wide"  # one row is a firm or a record, one column a fact
    LONG = "long"  # one row is one fact of a firm: an indicator column and a value column
    CARD = "card"  # the names of facts stand before their values; the sheet is one firm, or one a column


class Reason(StrEnum):
    """Why a row is set aside."""

    TITLE = "title"
    NOTE = "note"  # above the header, beside the title
    UNIT = "unit"
    HEADER = "header"
    NUMBERS = "numbers"  # the columns counted: 1, 2, 3 or 甲, 乙, 丙
    BLANK = "blank"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    REPEATED = "repeated"
    SECTION = "section"  # a line that only divides: 一、工业企业
    FOOTNOTE = "footnote"
    UNREADABLE = "unreadable"  # no header was found in the sheet


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: data, or set aside with a reason."""

    number: int
    cells: tuple[Raw, ...]
    reason: Reason | None = None


@dataclass(frozen=True)
class Layout:
    """How a table is laid out. Rows and columns count from 1.

    `header` is the first and the last row of the header (None in a card), `headers` what stands over each
    column, `titles` the texts above it. In a card `labels` are the columns of names, `years` the years that
    stand over value columns, `units` the columns that hold units, and `across` says that each value column
    is a firm of its own. `value` is the one column of values where a header names it: 指标 | 填报内容.
    """

    shape: Shape
    header: tuple[int, int] | None = None
    headers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    above: Mapping[int, Reason] = field(default_factory=dict)
    labels: tuple[int, ...] = ()
    years: Mapping[int, int] = field(default_factory=dict)
    units: tuple[int, ...] = ()
    across: bool = False
    value: int | None = None
