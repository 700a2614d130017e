"""A firm on a date: the enterprise's facts as evaluation asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policymatch.enterprise import Enterprise
from policymatch.language import RecordFacts
from policymatch.values import Listing, Value


@dataclass(frozen=True)
class FirmOn:
    """An enterprise with the date on which the question is asked (FirmFacts of the language)."""

    enterprise: Enterprise
    as_of: date

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        """Return what is known of a field of the firm, or None."""
        return self.enterprise.value(key, year, basis)

    def records(self, kind: str) -> Listing[RecordFacts]:
        """Return the firm's records of `kind`, and whether they are all there are."""
        listing = self.enterprise.records(kind)
        return Listing(listing.items, listing.closed)
