"""`Enterprise`, a firm's profile: facts with their sources, yearly figures, records of what happened.

Everything here is immutable and may be shared between threads.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from policymatch.enterprise.confirmation import Confirmation
from policymatch.enterprise.hull import in_any_basis
from policymatch.messages import Lang
from policymatch.values import Choice, DateSpan, Listing, Value
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import HONOUR

# Field key, calendar year (None unless the field is yearly), key of the basis (None when none was stated).
FactKey = tuple[str, int | None, str | None]

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Known:
    """What is known of one fact, where it comes from, as of when, and whether somebody has checked it."""

    value: Value
    source: str | None = None
    date: DateSpan | None = None
    verified: bool | None = None


@dataclass(frozen=True)
class Record:
    """One honour, project, loan … of a firm. `kind` is the key of its record kind."""

    kind: str
    facts: Mapping[FactKey, Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", _frozen(self.facts))
        object.__setattr__(self, "_in_any_basis", in_any_basis(self.facts))

    def __reduce__(self) -> tuple[Any, ...]:
        return Record, (self.kind, dict(self.facts))

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        """Return what is known of a field of the record, or None; see `Enterprise.value`."""
        return _value(self, key, year, basis)

    def title(self, vocabulary: Vocabulary, lang: Lang = "zh") -> str | None:
        """Return what the record is called, from its kind's title field; None when that is not known.

        Raises KeyError if the vocabulary has no such kind of record.
        """
        kind = vocabulary.records[self.kind]
        value = self.value(kind.title)
        if not isinstance(value, Choice) or value.members is None or len(value.members) != 1:
            return None
        (word,) = value.members
        named = self.kind == HONOUR and kind.title == "name"
        terms = vocabulary.honours if named else kind.fields[kind.title].values
        return terms[word].both.in_(lang) if word in terms else word


@dataclass(frozen=True)
class Enterprise:
    """A firm's profile.

    `as_of` is the day the profile describes (基准日), and the day on which questions are asked unless they
    name another. `listings` hold the firm's records by kind. A listing is closed when it is stated to be
    complete; only then does absence from it prove anything. `confirmations` are what people have decided of
    checks, in the order written.
    """

    name: str
    credit_code: str | None = None
    as_of: date | None = None
    facts: Mapping[FactKey, Known] = field(default_factory=dict)
    listings: Mapping[str, Listing[Record]] = field(default_factory=dict)
    confirmations: tuple[Confirmation, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", _frozen(self.facts))
        object.__setattr__(self, "listings", _frozen(self.listings))
        object.__setattr__(self, "_in_any_basis", in_any_basis(self.facts))

    def __reduce__(self) -> tuple[Any, ...]:
        listed = dict(self.facts), dict(self.listings), self.confirmations
        return Enterprise, (self.name, self.credit_code, self.as_of, *listed)

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        """Return what is known of a field of the firm, or None when nothing is.

        A basis asked for is answered only by a figure in that basis. Without one, a figure that states no
        basis answers, or else everything that the figures in their several bases allow. A year is answered
        only by that year.
        """
        return _value(self, key, year, basis)

    def records(self, kind: str) -> Listing[Record]:
        """Return the firm's records of a kind (its key); open and empty when none are given."""
        return self.listings.get(kind, Listing(()))

    @classmethod
    def load(cls, path: str | os.PathLike[str], vocabulary: Vocabulary | None = None) -> Enterprise:
        """Read a profile from a YAML file, or from a JSON file if its name ends in ``.json``.

        `vocabulary` says which facts exist; without it the base vocabulary does. Raises ProfileError with
        every problem of the file.
        """
        from policymatch.enterprise.read import read_profile
        from policymatch.enterprise.source import file_source

        return read_profile(file_source(path), vocabulary)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], vocabulary: Vocabulary | None = None) -> Enterprise:
        """Read a profile from plain data: what a YAML or JSON file holds, dates and Decimals too.

        Raises ProfileError with every problem of the data.
        """
        from policymatch.enterprise.read import read_profile
        from policymatch.enterprise.source import data_source

        return read_profile(data_source(data), vocabulary)

    def to_dict(self, lang: Lang = "zh", vocabulary: Vocabulary | None = None) -> dict[str, Any]:
        """Return the profile as plain data in Chinese or English names, which `from_dict` reads back.

        A fact that says nothing (any number, any word) is left out. Raises KeyError on a fact that the
        vocabulary does not have, ValueError on a language other than zh and en.
        """
        from policymatch.enterprise.write import profile_dict

        return profile_dict(self, lang, vocabulary)

    def to_yaml(self, lang: Lang = "zh", vocabulary: Vocabulary | None = None) -> str:
        """Return the profile as YAML, which `load` reads back. Raises as `to_dict` does."""
        from policymatch.enterprise.write import profile_yaml

        return profile_yaml(self, lang, vocabulary)


def _frozen(mapping: Mapping[K, V]) -> Mapping[K, V]:
    return MappingProxyType(dict(mapping))


def _value(owner: Enterprise | Record, key: str, year: int | None, basis: str | None) -> Value | None:
    if basis is None:
        known_values: dict[tuple[str, int | None], Value] = vars(owner)["_in_any_basis"]
        return known_values.get((key, year))
    known = owner.facts.get((key, year, basis))
    return None if known is None else known.value
