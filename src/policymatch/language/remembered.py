"""What was made of a tree, kept for the next time that very tree is asked about.

The trees of a library live as long as it does, and are asked about for every firm. Trees that are equal do
not share a result: they may stand elsewhere, or be written otherwise, and results may tell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from policymatch.language import tree

N = TypeVar("N", bound=tree.Node)
T = TypeVar("T")

# Trees that are made for one question only are let go of in time.
_KEPT = 1 << 15


class Remembered(Generic[N, T]):
    """A function of a tree that remembers its results. Two threads do the same work twice at worst."""

    def __init__(self, make: Callable[[N], T]) -> None:
        self._make = make
        # A tree that is kept keeps its id to itself.
        self._made: dict[int, tuple[N, T]] = {}

    def __call__(self, node: N) -> T:
        """Return what is made of a tree."""
        found = self._made.get(id(node))
        if found is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            found = self._made[id(node)] = node, self._make(node)
        return found[1]
