"""One round over all firms with thresholds moved: who would qualify for each variant, and for how much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from policymatch.batch.planes import Bools
from policymatch.library import PolicyLibrary
from policymatch.policy import Policy
from policymatch.sandbox.asked import NO, Questions, asked_library
from policymatch.sandbox.clauses import Clause, asking, paying
from policymatch.sandbox.gone_through import Firms, Task
from policymatch.sandbox.purse import Purse
from policymatch.sandbox.sums import Tally
from policymatch.sandbox.thresholds import Threshold

Variant = tuple[Threshold, Fraction]


@dataclass(frozen=True)
class Variants:
    """Asks about variants of a draft; `sound` are the firms of each task that could be read."""

    draft: Policy
    clauses: Sequence[Clause]
    library: PolicyLibrary
    firms: Firms
    purse: Purse | None
    sound: Sequence[Bools]

    def tallies(
        self, variants: Iterable[Variant], besides: Callable[[Task], None] = lambda _: None
    ) -> dict[Variant, Tally]:
        """Return what each variant comes to, in one round; `besides` is shown every task."""
        listed = tuple(dict.fromkeys(variants))
        made = {one: Tally.empty() for one in listed}
        of_record = self.draft.record is not None
        rule = paying if of_record else asking
        policies = [
            rule(self.draft, str(number), threshold.at(value, self.clauses))
            for number, (threshold, value) in enumerate(listed)
        ]
        # Last the draft as it stands, so that all of its facts are read.
        policies.append(rule(self.draft, "draft", [one.node for one in self.clauses]))
        questions = Questions(asked_library(policies, self.library), amounts=of_record)
        asks = questions.asks if self.purse is None else questions.asks | self.purse.asks
        with self.firms.round(asks, questions.verified) as firms:
            questions.begin(firms.shape)
            if self.purse is not None:
                self.purse.begin(firms.shape)
            for task in firms.tasks:
                besides(task)
                if listed:
                    self._count(task, questions, made)
        return made

    def _count(self, task: Task, questions: Questions, made: dict[Variant, Tally]) -> None:
        verdicts, found = questions.verdicts(task.chunk, task.day)
        rows = len(task.chunk.numbers)
        paid = None
        if self.purse is not None:
            paid = self.purse.paid(task.number, task.chunk, task.day, (verdicts != NO).any(axis=0))
            verdicts[:, sorted(self.purse.bad.get(task.number, ()))] = NO
        verdicts[:, ~self.sound[task.number]] = NO
        for place, tally in enumerate(made.values()):
            own = questions.paid(place, found, np.arange(rows), rows) if paid is None else paid
            tally.add(verdicts[place], own, self.sound[task.number])
