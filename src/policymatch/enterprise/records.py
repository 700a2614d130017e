"""The records of one kind: a list of mappings, or a mapping that says whether the list is complete."""

from __future__ import annotations

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
from policymatch.values import Choice, Listing, Span, Truth
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
        if kind.key == HONOUR:
            self._fill_level(facts, kind)
        if kind.key == AWARD:
            _fill_year(facts)
        return Record(kind.key, facts)

    def _fill_level(self, facts: dict[FactKey, Known], kind: RecordKind) -> None:
        """Fill in the level of an honour that is awarded at one level only."""
        name, level = facts.get(("name", None, None)), ("level", None, None)
        if name is None or level in facts or "level" not in kind.fields:
            return
        if isinstance(name.value, Choice) and name.value.members is not None and name.value.is_exact:
            (key,) = name.value.members
            honour = self.vocabulary.honours.get(key)
            if honour is not None and len(honour.levels) == 1:
                facts[level] = Known(Choice.exact(honour.levels[0]))


def _fill_year(facts: dict[FactKey, Known]) -> None:
    """Fill in the year of a past award that gives its date only."""
    day, year = facts.get(("date", None, None)), ("year", None, None)
    if day is None or year in facts or not isinstance(day.value, Span):
        return
    low, high = day.value.low, day.value.high
    if isinstance(low, date) and isinstance(high, date) and low.year == high.year:
        facts[year] = Known(Span(low.year, low.year))
