"""What is worked out of a library once, and kept for as long as the library lives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import ref

from policymatch.library.load import PolicyLibrary

T = TypeVar("T")


class OncePerLibrary(Generic[T]):
    """A function of a library that remembers its results. Two threads do the same work twice at worst."""

    def __init__(self, make: Callable[[PolicyLibrary], T]) -> None:
        self._make = make
        # By identity: libraries are large, and comparing or hashing one costs more than is saved.
        self._kept: dict[int, tuple[ref[PolicyLibrary], T]] = {}

    def __call__(self, library: PolicyLibrary) -> T:
        """Return what was made of this library, the same for as long as it lives."""
        key = id(library)
        found = self._kept.get(key)
        if found is not None and found[0]() is library:
            return found[1]
        made = self._make(library)
        self._kept[key] = (ref(library, lambda _: self._kept.pop(key, None) and None), made)
        return made
