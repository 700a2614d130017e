"""What makes a paper reproducible: the day, the rules, the decision."""

from __future__ import annotations

from policymatch._version import __version__
from policymatch.letters.model import Basis
from policymatch.matching import Recommendation


def basis_of(recommendation: Recommendation) -> Basis:
    """Return what a paper of a recommendation rests on."""
    return Basis(
        as_of=recommendation.as_of,
        decision_id=recommendation.decision_id,
        rules_version=recommendation.rules_version,
        version=__version__,
        policies=len(recommendation.matches),
        not_in_force=len(recommendation.not_in_force),
    )
