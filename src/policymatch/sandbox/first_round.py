"""The first round over all firms: the draft as it stands, its criteria one by one, groups and overlap."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from policymatch.batch.asks import Asks
from policymatch.batch.facts import Facts, Lexicons
from policymatch.batch.planes import Bools, Rows
from policymatch.coverage.groups import Group
from policymatch.library import PolicyLibrary
from policymatch.matching.verdict import Verdict
from policymatch.policy import Policy
from policymatch.problems import Problem
from policymatch.sandbox.asked import (
    ELIGIBLE,
    NO,
    UNDECIDED,
    Paid,
    Questions,
    Verdicts,
    asked_library,
    by_line,
)
from policymatch.sandbox.clauses import Clause, asking, paying
from policymatch.sandbox.gone_through import Firms, Task
from policymatch.sandbox.groups import KEYS, Dimension, Groups
from policymatch.sandbox.purse import Purse
from policymatch.sandbox.sums import Counts, Tally
from policymatch.sandbox.thresholds import Threshold
from policymatch.sandbox.values import Teller, Values, collect


@dataclass
class First:
    """What the first round finds."""

    overall: Tally = field(default_factory=Tally.empty)
    with_record: Counts = field(default_factory=Counts)
    after: dict[int, Counts] = field(default_factory=dict)
    alone: dict[int, Counts] = field(default_factory=dict)
    without: dict[int, Counts] = field(default_factory=dict)
    # How many undecided firms do not certainly meet a criterion.
    open: Counter[int] = field(default_factory=Counter)
    groups: dict[Dimension, dict[Group, Tally]] = field(default_factory=dict)
    overlaps: Counter[str] = field(default_factory=Counter)
    values: dict[str, Values] = field(default_factory=dict)
    # The numbers of undecided firms, and which firms of each task could be read.
    undecided: list[Rows] = field(default_factory=list)
    sound: list[Bools] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    problems: dict[str, Problem] = field(default_factory=dict)


class FirstRound:
    """Goes through all firms once. `thresholds` are those whose figures are collected."""

    def __init__(
        self,
        draft: Policy,
        clauses: tuple[Clause, ...],
        thresholds: tuple[Threshold, ...],
        library: PolicyLibrary,
        purse: Purse | None,
    ) -> None:
        self._draft, self._clauses, self._thresholds, self._library = draft, clauses, thresholds, library
        self._purse = purse
        self._rules = Questions(asked_library(self._criteria(), library))
        self._in_force = Questions(library, undecided=False)
        self._of_records = None
        if purse is None:
            whole = paying(draft, "paid", [one.node for one in clauses])
            self._of_records = Questions(asked_library([whole], library), amounts=True)
        self._groups = Groups(library, draft)
        self._lexicons = Lexicons(library.vocabulary)

    def _criteria(self) -> list[Policy]:
        """Return the draft, who has a record, and each criterion alone, with all before it, and left out."""
        draft, clauses = self._draft, self._clauses
        nodes = [one.node for one in clauses]
        made = [asking(draft, "draft", nodes), asking(draft, "record", ())]
        for at, clause in enumerate(clauses):
            number = clause.number
            made.append(asking(draft, f"alone/{number}", nodes[at : at + 1], clause.of_record))
            made.append(asking(draft, f"after/{number}", nodes[: at + 1]))
            made.append(asking(draft, f"without/{number}", nodes[:at] + nodes[at + 1 :]))
        return made

    def go(self, firms: Firms) -> First:
        """Return what is found. Raises ProfileError where firms cannot be read."""
        made = First()
        asks = self._rules.asks | self._in_force.asks | Asks(KEYS, frozenset())
        if self._purse is not None:
            asks = asks | self._purse.asks
        if self._of_records is not None:
            asks = asks | self._of_records.asks
        for number in (one.number for one in self._clauses):
            made.after[number], made.alone[number], made.without[number] = Counts(), Counts(), Counts()
        made.values = {one.key: Values() for one in self._thresholds}
        made.groups = {one: {} for one in Dimension}
        with firms.round(asks, self._rules.verified or self._in_force.verified) as now:
            for part in (self._rules, self._in_force, self._purse, self._of_records, self._groups):
                if part is not None:
                    part.begin(now.shape)
            teller = Teller(self._draft, self._library, now.shape)
            for task in now.tasks:
                facts = task.chunk.facts(now.shape.layout, self._library.vocabulary, self._lexicons)
                self._one(task, facts, teller, made)
        return made

    def _one(self, task: Task, facts: Facts, teller: Teller, made: First) -> None:
        chunk, day = task.chunk, task.day
        made.days.add(day)
        verdicts, found = self._rules.verdicts(chunk, day)
        bad = set(found.bad_rows)
        paid = self._paid(task, verdicts[0], bad, made)
        self._add_overlap(task, verdicts[0], bad, made)
        # A firm that cannot be read, whatever for, counts nowhere.
        made.problems.update(by_line(found.problems))
        sound = np.ones(len(chunk.numbers), np.bool_)
        sound[sorted(bad)] = False
        verdicts[:, ~sound] = NO
        made.sound.append(sound)
        draft = verdicts[0]
        by_key = dict(zip((one.id for one in self._rules.policies), verdicts, strict=True))
        made.with_record.add(verdicts[1], sound)
        for number in made.after:
            made.after[number].add(by_key[f"after/{number}"], sound)
            made.alone[number].add(by_key[f"alone/{number}"], sound)
            made.without[number].add(by_key[f"without/{number}"], sound)
            unmet = by_key[f"alone/{number}"] != ELIGIBLE
            made.open[number] += int(np.count_nonzero((draft == UNDECIDED) & unmet))
        made.undecided.append(chunk.numbers[draft == UNDECIDED])
        made.overall.add(draft, paid, sound)
        self._add_groups(task, facts, draft, paid, sound, made)
        for threshold in self._thresholds:
            among = by_key[f"without/{threshold.clause}"] != NO
            collect(threshold, made.values[threshold.key], chunk, day, facts, among, teller)

    def _paid(self, task: Task, draft: Verdicts, bad: set[int], made: First) -> Paid:
        """Return what the firms that qualify, or may, are paid; who cannot be read is added to `bad`."""
        if self._purse is not None:
            paid = self._purse.paid(task.number, task.chunk, task.day, draft != NO)
            bad.update(self._purse.bad.get(task.number, ()))
            return paid
        assert self._of_records is not None
        rows = np.flatnonzero(draft != NO)
        found = self._of_records.found(task.chunk.taken(rows), task.day)
        bad.update(rows[sorted(found.bad_rows)].tolist())
        made.problems.update(by_line(found.problems))
        return self._of_records.paid(0, found, rows, len(draft))

    def _add_groups(
        self, task: Task, facts: Facts, draft: Verdicts, paid: Paid, sound: Bools, made: First
    ) -> None:
        for dimension, ids in self._groups.of(task.chunk, task.day, facts).items():
            named = list(self._groups.met[dimension])
            for number in np.unique(ids[sound]).tolist():
                rows = ids == number
                tally = made.groups[dimension].setdefault(named[number], Tally.empty())
                tally.add(draft[rows], paid.of(rows), sound[rows])

    def _add_overlap(self, task: Task, draft: Verdicts, bad: set[int], made: First) -> None:
        eligible = draft == ELIGIBLE
        eligible[sorted(bad)] = False
        rows = np.flatnonzero(eligible)
        if not len(rows):
            return
        found = self._in_force.found(task.chunk.taken(rows), task.day)
        bad.update(rows[sorted(found.bad_rows)].tolist())
        made.problems.update(by_line(found.problems))
        ids = [one.id for one in self._in_force.policies]
        for one in found.sure:
            made.overlaps[ids[one.place]] += len(one.rows)
        for pair in found.pairs:
            made.overlaps[ids[pair.place]] += pair.verdict is Verdict.ELIGIBLE
