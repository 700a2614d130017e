"""What a file of derived facts may hold: definitions by law, each with its versions and worked examples."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from policymatch.library.spec_base import Spec, Text
from policymatch.library.spec_condition import ConditionSpec


class CaseSpec(Spec):
    """The word that the fact is where a condition holds."""

    word: Text = Field(alias="is")
    test: ConditionSpec = Field(alias="if")


class VersionSpec(Spec):
    """What the definition says between two days.

    One of: `cases` (a word: the first case that holds, else `else`), `holds` (yes or no), `number` (a
    figure), `open` (the figures of this version are not known).
    """

    start: Text | None = Field(default=None, alias="from")
    end: Text | None = Field(default=None, alias="to")
    cases: list[CaseSpec] | None = Field(default=None, min_length=1)
    otherwise: Text | None = Field(default=None, alias="else")
    holds: ConditionSpec | None = None
    number: Text | None = None
    open: Text | None = None


class DerivedTestSpec(Spec):
    """A worked example: a firm on a date, and the value as a profile writes it (未知: nobody can tell)."""

    __test__ = False

    as_of: Text
    firm: dict[str, Any]
    expect: Any
    note: Text | None = None


class DerivedSpec(Spec):
    """The definition of one fact: the document that gives it, its versions, its examples."""

    source: Text
    cite: Text | None = None
    url: Text | None = None
    note: Text | None = None
    versions: list[VersionSpec] = Field(min_length=1)
    tests: list[DerivedTestSpec] = Field(default_factory=list)


class DerivedFileSpec(Spec):
    """A file of derived facts, by the name of the field that each defines."""

    derived: dict[str, DerivedSpec]
