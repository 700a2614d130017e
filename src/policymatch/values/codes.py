"""Codes of a tree (regions, industries): a coarse code stands for everything below it.

A code is its prefix, so "lies in" is "starts with": 341302 (埇桥区) lies in 3413 (宿州市) in 34 (安徽省),
and the empty prefix is the whole tree, which is what an unknown code means.
"""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.values.truth import Truth


@dataclass(frozen=True, slots=True)
class Codes:
    """The prefixes under which the fact's exact code may lie."""

    prefixes: frozenset[str]

    def __post_init__(self) -> None:
        if not self.prefixes:
            raise ValueError("codes must have at least one possible prefix")

    @staticmethod
    def exact(prefix: str) -> Codes:
        """Return the codes under one `prefix`."""
        return Codes(frozenset((prefix,)))

    @property
    def is_exact(self) -> bool:
        """Return whether one prefix is left and it is not the whole tree."""
        return len(self.prefixes) == 1 and "" not in self.prefixes

    def within(self, targets: frozenset[str]) -> Truth:
        """Return whether the fact's code lies under one of `targets`.

        A firm known only to be in 安徽省 may or may not be in 宿州市, and is certainly not in 河北省.
        """
        inside = sum(any(code.startswith(target) for target in targets) for code in self.prefixes)
        if inside == len(self.prefixes):
            return Truth.TRUE
        if inside or any(target.startswith(code) for code in self.prefixes for target in targets):
            return Truth.UNKNOWN
        return Truth.FALSE


ANY_CODE = Codes(frozenset(("",)))
