"""One value of a profile, as its field's type wants it: text, number, list or range becomes a Value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeVar

from policymatch.enterprise.bounds import within_bounds
from policymatch.enterprise.days import days
from policymatch.enterprise.figures import figure
from policymatch.enterprise.labels import is_nothing, is_unknown
from policymatch.enterprise.members import members_of
from policymatch.enterprise.ranges import span_of
from policymatch.enterprise.trouble import Report, UnreadableError, shown
from policymatch.enterprise.words import code, member, text, truth
from policymatch.enterprise.zones import with_kinds, zone_named
from policymatch.values import Choice, Codes, Listing, Value
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.model import ZONE
from policymatch.yamlio import Path
from policymatch.yamlio.read import Data

MAX_ITEMS = 10_000

T = TypeVar("T")


@dataclass(frozen=True)
class Cells:
    """Reads the values of fields; what cannot be read is reported, and is then None, as if unknown."""

    report: Report
    vocabulary: Vocabulary
    # The day whose names of regions the profile uses.
    on: date | None = None

    def value(self, datum: Data, path: Path, field: Field, kind: str | None, closed: bool) -> Value | None:
        """Return the value of a field of the firm (`kind` None) or of a record; None when it is unknown.

        `closed` says whether a list given here is complete.
        """
        if is_unknown(datum):
            return None
        try:
            return self._value(datum, path, field, kind, closed)
        except UnreadableError as error:
            self.report.add(error, path)
            return None

    def _value(self, datum: Data, path: Path, field: Field, kind: str | None, closed: bool) -> Value | None:
        match field.type:
            case Type.TAGS:
                return self._tags(datum, path, field, kind, closed)
            case Type.REGION | Type.INDUSTRY:
                codes = self._words(datum, path, lambda item: self._codes(item, field, kind))
                return Codes(frozenset(chain.from_iterable(codes))) if codes else None
            case Type.ENUM | Type.TEXT:
                members = members_of(field, kind, self.vocabulary)
                plain = field.type is Type.TEXT and members.unknown == "unknown-value"
                read = (
                    (lambda item: text(item, field.both)) if plain else (lambda item: member(item, members))
                )
                words = self._words(datum, path, read)
                return Choice(words) if words else None
            case Type.BOOL:
                return truth(datum)
            case Type.DATE:
                return span_of(datum, path, days, self.report)
        span = span_of(datum, path, lambda one: figure(one, field), self.report)
        return None if span is None else within_bounds(span, field)

    def _words(self, datum: Data, path: Path, read: Callable[[Data], T]) -> frozenset[T] | None:
        """Return the words of which the fact is one; None when one of them cannot be read."""
        if not isinstance(datum, list):
            return frozenset((read(datum),))
        if not datum:
            raise UnreadableError("empty-choice")
        words = self._items(datum, path, read)
        return frozenset(words) if len(words) == len(datum) else None

    def _tags(
        self, datum: Data, path: Path, field: Field, kind: str | None, closed: bool
    ) -> Listing[str] | None:
        members = members_of(field, kind, self.vocabulary)
        if is_nothing(datum) and isinstance(datum, str) and members.find(datum) is None:
            return Listing((), closed=True)
        items: list[Data] = datum if isinstance(datum, list) else [datum]
        words = self._items(items, path, lambda item: member(item, members), isinstance(datum, list))
        if kind is None and field.key == ZONE:
            return Listing(with_kinds(words, self.vocabulary), closed)
        return Listing(tuple(dict.fromkeys(words)), closed)

    def _codes(self, datum: Data, field: Field, kind: str | None) -> tuple[str, ...]:
        zone = zone_named(datum, field, kind, self.vocabulary)
        return code(datum, field, self.on) if zone is None else zone.within

    def _items(
        self, items: list[Data], path: Path, read: Callable[[Data], T], numbered: bool = True
    ) -> list[T]:
        """Return the items that can be read; each of the others is reported where it stands."""
        if len(items) > MAX_ITEMS:
            raise UnreadableError("list-too-long", length=len(items), limit=MAX_ITEMS)
        found = []
        for index, item in enumerate(items):
            at = (*path, index) if numbered else path
            try:
                if is_unknown(item):
                    raise UnreadableError("unknown-in-list", found=shown("" if item is None else item))
                found.append(read(item))
            except UnreadableError as error:
                self.report.add(error, at)
        return found
