"""Kinds of names: how each is folded and compared, and how alike two must be.

The figures are those of `python -m benchmarks.names`, which damages known names as people do and asks for
strangers beside them; benchmarks/README.md shows what each choice finds and what it takes wrongly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from policymatch.names import folding

# Functions of rapidfuzz.fuzz, by name: rapidfuzz is loaded when names are first compared.
Scorer = Literal["ratio", "partial_ratio", "WRatio"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How names of one kind are compared. Scores run from 0 to 100.

    At `suggest` a name is worth asking about: "did you mean …?". At `accept` it may be taken without asking,
    if the best of another meaning scores at least `margin` less, if what is left of both by `fold` has at
    least `shortest` characters, and if `marks`, which tell things of one name apart, do not differ.
    """

    fold: Callable[[str], str]
    scorer: Scorer
    suggest: int
    accept: int
    margin: int
    shortest: int = 1
    marks: Callable[[str], frozenset[str]] = folding.no_marks


class NameKind(Enum):
    """What a name is the name of."""

    WORD = "word"  # keys, values, units, ids: whatever has no manner of its own
    FIELD = "field"
    REGION = "region"
    INDUSTRY = "industry"
    HONOUR = "honour"
    POLICY = "policy"  # titles of documents and policies
    FIRM = "firm"

    @property
    def manner(self) -> Manner:
        """Return how names of this kind are compared."""
        return _MANNERS[self]


_MANNERS = {
    NameKind.WORD: Manner(folding.plain, "ratio", suggest=60, accept=90, margin=10),
    NameKind.FIELD: Manner(folding.field, "ratio", suggest=65, accept=90, margin=10),
    # One wrong character in a name of three, the commonest slip, scores 66.7.
    NameKind.REGION: Manner(folding.plain, "ratio", suggest=65, accept=90, margin=10),
    NameKind.INDUSTRY: Manner(folding.industry, "ratio", suggest=65, accept=90, margin=10),
    NameKind.HONOUR: Manner(folding.honour, "ratio", suggest=65, accept=90, margin=10),
    NameKind.POLICY: Manner(
        folding.policy, "ratio", suggest=75, accept=85, margin=10, marks=folding.years_of
    ),
    # The place in front may be missing, so that one name is a part of the other. A trade name of two
    # characters is a part of many.
    NameKind.FIRM: Manner(
        folding.firm, "partial_ratio", suggest=80, accept=95, margin=5, shortest=4, marks=folding.branch_of
    ),
}
