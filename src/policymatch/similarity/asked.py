"""What a policy asks, figures aside: its facts and words, and the places whose firms it is for."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.language import tree, walk
from policymatch.policy import Policy
from policymatch.vocabulary.model import REGISTERED_IN


@dataclass(frozen=True)
class Asked:
    """The shape of a condition: facts, words and judgements; and code prefixes of places."""

    shape: frozenset[object]
    areas: frozenset[str]

    def overlap(self, other: Asked) -> int:
        """Return how much two conditions ask alike, from 0 to 100."""
        every = len(self.shape | other.shape)
        return 100 * len(self.shape & other.shape) // every if every else 100

    def meets(self, other: Asked) -> bool:
        """Return whether some firm may be in the places of both: one city's measure is not another's."""
        return any(
            mine.startswith(theirs) or theirs.startswith(mine)
            for mine in self.areas
            for theirs in other.areas
        )


def asked_by(policy: Policy) -> Asked:
    """Return what a policy asks; where it names no place, its places are those of its document."""
    shape: set[object] = set()
    areas: set[str] = set()
    for node in walk(policy.condition):
        match node:
            case tree.Fact():
                shape.add(node.key)
            case tree.Among(subject, words, False) if subject.key == REGISTERED_IN:
                areas.update(words)
            case tree.Among(subject, words) | tree.Contains(subject, words):
                shape.update((subject.key, word) for word in words)
            case tree.Holds(_, wanted):
                shape.update(one.honour for one in wanted)
            case tree.Check():
                shape.add(node.text)
    return Asked(frozenset(shape), frozenset(areas or {policy.document.region}))
