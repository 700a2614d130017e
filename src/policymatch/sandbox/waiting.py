"""What undecided firms wait for: some of them, evenly chosen, are each asked by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from policymatch.batch.planes import Rows
from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching.firm import context_of
from policymatch.matching.match import Match
from policymatch.messages import Both
from policymatch.policy import Policy
from policymatch.sandbox.gone_through import Task
from policymatch.sandbox.model import WaitingFor

# So many firms are asked; of more, that many evenly chosen.
LOOKED_AT = 500


class Waiting:
    """Looks at the firms that are undecided, whose numbers are given, task after task of one round."""

    def __init__(self, draft: Policy, library: PolicyLibrary, undecided: Sequence[Rows]) -> None:
        self._draft, self._library = draft, library
        numbers = np.concatenate([np.zeros(0, np.int64), *undecided])
        if len(numbers) > LOOKED_AT:
            numbers = numbers[np.arange(LOOKED_AT) * len(numbers) // LOOKED_AT]
        self.numbers = numbers
        self.looked_at = 0
        self._facts: Counter[Both] = Counter()

    def look(self, task: Task) -> None:
        """Ask those firms of a task that were chosen."""
        rows = np.flatnonzero(np.isin(task.chunk.numbers, self.numbers))
        if not len(rows):
            return
        for found in task.chunk.profiles(rows, task.shape, self._library.vocabulary):
            if isinstance(found, Enterprise):
                match = Match.of(self._draft, context_of(found, task.day, self._library))
                self.looked_at += 1
                self._facts.update({one.label for one in match.missing if one.needed_for == "verdict"})

    @property
    def found(self) -> tuple[WaitingFor, ...]:
        """Return the facts waited for, those of most firms first."""
        ranked = sorted(self._facts.items(), key=lambda one: (-one[1], one[0]))
        return tuple(WaitingFor(label, firms) for label, firms in ranked)
