"""The truth of a plan's steps and the figures of its formulas for one firm, each worked out at most once.

Answers are worked out when asked for, and no further than it takes to settle them. For one record of the
firm, or supposing that checks turn out well, only the steps that depend on that are worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum

from policymatch.language import Context, RecordFacts
from policymatch.plan.figures import Figure
from policymatch.plan.plan import Depends
from policymatch.plan.program import Program, Together
from policymatch.plan.thresholds import Row
from policymatch.values import Truth


class Supposing(Enum):
    """What is taken for granted of what no fact decides."""

    NOTHING = "nothing"
    CHECKS = "checks"  # every check turns out in favour of the firm
    DEFINITIONS = "definitions"  # and so does everything that the document leaves open


class Answers:
    """The truths of a program's steps for the firm of `context`. Not to be shared by threads.

    `told` are groups of literals that are known already.
    """

    __slots__ = ("_others", "context", "figures", "program", "truths")

    def __init__(self, program: Program, context: Context, told: Iterable[tuple[Together, Row]] = ()) -> None:
        self.program = program
        self.context = context
        self.truths: list[Truth | None] = [None] * program.size
        for together, row in told:
            together.note(row, self.truths)
        self.figures: list[Figure | None] = program.formulas.known.copy()
        self._others: dict[int | Supposing, Answers] = {}

    def truth(self, step: int) -> Truth:
        """Return the truth of a step."""
        known = self.truths[step]
        if known is None:
            known = self.truths[step] = self.program.work[step](self)
        return known

    def figure(self, formula: int) -> Figure:
        """Return the figure of a formula."""
        known = self.figures[formula]
        if known is None:
            known = self.figures[formula] = self.program.formulas.work[formula](self)
        return known

    def for_record(self, record: RecordFacts) -> Answers:
        """Return the answers for one record of the firm; without it, a record's facts are unknown."""
        found = self._others.get(id(record))
        if found is None:
            found = _Varied(self, self.context.with_record(record), Depends.RECORD)
            self._others[id(record)] = found
        return found

    def supposing(self, what: Supposing) -> Answers:
        """Return the answers that there would be if checks, and what is left open, turned out well."""
        if what is Supposing.NOTHING:
            return self
        found = self._others.get(what)
        if found is None:
            undefined = Truth.TRUE if what is Supposing.DEFINITIONS else self.context.undefined
            asked = replace(self.context, checks=Truth.TRUE, undefined=undefined)
            found = self._others[what] = _Varied(self, asked, Depends.JUDGED)
        return found


class _Varied(Answers):
    """Answers in another context: of steps that do not depend on what differs, those of `base`."""

    __slots__ = ("_base", "_differs")

    def __init__(self, base: Answers, context: Context, differs: Depends) -> None:
        super().__init__(base.program, context)
        self._base = base
        self._differs = differs

    def truth(self, step: int) -> Truth:
        known = self.truths[step]
        if known is None:
            differs = self.program.plan.depends[step] & self._differs
            known = self.program.work[step](self) if differs else self._base.truth(step)
            self.truths[step] = known
        return known

    def figure(self, formula: int) -> Figure:
        known = self.figures[formula]
        if known is None:
            formulas = self.program.formulas
            differs = formulas.depends[formula] & self._differs
            known = formulas.work[formula](self) if differs else self._base.figure(formula)
            self.figures[formula] = known
        return known
