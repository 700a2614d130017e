"""The facts of a firm or of one record: what is known, by field, year and basis, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from policymatch.enterprise.cells import Cells
from policymatch.enterprise.complete import Complete
from policymatch.enterprise.days import days
from policymatch.enterprise.keys import FactName, checked_year, fact_name, year_of
from policymatch.enterprise.labels import (
    COMPLETE,
    DATE,
    SOURCE,
    SOURCED,
    SOURCED_LIST,
    VALUE,
    VERIFIED,
    is_unknown,
)
from policymatch.enterprise.model import FactKey, Known
from policymatch.enterprise.parts import named_parts
from policymatch.enterprise.ranges import is_range, span_of
from policymatch.enterprise.trouble import Report, UnreadableError, path_text
from policymatch.enterprise.words import text, truth
from policymatch.enterprise.zones import with_zone, zone_named
from policymatch.values import DateSpan, Listing, Truth
from policymatch.vocabulary import Term, Type, Vocabulary
from policymatch.vocabulary.model import ZONE, Zone
from policymatch.yamlio import Path
from policymatch.yamlio.read import Data

T = TypeVar("T")


@dataclass(frozen=True)
class Origin:
    """What a fact's wrapping says: source, date, whether checked, and whether a list is complete."""

    source: str | None = None
    date: DateSpan | None = None
    verified: bool | None = None
    complete: bool | None = None


_NO_ORIGIN = Origin()


class FactReader:
    """Reads the facts of one owner: the firm (`kind` None), or one record of a kind.

    `data_year` is the year of yearly figures that state none, `on` the day whose names of regions are meant.
    """

    def __init__(
        self,
        report: Report,
        vocabulary: Vocabulary,
        data_year: int | None,
        complete: Complete,
        kind: str | None,
        on: date | None = None,
    ) -> None:
        self.report = report
        self.vocabulary = vocabulary
        self.data_year = data_year
        self.complete = complete
        self.kind = kind
        self.cells = Cells(report, vocabulary, on)
        self.facts: dict[FactKey, Known] = {}
        self._written: dict[FactKey, Path] = {}
        # The zone that the place of registration names, and whether that place has been verified.
        self._zone: Zone | None = None
        self._zone_verified: bool | None = None

    def read(self, key: str, datum: Data, path: Path, others: Iterable[str] = ()) -> None:
        """Read one key with its value. `others` are names that an unknown key may have been meant as."""
        try:
            name = fact_name(key, self.vocabulary.scope(self.kind), self.vocabulary, others)
        except UnreadableError as error:
            self.report.add(error, path, at_key=True)
            return
        self._any(datum, path, name, _NO_ORIGIN)

    def finish(self) -> dict[FactKey, Known]:
        """Return the facts read, with a list stated to be complete but not given as a list of nothing."""
        for key in self.complete.named_fields(self.kind):
            fact: FactKey = (key, None, None)
            if fact not in self._written and not self.vocabulary.field(self.kind, key).yearly:
                self.facts[fact] = Known(Listing((), closed=True))
        if self._zone is not None:
            zones: FactKey = (ZONE, None, None)
            self.facts[zones] = with_zone(
                self.facts.get(zones), self._zone, self._zone_verified, self.vocabulary
            )
        return self.facts

    @property
    def named(self) -> tuple[FactKey, ...]:
        """Return the facts that the keys read have named, those said to be unknown too."""
        return tuple(self._written)

    def _any(self, datum: Data, path: Path, name: FactName, origin: Origin, wrapped: bool = False) -> None:
        if not isinstance(datum, dict) or is_range(datum):
            self._one(datum, path, name, origin)
        elif any(year_of(key) is not None for key in datum if len(key) < 20):
            self._years(datum, path, name, origin, wrapped)
        elif not wrapped and any(SOURCED_LIST.find(key) is not None for key in datum):
            self._sourced(datum, path, name)
        else:
            self.report.problem("unexpected-mapping", path, field=name.field.both)

    def _years(
        self, datum: dict[str, Data], path: Path, name: FactName, origin: Origin, wrapped: bool
    ) -> None:
        if not name.field.yearly:
            self.report.problem("not-yearly", path, at_key=True, found=name.field.label)
            return
        if name.year is not None:
            self.report.problem("year-given-twice", path, at_key=True, field=name.field.both, year=name.year)
            return
        for key, inner in datum.items():
            at = (*path, key)
            try:
                dated = replace(name, year=checked_year(key))
            except UnreadableError as error:
                self.report.add(error, at, at_key=True)
                continue
            self._any(inner, at, dated, origin, wrapped)

    def _one(self, datum: Data, path: Path, name: FactName, origin: Origin) -> None:
        field = name.field
        year = name.year if name.year is not None or not field.yearly else self.data_year
        fact: FactKey = (field.key, year, name.basis)
        if field.yearly and year is None and not is_unknown(datum):
            self.report.problem("figure-without-year", path, at_key=True, field=field.both)
            return
        if fact in self._written:
            first = path_text(self._written[fact])
            self.report.problem("fact-given-twice", path, at_key=True, field=field.both, first=first)
            return
        self._written[fact] = path
        closed = self.complete.tags(self.kind, field.key) if origin.complete is None else origin.complete
        zone = zone_named(datum, field, self.kind, self.vocabulary)
        if self._zone is None and zone is not None:
            self._zone, self._zone_verified = zone, origin.verified
        value = self.cells.value(datum, path, field, self.kind, closed)
        if value is not None:
            self.facts[fact] = Known(value, origin.source, origin.date, origin.verified)

    # -- a fact wrapped with its source --------------------------------------------------------------------

    def _sourced(self, datum: dict[str, Data], path: Path, name: FactName) -> None:
        known = SOURCED_LIST if name.field.type is Type.TAGS else SOURCED
        parts = named_parts(datum, known, path, self.report)
        if parts is None:
            return
        if VALUE.key not in parts:
            self.report.problem("missing-key", path, expected="/".join(VALUE.names))
            return

        def part(term: Term, read: Callable[[Data, Path], T]) -> T | None:
            key = parts.get(term.key)
            if key is None or is_unknown(datum[key]):
                return None
            try:
                return read(datum[key], (*path, key))
            except UnreadableError as error:
                self.report.add(error, (*path, key))
                return None

        origin = Origin(
            part(SOURCE, lambda one, _: text(one, SOURCE.both)),
            part(DATE, lambda one, at: span_of(one, at, days, self.report)),
            part(VERIFIED, lambda one, _: truth(one) is Truth.TRUE),
            part(COMPLETE, lambda one, _: truth(one) is Truth.TRUE),
        )
        self._any(datum[parts[VALUE.key]], (*path, parts[VALUE.key]), name, origin, wrapped=True)
