"""What a mapping says: of each sheet where its facts stand, what its columns are, and whose word they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import PurePath

from policymatch.intake.headers import Column, Role
from policymatch.intake.layout import Layout, Shape
from policymatch.vocabulary.units import Unit
from policymatch.yamlio import Path


@dataclass(frozen=True)
class Origin:
    """Whose word the facts of a sheet are. Of two sources the one with the higher precedence is kept.

    `verified` is true where an authority stands for the facts, false where the firm declared them itself,
    None where nobody said which. `data_year` is the year that the sheet calls this one (本年).
    """

    source: str | None = None
    precedence: int = 0
    day: date | None = None
    verified: bool | None = None
    data_year: int | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Pin:
    """One column as a mapping states it: what is None is for the header to tell.

    `place` is where that stands in the file, so that a header which the sheet does not have can be shown.
    """

    header: str
    column: Column
    states: frozenset[str] = frozenset()
    place: Path = ()


@dataclass(frozen=True)
class Pinned:
    """What a mapping states of the sheets that it names; file and sheet are patterns (*, ?)."""

    file: str
    sheet: str | None = None
    origin: Origin = field(default_factory=Origin)
    stated: frozenset[str] = frozenset()
    skip: bool = False
    shape: Shape | None = None
    header: tuple[int, int] | None = None
    kind: str | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    unit: Unit | None = None
    columns: tuple[Pin, ...] = ()
    place: Path = ()

    def is_for(self, file: str, sheet: str | None) -> bool:
        """Return whether this speaks of a sheet; a file is known by its name, wherever it lies."""
        names = (file, PurePath(file).name)
        return any(fnmatchcase(name, self.file) for name in names) and (
            self.sheet is None or fnmatchcase(sheet or "", self.sheet)
        )


class Doubt(StrEnum):
    """What a person must decide of a sheet as a whole."""

    NO_HEADER = "no-header"
    NO_KEY = "no-key"  # no column says whose row it is
    NO_FIRM = "no-firm"  # a form about one firm says neither its name nor its code
    KIND = "kind"  # one row may be a firm or a record
    LEVEL = "level"  # the list is named after an honour and a level that do not go together
    TOO_MANY = "too-many"  # more names of facts stand in the cells than any table of facts has


@dataclass(frozen=True)
class Mapped:
    """One sheet with everything about it decided, or marked for a person to decide.

    `kind` is that of the records it lists (None: one row is a firm), `fixed` what all of them share, by
    field. `columns` are those of the sheet; of a card or a long table `facts` are its labels or indicators,
    by their texts.
    """

    file: str
    sheet: str | None
    origin: Origin
    layout: Layout | None = None
    kind: str | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    unit: Unit | None = None
    columns: tuple[Column, ...] = ()
    facts: Mapping[str, Column] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    skip: bool = False

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Return the columns, and the facts whose names stand in cells."""
        return (*self.columns, *self.facts.values())

    @property
    def asking(self) -> tuple[Column, ...]:
        """Return the columns of which a person must decide what they are."""
        return () if self.skip else tuple(column for column in self.all_columns if column.asks)

    @property
    def is_decided(self) -> bool:
        """Return whether the sheet can be taken in."""
        return self.skip or not (self.doubts or self.asking)

    def of_role(self, role: Role) -> Column | None:
        """Return the column of a role that a sheet has once."""
        return next((column for column in self.columns if column.role is role), None)
