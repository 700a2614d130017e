"""A word among several: the possible members of an enumeration, or any text at all."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.values.truth import Truth


@dataclass(frozen=True, slots=True)
class Choice:
    """The words that the fact may be; None means that any word is possible."""

    members: frozenset[str] | None

    def __post_init__(self) -> None:
        if self.members is not None and not self.members:
            raise ValueError("a choice must have at least one possible member")

    @staticmethod
    def exact(word: str) -> Choice:
        """Return the choice of `word` alone."""
        return Choice(frozenset((word,)))

    @property
    def is_exact(self) -> bool:
        """Return whether one word is left."""
        return self.members is not None and len(self.members) == 1

    @property
    def word(self) -> str | None:
        """Return the one word that is left; None where there are several, or any."""
        return next(iter(self.members)) if self.members is not None and len(self.members) == 1 else None

    def among(self, words: frozenset[str]) -> Truth:
        """Return whether the fact is one of `words`."""
        if self.members is None:
            return Truth.UNKNOWN
        if self.members <= words:
            return Truth.TRUE
        return Truth.FALSE if self.members.isdisjoint(words) else Truth.UNKNOWN


ANY_TEXT = Choice(None)
