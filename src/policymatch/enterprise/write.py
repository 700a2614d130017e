"""Writes a profile as plain data or YAML, such that reading gives the same profile back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policymatch.enterprise.confirmation import Confirmation
from policymatch.enterprise.dump import yaml_text
from policymatch.enterprise.labels import (
    AS_OF,
    BY,
    CHECK,
    COMPLETE,
    CONFIRMATIONS,
    CREDIT_CODE,
    DATE,
    HOLDS,
    NAME,
    NOTE,
    OF_POLICY,
    OF_RECORD,
    RECORDS,
    SOURCE,
    VALUE,
    VERIFIED,
)
from policymatch.enterprise.model import Enterprise, FactKey, Known, Record
from policymatch.enterprise.phrases import days_phrase, phrase
from policymatch.messages import Lang, check_lang
from policymatch.values import Listing
from policymatch.vocabulary import Field, Term, Vocabulary, base_vocabulary

_YEAR = re.compile(r"[0-9]{4}")


def profile_dict(
    enterprise: Enterprise, lang: Lang = "zh", vocabulary: Vocabulary | None = None
) -> dict[str, Any]:
    """Return a profile as plain data; see `Enterprise.to_dict`."""
    words = vocabulary or base_vocabulary()
    return _Writer(words, check_lang(lang), _all_closed(enterprise), enterprise.as_of).profile(enterprise)


def profile_yaml(enterprise: Enterprise, lang: Lang = "zh", vocabulary: Vocabulary | None = None) -> str:
    """Return a profile as YAML; see `Enterprise.to_yaml`."""
    data = _with_year_numbers(profile_dict(enterprise, lang, vocabulary))
    return yaml_text(data)


def _with_year_numbers(data: Any) -> Any:
    """Return data with years as numbers, which YAML writes without quotes; JSON has only text for keys."""
    if isinstance(data, list):
        return [_with_year_numbers(item) for item in data]
    if isinstance(data, dict):
        return {
            int(key) if _YEAR.fullmatch(key) else key: _with_year_numbers(value)
            for key, value in data.items()
        }
    return data


def _all_closed(enterprise: Enterprise) -> bool:
    """Return whether the profile has lists, and all are complete: it is then said once, not of each."""
    listings = list(enterprise.listings.values())
    owners: list[Enterprise | Record] = [enterprise, *(one for listing in listings for one in listing.items)]
    values = [known.value for owner in owners for known in owner.facts.values()]
    closed = [one.closed for one in (*listings, *values) if isinstance(one, Listing)]
    return bool(closed) and all(closed)


def confirmation_dict(confirmation: Confirmation, lang: Lang) -> dict[str, Any]:
    """Return a decision as a profile holds it, under its names in `lang`."""
    said: dict[Term, Any] = {
        OF_POLICY: confirmation.policy,
        OF_RECORD: confirmation.record,
        CHECK: confirmation.check,
        HOLDS: _yes(confirmation.holds, lang),
        BY: confirmation.by,
        DATE: confirmation.on.isoformat(),
        NOTE: confirmation.note,
    }
    return {term.name_in(lang): value for term, value in said.items() if value is not None}


def _yes(value: bool, lang: Lang) -> bool | str:
    return value if lang == "en" else "是" if value else "否"


@dataclass(frozen=True)
class _Writer:
    vocabulary: Vocabulary
    lang: Lang
    all_closed: bool
    on: date | None

    def profile(self, enterprise: Enterprise) -> dict[str, Any]:
        said: dict[Term, Any] = {NAME: enterprise.name, CREDIT_CODE: enterprise.credit_code}
        if enterprise.as_of is not None:
            said[AS_OF] = enterprise.as_of.isoformat()
        if self.all_closed:
            said[COMPLETE] = self._yes(True)
        data = {self._key(term): value for term, value in said.items() if value is not None}
        data |= self._facts(enterprise.facts, None)
        for kind in sorted(enterprise.listings, key=list(self.vocabulary.records).index):
            name = self.vocabulary.records[kind].name_in(self.lang)
            data[name] = self._listing(enterprise.listings[kind], kind)
        if enterprise.confirmations:
            made = [confirmation_dict(one, self.lang) for one in enterprise.confirmations]
            data[self._key(CONFIRMATIONS)] = made
        return data

    def _listing(self, listing: Listing[Record], kind: str) -> Any:
        records = [self._facts(record.facts, kind) for record in listing.items]
        if listing.closed and not self.all_closed:
            return {self._key(COMPLETE): self._yes(True), self._key(RECORDS): records}
        return records

    def _facts(self, facts: Mapping[FactKey, Known], kind: str | None) -> dict[str, Any]:
        """Return facts under their names, in the order of the vocabulary, yearly figures by year."""
        fields = self.vocabulary.scope(kind)
        order = {key: index for index, key in enumerate(fields)}
        data: dict[str, Any] = {}
        for fact in sorted(facts, key=lambda one: (order[one[0]], one[2] or "", one[1] or 0)):
            key, year, basis = fact
            datum = self._known(facts[fact], fields[key], kind)
            if datum is None:
                continue
            name = self._name(fields[key], basis)
            if year is None:
                data[name] = datum
            else:
                data.setdefault(name, {})[f"{year:04}"] = datum
        return data

    def _name(self, field: Field, basis: str | None) -> str:
        name = field.name_in(self.lang)
        if basis is None:
            return name
        label = self.vocabulary.bases[basis].name_in(self.lang)
        return f"{name}（{label}）" if self.lang == "zh" else f"{name}({label})"

    def _known(self, known: Known, field: Field, kind: str | None) -> Any:
        """Return what is known of a fact, wrapped with its source if it has one; None if it says nothing."""
        value = phrase(known.value, field, kind, self.vocabulary, self.lang, self.on)
        if value is None:
            return None
        said: dict[Term, Any] = {SOURCE: known.source}
        said[DATE] = None if known.date is None else days_phrase(known.date, self.lang)
        said[VERIFIED] = None if known.verified is None else self._yes(known.verified)
        if isinstance(known.value, Listing) and known.value.closed and not self.all_closed:
            said[COMPLETE] = self._yes(True)
        wrapping = {self._key(term): value for term, value in said.items() if value is not None}
        return {self._key(VALUE): value, **wrapping} if wrapping else value

    def _key(self, term: Term) -> str:
        return term.name_in(self.lang)

    def _yes(self, value: bool) -> bool | str:
        return _yes(value, self.lang)
