"""Lists that are closed ("these are all") or open ("at least these"), where absence proves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from policymatch.values.truth import Truth

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """The known `items` of a list, in the order given, and whether they are all there are."""

    items: tuple[T, ...]
    closed: bool = False

    def holds(self, item: T) -> Truth:
        """Return whether `item` is in the list: unknown when an open list does not name it."""
        if item in self.items:
            return Truth.TRUE
        return Truth.FALSE if self.closed else Truth.UNKNOWN


# mypy has no name for "a listing of nothing in particular"; tags are text.
UNKNOWN_LIST: Listing[str] = Listing(())
