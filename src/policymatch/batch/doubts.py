"""Firms of which what was found of them before cannot be taken over, though nothing of them has changed.

A cell that no policy asked for may be wrong, and a firm with a wrong cell has no rows at all once somebody
asks for it. So whoever has one among what the changed policies ask for is asked about all over again, and
so is whoever has facts that fit no column: they are read by all words of the library.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policymatch.batch.asks import Asks
from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.facts import FactsOfColumns, Lexicons
from policymatch.batch.planes import Bools, unpacked
from policymatch.batch.policy_versions import policy_asks
from policymatch.library import PolicyLibrary


class Doubts:
    """Finds such firms in chunk after chunk. Not to be shared by threads."""

    def __init__(self, library: PolicyLibrary, shape: Shape, changed: Sequence[str]) -> None:
        self._vocabulary, self._shape = library.vocabulary, shape
        self._lexicons = Lexicons(library.vocabulary)
        self._asks = Asks()
        for policy_id in changed:
            self._asks |= policy_asks(library.get(policy_id), library)

    def rows(self, chunk: Chunk) -> Bools:
        """Return which firms of a chunk they are."""
        found = np.zeros(len(chunk.numbers), np.bool_)
        facts = chunk.facts(self._shape.layout, self._vocabulary, self._lexicons)
        asked = [one.fact for one in self._shape.layout.facts if one.fact[0] in self._asks.keys]
        wrong = facts.doubtful(asked)
        if wrong is not None:
            found |= unpacked(wrong, len(found))
        for kind in self._asks.kinds & chunk.records.keys():
            layout = self._shape.records[kind][1]
            records = FactsOfColumns(chunk.records[kind], layout, self._vocabulary, self._lexicons)
            wrong = records.doubtful([one.fact for one in layout.facts])
            if wrong is not None:
                found[chunk.owners(kind)[unpacked(wrong, records.rows)]] = True
        return found
