"""A firm of which nothing is known: what a formula may come to for any firm at all."""

from __future__ import annotations

from datetime import date
from functools import cache

from policymatch.language import RecordFacts, tree
from policymatch.values import Listing, Truth, Value


class _Nobody:
    # No day is asked for: what hangs on it is taken as a fact.
    as_of = date(2000, 1, 1)

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        return None

    def records(self, kind: str) -> Listing[RecordFacts]:
        return Listing(())

    def decided(self, check: tree.Check, record: RecordFacts | None) -> Truth | None:
        return None


@cache
def nobody() -> _Nobody:
    """Return the firm of which nothing is known."""
    return _Nobody()
