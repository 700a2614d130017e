"""A firm on a date: the enterprise's facts as evaluation asks for them, and those that follow from them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from policymatch.derivation import Derivation
from policymatch.enterprise import Confirmation, Enterprise
from policymatch.language import Context, Doubtful, FirmFacts, RecordFacts, tree
from policymatch.library import PolicyLibrary
from policymatch.matching.decided import Decisions
from policymatch.matching.derive import derived_value, disagree, year_asked
from policymatch.policy import Verified
from policymatch.values import Listing, Truth, Value
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import AWARD

if TYPE_CHECKING:
    from policymatch.matching.verified import View
    from policymatch.similarity.passages import Passage

# Field key, year, basis: as an enterprise keys its facts.
_Asked = tuple[str, int | None, str | None]


@dataclass(frozen=True)
class Law:
    """The definitions of facts in force, by the key of the fact, and the words they are written in."""

    derivations: Mapping[str, Derivation]
    vocabulary: Vocabulary

    @cached_property
    def unpresumed(self) -> Law:
        """Return the same definitions with nothing presumed in them."""
        return Law({key: one.unpresumed for key, one in self.derivations.items()}, self.vocabulary)


@dataclass(frozen=True)
class FirmOn:
    """An enterprise with the date on which the question is asked (FirmFacts of the language).

    A fact that is not stated is worked out where `law` defines it; what is stated beats what follows.
    """

    enterprise: Enterprise
    as_of: date
    law: Law | None = None
    # Where only what is verified counts: which facts must be, and the firm with all that is stated of it.
    demand: Verified | None = None
    whole: FirmOn | None = None
    # What has been worked out already. Two threads do the same work twice at worst.
    _derived: dict[_Asked, Value] = field(default_factory=dict, repr=False, compare=False)

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        """Return what is known of a field of the firm, or None."""
        stated = self.enterprise.value(key, year, basis)
        if stated is not None or self.law is None or key not in self.law.derivations:
            return stated
        return self._worked_out(self.law, key, year, basis)

    def derivation(self, key: str, year: int | None = None, basis: str | None = None) -> Derivation | None:
        """Return the definition that a value was, or would be, worked out by; None for a stated fact."""
        if self.law is None or self.enterprise.value(key, year, basis) is not None:
            return None
        return self.law.derivations.get(key)

    def records(self, kind: str) -> Listing[RecordFacts]:
        """Return the firm's records of `kind`, and whether they are all there are."""
        listing = self.enterprise.records(kind)
        return Listing(listing.items, listing.closed)

    def decided(self, check: tree.Check, record: RecordFacts | None) -> Truth | None:
        """Return what a person has decided of a check for a record, or for the firm."""
        made = self.confirmation(check, record)
        return None if made is None else Truth.of(made.holds)

    def confirmation(self, check: tree.Check, record: RecordFacts | None) -> Confirmation | None:
        """Return the decision of a person that counts for a check, or None."""
        if self.decisions is None:
            return None
        # A decision names a record as the profile does, whether or not that name is verified.
        return self.decisions.of(check, self.as_stated(record))

    @cached_property
    def decisions(self) -> Decisions | None:
        """Return the decisions of people in the profile; None without any (or without words to read them)."""
        if self.whole is not None:
            return self.whole.decisions
        if self.law is None or not self.enterprise.confirmations:
            return None
        return Decisions(self.enterprise, self.as_of, self.law.vocabulary)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Return what the profile says in words; nothing where there are no words to read it by."""
        from policymatch.similarity.passages import passages_of

        return () if self.law is None else passages_of(self.enterprise, self.law.vocabulary)

    def place_of(self, record: RecordFacts | None) -> tuple[str, int] | None:
        """Return the kind of one of the firm's records, and its place in the list."""
        return next(
            (
                (kind, index)
                for kind, listed in self.enterprise.listings.items()
                for index, one in enumerate(listed.items)
                if one is record
            ),
            None,
        )

    @cached_property
    def views(self) -> dict[Verified, View]:
        """Return the views of the firm worked out already (see matching/verified.py)."""
        return {}

    @cached_property
    def shown(self) -> dict[Hashable, str]:
        """Return the facts of the firm put in words already (see matching/facts_shown.py)."""
        return {}

    def to_verify(self, kind: str | None, key: str, year: int | None, basis: str | None) -> bool:
        """Return whether a fact is stated, of some record if of records, but not verified as is demanded."""
        if self.whole is None:
            return False
        owners: list[tuple[RecordFacts, RecordFacts]] = [(self.whole.enterprise, self.enterprise)]
        if kind is not None:
            pair = self.whole.enterprise.records(kind).items, self.enterprise.records(kind).items
            owners = list(zip(*pair, strict=True))
        asked = key, year, basis
        return any(old.value(*asked) not in (None, new.value(*asked)) for old, new in owners)

    def as_stated(self, record: RecordFacts | None) -> RecordFacts | None:
        """Return one of the firm's records with all that is stated of it, verified or not."""
        place = None if self.whole is None else self.place_of(record)
        if self.whole is None or place is None:
            return record
        kind, index = place
        return self.whole.enterprise.listings[kind].items[index]

    def list_to_verify(self, kind: str) -> bool:
        """Return whether a list counts as open, or a record as doubtful, for want of verification."""
        if self.whole is None:
            return False
        listing = self.records(kind)
        claimed = self.whole.records(kind).closed and not listing.closed
        return claimed or any(isinstance(record, Doubtful) for record in listing.items)

    @cached_property
    def conflicts(self) -> Mapping[str, Conflict]:
        """Return where a stated fact and its definition disagree, by the key of the fact.

        What a definition presumes contradicts nobody.
        """
        found: dict[str, Conflict] = {}
        if self.law is not None:
            law = self.law.unpresumed
            firm = FirmOn(self.enterprise, self.as_of, law)
            for (key, year, basis), known in self.enterprise.facts.items():
                if key in law.derivations:
                    derived = firm._worked_out(law, key, year, basis)
                    if disagree(known.value, derived):
                        definition = self.law.derivations[key]
                        found.setdefault(key, Conflict(definition, year, basis, known.value, derived))
        return found

    def _worked_out(self, law: Law, key: str, year: int | None, basis: str | None) -> Value:
        asked = key, year, basis
        found = self._derived.get(asked)
        if found is None:
            found = derived_value(law.derivations[key], Context(self, law.vocabulary), year, basis)
            self._derived[asked] = found
        return found


@dataclass(frozen=True)
class Conflict:
    """A stated fact that its definition contradicts: what stands in the profile, and what would follow."""

    derivation: Derivation
    year: int | None
    basis: str | None
    stated: Value
    derived: Value


@dataclass(frozen=True)
class WithAwards:
    """A firm with other past awards (FirmFacts of the language)."""

    firm: FirmFacts
    awards: Listing[RecordFacts]

    @property
    def as_of(self) -> date:
        """Return the date on which the question is asked."""
        return self.firm.as_of

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        """Return what is known of a field of the firm."""
        return self.firm.value(key, year, basis)

    def records(self, kind: str) -> Listing[RecordFacts]:
        """Return the firm's records of `kind`."""
        return self.awards if kind == AWARD else self.firm.records(kind)

    def decided(self, check: tree.Check, record: RecordFacts | None) -> Truth | None:
        """Return what a person has decided of a check."""
        return self.firm.decided(check, record)


def firm_on(context: Context) -> FirmOn | None:
    """Return the enterprise of a question on its date; None where a firm of another kind is asked about."""
    firm = context.firm.firm if isinstance(context.firm, WithAwards) else context.firm
    return firm if isinstance(firm, FirmOn) else None


def everything_of(context: Context) -> FirmFacts:
    """Return the firm of a question with all that is stated of it, verified or not."""
    firm = firm_on(context)
    return context.firm if firm is None or firm.whole is None else firm.whole


def definition_of(fact: tree.Fact, context: Context) -> Derivation | None:
    """Return the definition by which a fact was, or would be, worked out; None if it is stated."""
    firm = None if fact.kind is not None else firm_on(context)
    return None if firm is None else firm.derivation(fact.key, year_asked(fact, context), fact.basis)


def context_of(enterprise: Enterprise, as_of: date, library: PolicyLibrary) -> Context:
    """Return the question that every policy of `library` asks: this firm, on this date."""
    law = Law(library.derivations, library.vocabulary)
    return Context(FirmOn(enterprise, as_of, law), library.vocabulary)
