"""The records of one kind: a list of mappings, or a mapping that says whether the list is complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from policymatch.enterprise.cells import MAX_ITEMS
from policymatch.enterprise.complete import Complete
from policymatch.enterprise.facts import FactReader
from policymatch.enterprise.labels import COMPLETE, LISTED, RECORDS, is_nothing, is_unknown
from policymatch.enterprise.model import FactKey, Known, Record
from policymatch.enterprise.parts import named_parts
from policymatch.enterprise.trouble import Report, UnreadableError, shown
from policymatch.enterprise.words import truth
from policymatch.values import Choice, Listing, NumberSpan, Span, Truth, Value
from policymatch.vocabulary import RecordKind, Vocabulary
from policymatch.vocabulary.model import AWARD, HONOUR
from policymatch.yamlio import Path
from policymatch.yamlio.read import Data


@dataclass(frozen=True)
class RecordReader:
    """Reads the lists of records of a profile; a yearly figure that says no year is of `data_year`."""

    report: Report
    vocabulary: Vocabulary
    data_year: int | None
    complete: Complete
    on: date | None = None

    def listing(self, datum: Data, path: Path, kind: RecordKind) -> Listing[Record] | None:
        """Return the firm's records of `kind`; None when the list is unknown, or is not a list at all."""
        closed = self.complete.records(kind.key)
        if isinstance(datum, dict):
            wrapped = self._wrapped(datum, path, kind, closed)
            if wrapped is None:
                return None
            closed, datum, path = wrapped
        if is_unknown(datum):
            return None
        if is_nothing(datum):
            return Listing((), closed=True)
        if kind.key == HONOUR and isinstance(datum, str):
            return Listing((self._record({"name": datum}, path, kind, bare=True),), closed)
        if not isinstance(datum, list):
            self.report.problem("expected-list", path, key=kind.both, found=shown(datum))
            return None
        if len(datum) > MAX_ITEMS:
            self.report.problem("list-too-long", path, length=len(datum), limit=MAX_ITEMS)
            return None
        found = (self._item(item, (*path, index), kind) for index, item in enumerate(datum))
        return Listing(tuple(record for record in found if record is not None), closed)

    def _wrapped(
        self, datum: dict[str, Data], path: Path, kind: RecordKind, closed: bool
    ) -> tuple[bool, Data, Path] | None:
        """Return whether the list is complete (`closed` unless it says so), the list, and its place."""
        if not any(LISTED.find(key) is not None for key in datum):
            # Most likely a single record without the dash before it.
            self.report.problem("expected-list", path, key=kind.both, found=shown(datum))
            return None
        parts = named_parts(datum, LISTED, path, self.report)
        if parts is None:
            return None
        records, complete = parts.get(RECORDS.key), parts.get(COMPLETE.key)
        if records is None:
            self.report.problem("missing-key", path, expected="/".join(RECORDS.names))
            return None
        if complete is not None and not is_unknown(datum[complete]):
            try:
                closed = truth(datum[complete]) is Truth.TRUE
            except UnreadableError as error:
                self.report.add(error, (*path, complete))
        return closed, datum[records], (*path, records)

    def _item(self, datum: Data, path: Path, kind: RecordKind) -> Record | None:
        if isinstance(datum, dict):
            return self._record(datum, path, kind)
        if kind.key == HONOUR and isinstance(datum, str) and not is_unknown(datum):
            return self._record({"name": datum}, path, kind, bare=True)
        self.report.problem("expected-record", path, kind=kind.both, found=shown(datum))
        return None

    def _record(self, datum: dict[str, Data], path: Path, kind: RecordKind, bare: bool = False) -> Record:
        reader = FactReader(self.report, self.vocabulary, self.data_year, self.complete, kind.key, self.on)
        for key, value in datum.items():
            reader.read(key, value, path if bare else (*path, key))
        facts = reader.finish()
        implied = filled_in(kind.key, {fact: known.value for fact, known in facts.items()}, self.vocabulary)
        facts.update((fact, Known(value)) for fact, value in implied.items())
        return Record(kind.key, facts)


def filled_in(kind: str, values: Mapping[FactKey, Value], vocabulary: Vocabulary) -> dict[FactKey, Value]:
    """Return what a record implies: the level of an honour that has one only, the year of an award."""
    if kind == HONOUR:
        return _level(values, vocabulary)
    return _year(values) if kind == AWARD else {}


def _level(values: Mapping[FactKey, Value], vocabulary: Vocabulary) -> dict[FactKey, Value]:
    name, level = values.get(("name", None, None)), ("level", None, None)
    if not isinstance(name, Choice) or name.word is None or level in values:
        return {}
    honour = vocabulary.honours.get(name.word)
    if honour is None or len(honour.levels) != 1 or "level" not in vocabulary.scope(HONOUR):
        return {}
    return {level: Choice.exact(honour.levels[0])}


def _year(values: Mapping[FactKey, Value]) -> dict[FactKey, Value]:
    day, year = values.get(("date", None, None)), ("year", None, None)
    if year in values or not isinstance(day, Span):
        return {}
    low, high = day.low, day.high
    if isinstance(low, date) and isinstance(high, date) and low.year == high.year:
        found: NumberSpan = Span(low.year, low.year)
        return {year: found}
    return {}
