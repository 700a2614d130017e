"""Whether a formula may come to less than zero, whatever the firm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policymatch.language import Context, RecordFacts, number_of, tree
from policymatch.values import Listing, Truth, Value
from policymatch.vocabulary import Vocabulary


@dataclass(frozen=True)
class _Anybody:
    """A firm of which nothing is known: what holds for it holds for every firm."""

    as_of: date = date(2000, 1, 1)

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        """Return that nothing is known."""
        return None

    def records(self, kind: str) -> Listing[RecordFacts]:
        """Return that nothing is known."""
        return Listing(())

    def decided(self, check: tree.Check, record: RecordFacts | None) -> Truth | None:
        """Return that nobody has decided anything."""
        return None


def may_be_negative(node: tree.Node, vocabulary: Vocabulary) -> bool:
    """Return whether a number may be below zero: nothing that fields and tables are bound by rules it out."""
    low = number_of(node, Context(_Anybody(), vocabulary)).low
    return low is None or low < 0
