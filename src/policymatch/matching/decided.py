"""Which decision of a person counts for a check: for the firm or for one of its records, on the day asked.

A decision without a record is for the firm and for each of its records, listed or not; one for a record is
for that record alone. Of those that are made by the day of the question the latest counts, and of the same
day the one for the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from policymatch.enterprise import Confirmation, Enterprise, Record
from policymatch.language import RecordFacts, tree
from policymatch.matching.record_names import record_names
from policymatch.text import normalise
from policymatch.vocabulary import Vocabulary


class Decisions:
    """The decisions of one profile on one day. May be shared by threads."""

    def __init__(self, enterprise: Enterprise, as_of: date, vocabulary: Vocabulary) -> None:
        self._enterprise = enterprise
        self._vocabulary = vocabulary
        self._made: dict[tuple[str, str], list[Confirmation]] = {}
        for one in enterprise.confirmations:
            if one.on <= as_of:
                policy, check, _ = one.subject
                self._made.setdefault((policy, check), []).append(one)

    def of(self, check: tree.Check, record: RecordFacts | None) -> Confirmation | None:
        """Return the decision that counts for a check and the record at hand; None when there is none."""
        if not self._made:
            return None
        made = [one for one in self._about(check) if one.record is None or self._means(one, record)]
        if not made:
            return None
        last = max(map(_rank, made))
        counting = [one for one in made if _rank(one) == last]
        # Under two names of one record the same day may hold both answers: then neither counts.
        return counting[0] if len({one.holds for one in counting}) == 1 else None

    def by_record(self, check: tree.Check) -> bool:
        """Return whether a decision on a check is for one record."""
        return any(one.record is not None for one in self._about(check))

    def records_meant(self, kind: str, name: str) -> tuple[int, ...]:
        """Return the places of the records of a kind that bear a name: a decision needs exactly one."""
        wanted = normalise(name)
        return tuple(index for index, names in enumerate(self._names.get(kind, ())) if wanted in names)

    def _about(self, check: tree.Check) -> Iterator[Confirmation]:
        text = normalise(check.text)
        for owner in self._owners(check.owner):
            yield from self._made.get((owner, text), ())

    def _owners(self, owner: str) -> tuple[str, ...]:
        """Return what a decision may call the owner of a check: a fact has several names, a policy its id."""
        field = self._vocabulary.fields.get(owner)
        return tuple(dict.fromkeys(map(normalise, (owner, *(() if field is None else field.names)))))

    def _means(self, one: Confirmation, record: RecordFacts | None) -> bool:
        names = self._names_of.get(id(record), frozenset())
        if one.record is None or not isinstance(record, Record) or normalise(one.record) not in names:
            return False
        return len(self.records_meant(record.kind, one.record)) == 1

    @cached_property
    def _names(self) -> dict[str, list[frozenset[str]]]:
        """Return, for each kind of records, what each of them may be called."""
        return {
            kind: [
                record_names(kind, record, index, self._vocabulary)
                for index, record in enumerate(listed.items)
            ]
            for kind, listed in self._enterprise.listings.items()
            if kind in self._vocabulary.records
        }

    @cached_property
    def _names_of(self) -> dict[int, frozenset[str]]:
        # Records live as long as their enterprise, which is kept here.
        return {
            id(record): names
            for kind, each in self._names.items()
            for record, names in zip(self._enterprise.listings[kind].items, each, strict=True)
        }


def _rank(one: Confirmation) -> tuple[date, bool]:
    return one.on, one.record is not None
