"""What a draft pays each firm, worked out once for each and kept: a few bytes a firm, whatever is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from policymatch.batch.asks import Asks
from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.found import Found
from policymatch.batch.planes import Bools
from policymatch.language import tree
from policymatch.library import PolicyLibrary
from policymatch.policy import Policy
from policymatch.problems import Problem
from policymatch.sandbox.asked import Paid, Questions, asked_library, by_line


class Purse:
    """The amounts of a policy of the firm, which hang on the firm alone and not on its verdict."""

    def __init__(self, draft: Policy, library: PolicyLibrary) -> None:
        # Whoever is asked about counts as one who qualifies.
        everybody = replace(draft, condition=tree.All(()), tests=())
        self._questions = Questions(asked_library([everybody], library), amounts=True)
        self._kept: dict[int, tuple[Bools, Paid]] = {}
        # Firms whose profiles cannot be read, by task, and what is wrong with them.
        self.bad: dict[int, set[int]] = {}
        self.problems: dict[str, Problem] = {}

    @property
    def asks(self) -> Asks:
        """Return the facts that amounts rest on."""
        return self._questions.asks

    def begin(self, shape: Shape) -> None:
        """Begin a round of firms whose tables look like this."""
        self._questions.begin(shape)

    def paid(self, task: int, chunk: Chunk, day: date, wanted: Bools) -> Paid:
        """Return what the firms `wanted` of a task (by its number in every round) are paid."""
        asked, paid = self._kept.get(task) or (np.zeros(len(wanted), np.bool_), None)
        rows = np.flatnonzero(wanted & ~asked)
        if len(rows) or paid is None:
            found = self._questions.found(chunk.taken(rows), day) if len(rows) else Found()
            more = self._questions.paid(0, found, rows, len(wanted))
            self.bad.setdefault(task, set()).update(rows[sorted(found.bad_rows)].tolist())
            self.problems.update(by_line(found.problems))
            paid = more if paid is None else _merged(paid, more)
            self._kept[task] = asked | wanted, paid
        return paid


def _merged(paid: Paid, more: Paid) -> Paid:
    """Return the amounts of firms of whom each stands in one of two only."""
    return Paid(
        paid.low + more.low,
        paid.high + more.high,
        paid.more | more.more,
        paid.endless | more.endless,
        paid.unstated | more.unstated,
    )
