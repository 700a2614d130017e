"""Reads a profile: whose it is, which day and year it describes, then its facts and its lists of records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from policymatch.enterprise.complete import Complete, read_complete
from policymatch.enterprise.confirmation import Confirmation
from policymatch.enterprise.confirmations import read_confirmations
from policymatch.enterprise.credit_code import CreditCodeError, check_credit_code
from policymatch.enterprise.days import one_day
from policymatch.enterprise.facts import FactReader
from policymatch.enterprise.keys import checked_year
from policymatch.enterprise.labels import (
    AS_OF,
    COMPLETE,
    CONFIRMATIONS,
    CREDIT_CODE,
    DATA_YEAR,
    IDENTITY,
    NAME,
    is_unknown,
)
from policymatch.enterprise.model import Enterprise, Record
from policymatch.enterprise.records import RecordReader
from policymatch.enterprise.trouble import Report, UnreadableError, shown
from policymatch.enterprise.words import text
from policymatch.messages import Both
from policymatch.problems import ProfileError
from policymatch.values import Listing
from policymatch.vocabulary import Vocabulary, base_vocabulary
from policymatch.yamlio import Path, Source
from policymatch.yamlio.read import Data

T = TypeVar("T")

_PROFILE = Both("画像", "profile")

# The longest key that is looked up; a longer one is unknown.
_MAX_KEY = 200


def read_profile(source: Source, vocabulary: Vocabulary | None = None) -> Enterprise:
    """Return the profile that a whole source is. Raises ProfileError with every problem of the source."""
    if source.data is None and not source.problems:
        Report(source).problem("profile-empty", ())
    enterprise = None
    if source.data is not None:
        enterprise = profile_at(source, (), vocabulary or base_vocabulary())
        if enterprise is not None and not enterprise.name:
            Report(source).problem("missing-key", (), expected="/".join(NAME.names))
    if source.problems or enterprise is None:
        raise ProfileError(source.problems)
    return enterprise


def profile_at(
    source: Source, path: Path, vocabulary: Vocabulary, complete: Complete | None = None
) -> Enterprise | None:
    """Return the profile that stands at `path` of a source, such as the firm of a rule's test.

    Problems go to `source.problems`; what can be read is returned all the same. The name may be missing and
    is then empty. `complete` is what holds of lists if the profile does not say: open, or, in a rule's own
    tests, ``Complete(given=True)``. None when there is no mapping at `path`.
    """
    data: Data = source.data
    for step in path:
        data = data[step]  # type: ignore[index]  # the caller knows the way through its data
    report = Report(source)
    if not isinstance(data, dict):
        report.problem("expected-mapping", path, key=_PROFILE, found=shown(data))
        return None
    return _Profile(report, path, data, vocabulary, complete or Complete()).read()


@dataclass
class _Profile:
    report: Report
    path: Path
    data: dict[str, Data]
    vocabulary: Vocabulary
    complete: Complete
    # The key under which each part of the identity, and each kind of records, is written.
    identity: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def read(self) -> Enterprise:
        rest = self._sorted_keys()
        if COMPLETE.key in self.identity and not is_unknown(self.data[self.identity[COMPLETE.key]]):
            at = (*self.path, self.identity[COMPLETE.key])
            datum = self.data[self.identity[COMPLETE.key]]
            self.complete = read_complete(datum, at, self.vocabulary, self.report)
        data_year = self._identity(DATA_YEAR.key, _year)
        name = self._identity(NAME.key, lambda datum: text(datum, NAME.both))
        credit_code = self._identity(CREDIT_CODE.key, _credit_code)
        as_of = self._identity(AS_OF.key, _day)
        facts = FactReader(self.report, self.vocabulary, data_year, self.complete, None, as_of)
        others = [
            name
            for scope in (IDENTITY, self.vocabulary.records)
            for one in scope.values()
            for name in one.names
        ]
        for key in rest:
            facts.read(key, self.data[key], (*self.path, key), others)
        listings = self._listings(data_year, as_of)
        return Enterprise(name or "", credit_code, as_of, facts.finish(), listings, self._confirmations())

    def _confirmations(self) -> tuple[Confirmation, ...]:
        key = self.identity.get(CONFIRMATIONS.key)
        return () if key is None else read_confirmations(self.data[key], (*self.path, key), self.report)

    def _sorted_keys(self) -> list[str]:
        """Note which keys are identity and which are records; return the others."""
        rest = []
        for key in self.data:
            known = len(key) <= _MAX_KEY
            identity = IDENTITY.find(key) if known else None
            kind = self.vocabulary.records.find(key) if known and identity is None else None
            if identity is not None:
                self._note(self.identity, identity.key, key)
            elif kind is not None:
                self._note(self.kinds, kind.key, key)
            else:
                rest.append(key)
        return rest

    def _note(self, table: dict[str, str], term: str, key: str) -> None:
        first = table.setdefault(term, key)
        if first != key:
            self.report.problem("key-given-twice", (*self.path, key), at_key=True, found=key, first=first)

    def _identity(self, part: str, read: Callable[[Data], T]) -> T | None:
        key = self.identity.get(part)
        if key is None or is_unknown(self.data[key]):
            return None
        try:
            return read(self.data[key])
        except UnreadableError as error:
            self.report.add(error, (*self.path, key))
            return None

    def _listings(self, data_year: int | None, on: date | None) -> dict[str, Listing[Record]]:
        reader = RecordReader(self.report, self.vocabulary, data_year, self.complete, on)
        listings: dict[str, Listing[Record]] = {}
        for kind, key in self.kinds.items():
            listing = reader.listing(self.data[key], (*self.path, key), self.vocabulary.records[kind])
            if listing is not None:
                listings[kind] = listing
        for kind in sorted(self.complete.kinds - self.kinds.keys()):
            listings[kind] = Listing((), closed=True)
        return listings


def _year(datum: Data) -> int:
    return checked_year(text(datum, DATA_YEAR.both))


def _day(datum: Data) -> date:
    return one_day(text(datum, AS_OF.both))


def _credit_code(datum: Data) -> str:
    try:
        return check_credit_code(text(datum, CREDIT_CODE.both))
    except CreditCodeError as error:
        raise UnreadableError(error.code, **error.values) from None
