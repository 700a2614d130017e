"""How like two firms are: Gower's general coefficient over the features that are known of both.

J. C. Gower, "A General Coefficient of Similarity and Some of Its Properties", Biometrics 27 (1971) 857-871:
the weighted mean of the features' likenesses, in which a feature that cannot be compared has weight 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum

from policymatch.peers.features import FEATURES, TOTAL, Feature
from policymatch.peers.read import Traits
from policymatch.peers.traits import Compared, compared

# A feature is alike up to this distance, and differs beyond it.
ALIKE = 0.25
_MOST_ALIKE, _MOST_DIFFERENT = 3, 2

# What rests on little counts less: as if another fifth of all weight were known, and half alike.
_PRIOR = TOTAL / 5


@dataclass(frozen=True)
class Part:
    """One feature of two firms compared."""

    feature: Feature
    compared: Compared

    @property
    def weight(self) -> float:
        """Return what the feature weighs by how much of it is known."""
        return self.feature.weight * self.compared.known

    @property
    def is_alike(self) -> bool:
        """Return whether the two firms are alike in it, as far as is known."""
        return self.compared.distance <= ALIKE


@dataclass(frozen=True)
class Likeness:
    """How like two firms are, by the features that can be compared (none of weight 0 is among them)."""

    parts: tuple[Part, ...]

    @cached_property
    def weight(self) -> float:
        """Return the weight of what could be compared."""
        return fsum(part.weight for part in self.parts)

    @cached_property
    def _apart(self) -> float:
        return fsum(part.weight * part.compared.distance for part in self.parts)

    @property
    def distance(self) -> float:
        """Return how far apart the firms are, from 0 to 1.

        Raises ValueError where nothing can be compared.
        """
        if not self.parts:
            raise ValueError("there is no distance where nothing can be compared")
        return min(1.0, self._apart / self.weight)

    @property
    def score(self) -> float:
        """Return the likeness, from 0 to 100."""
        return 100 * (1 - self.distance)

    @property
    def confidence(self) -> float:
        """Return the share of all weight that the likeness rests on, from 0 to 1."""
        return self.weight / TOTAL

    @property
    def discounted(self) -> float:
        """Return the likeness moved towards 50 where it rests on little: by it peers rank and count."""
        return 100 * (1 - (self._apart + _PRIOR / 2) / (self.weight + _PRIOR))

    @property
    def alike(self) -> tuple[Part, ...]:
        """Return the features that most make the firms alike."""
        found = [part for part in self.parts if part.is_alike]
        return tuple(sorted(found, key=lambda one: one.weight * (one.compared.distance - 1)))[:_MOST_ALIKE]

    @property
    def different(self) -> tuple[Part, ...]:
        """Return the features in which the firms differ most."""
        found = [part for part in self.parts if not part.is_alike]
        return tuple(sorted(found, key=lambda one: -one.weight * one.compared.distance))[:_MOST_DIFFERENT]


def likeness_of(left: Traits, right: Traits) -> Likeness:
    """Return how like two firms are; a feature unknown of either has no part in it."""
    found = (
        Part(feature, compared(left[feature], right[feature]))
        for feature in FEATURES
        if feature in left and feature in right
    )
    return Likeness(tuple(part for part in found if part.weight > 0))
