"""What is found for the firms of a chunk: pairs of firm and policy, from planes and from the evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from policymatch.batch.alike import Likeness
from policymatch.batch.asking import Answered, Asking, Pair, Question, Wanted
from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled
from policymatch.batch.facts import Lexicons
from policymatch.batch.payments import Paid, Payments
from policymatch.batch.planes import Plane, Rows, Sizes, Truths, rows_in, size_of, union, unpacked
from policymatch.batch.truths import ChunkTruths
from policymatch.matching.verdict import Verdict
from policymatch.policy import Policy
from policymatch.problems import Problem

__all__ = ["VERDICTS", "Finder", "Found", "Pair", "Sure", "Wanted"]


# What is wanted where verdicts are only counted.
VERDICTS = Wanted(amounts=False, undecided=True, why=False)


@dataclass(frozen=True)
class Sure:
    """Firms (their rows) whose verdict for a policy columns tell, and what they are paid (see `Paid`).

    Without `paid` each is paid the same (`Compiled.paid`), or no amount is asked for.
    """

    place: int
    rows: Rows
    paid: Paid | None = None
    verdict: Verdict = Verdict.ELIGIBLE

    def without(self, rows: Rows) -> Sure:
        """Return the same without some firms."""
        kept = ~np.isin(self.rows, rows)
        paid = None if self.paid is None else self.paid.of(kept)
        return Sure(self.place, self.rows[kept], paid, self.verdict)


class _Sides(NamedTuple):
    """What planes say of a policy: who is eligible, whose verdict is open, and of whom nothing is told."""

    eligible: Plane
    undecided: Plane
    left: Plane


@dataclass
class Found:
    """The pairs of a chunk's firms on one day. Of `sure` columns alone tell the verdict.

    `asked` counts the pairs that went to the evaluator: for their verdict, and for their amount alone.
    """

    sure: list[Sure] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    bad_rows: set[int] = field(default_factory=set)
    asked: int = 0
    asked_for_amount: int = 0

    @property
    def pairs(self) -> Iterator[Pair]:
        """Yield what the evaluator tells, pair by pair."""
        for one in self.answered:
            yield from one.each()


class Finder:
    """Finds the pairs of chunk after chunk. Not to be shared by threads."""

    def __init__(self, compiled: Compiled, shape: Shape, wanted: Wanted) -> None:
        self._compiled, self._shape, self._wanted = compiled, shape, wanted
        self._lexicons = Lexicons(compiled.library.vocabulary)

    def found(self, chunk: Chunk, day: date) -> Found:
        """Return the pairs of the firms of a chunk, asked on a day."""
        made = Found()
        truths = self._truths(chunk, day)
        payments, likeness = Payments(truths), Likeness(truths)
        asked: list[Question] = []
        for place in self._compiled.in_force(day):
            sides = self._sides(place, truths)
            rows = rows_in(sides.eligible, truths.rows)
            if len(rows):
                if self._wanted.amounts and self._compiled.paid(place) is None:
                    rows = self._paid(place, rows, payments, made)
                    if len(rows):
                        asked.append(likeness.by_cells(place, rows))
                        made.asked_for_amount += asked[-1].pairs
                else:
                    made.sure.append(Sure(place, rows))
            rows = rows_in(sides.undecided, truths.rows)
            if len(rows):
                made.sure.append(Sure(place, rows, verdict=Verdict.UNDECIDED))
            rows = rows_in(sides.left, truths.rows)
            if len(rows):
                several = list(self._questions(place, rows, truths, payments, likeness))
                made.asked += sum(one.pairs for one in several)
                asked += several
        asking = Asking(self._compiled, self._shape, self._wanted, chunk, day)
        made.answered = asking.answered(asked)
        made.problems, made.bad_rows = asking.problems, asking.bad_rows
        if made.bad_rows:
            bad = np.array(sorted(made.bad_rows))
            made.sure = [one.without(bad) for one in made.sure]
        return made

    def _questions(
        self, place: int, rows: Rows, truths: ChunkTruths, payments: Payments, likeness: Likeness
    ) -> Iterator[Question]:
        """Yield what the evaluator is asked of firms of which columns do not tell all that is wanted."""
        policy, wanted = self._compiled.policies[place], self._wanted
        if wanted.undecided and wanted.why and not wanted.near and (policy.record or policy.verified) is None:
            # Of those whose criteria columns tell the verdict is open, and only what it waits for is asked.
            left = union(*(truths.step(step).left for step, _ in self._compiled.leaves_of(place)))
            told = np.ones(len(rows), np.bool_) if left is None else ~unpacked(left, truths.rows)[rows]
            paid = None
            if wanted.amounts and self._compiled.paid(place) is None:
                paid = payments.of(place, rows)
                told &= False if paid is None else paid.told
            if told.any():
                yield likeness.by_truths(place, rows[told], None if paid is None else paid.of(told))
            rows = rows[~told]
        if len(rows):
            yield likeness.by_cells(place, rows)

    def counted(self, chunk: Chunk, day: date) -> tuple[npt.NDArray[np.int64], list[Problem]]:
        """Return how many firms are eligible for each policy, and of how many the verdict is open.

        Also what is wrong with firms that had to be asked about; these are not to be counted on. Only for
        whoever wants nothing but verdicts (`VERDICTS`).
        """
        assert self._wanted == VERDICTS
        counts = np.zeros((len(self._compiled.policies), 2), np.int64)
        truths = self._truths(chunk, day)
        asked: list[Question] = []
        likeness = Likeness(truths)
        compiled = self._compiled
        asked_of_firms, told = compiled.asked_of_firms(day), dict[int, None]()
        sizes = Sizes(len(asked_of_firms), truths.words)
        for place in asked_of_firms:
            plane = truths.banked(compiled.root_of(place))
            if plane is not None:
                sizes.add(plane)
                told[place] = None
        for place, (eligible, possible) in zip(told, sizes.within(truths.rows), strict=True):
            counts[place] = eligible, possible - eligible
        for place in compiled.in_force(day):
            if place in told:
                continue
            sides = self._sides(place, truths)
            counts[place] = size_of(sides.eligible, truths.rows), size_of(sides.undecided, truths.rows)
            left = rows_in(sides.left, truths.rows)
            if len(left):
                asked.append(likeness.by_cells(place, left))
        asking = Asking(self._compiled, self._shape, self._wanted, chunk, day)
        for one in asking.answered(asked):
            for pair, firms in zip(one.told, np.bincount(one.which, minlength=len(one.told)), strict=True):
                counts[one.place, int(pair.verdict is Verdict.UNDECIDED)] += firms
        return counts, asking.problems

    def _truths(self, chunk: Chunk, day: date) -> ChunkTruths:
        """Return the truths for a chunk; what columns tell of all policies in force is worked out."""
        compiled = self._compiled
        truths = ChunkTruths(compiled, chunk, self._shape, self._lexicons, day)
        bank = compiled.bank(truths.words)
        if bank is not None:
            truths.work_out(compiled.roots_on(day), bank)
        return truths

    def _paid(self, place: int, rows: Rows, payments: Payments, made: Found) -> Rows:
        """Enter the amounts of eligible firms that columns tell; return the rows of the others."""
        paid = payments.of(place, rows)
        if paid is None:
            return rows
        if paid.told.any():
            made.sure.append(Sure(place, rows[paid.told], paid.of(paid.told)))
        return rows[~paid.told]

    def _sides(self, place: int, truths: ChunkTruths) -> _Sides:
        """Return what is told of each firm; the evaluator must be asked about those that are `left`."""
        eligible, undecided, left = self._by_columns(self._compiled.policies[place], truths)
        wanted = self._wanted
        if wanted.near:
            # Whoever may be a near miss is asked about, which takes in those whose verdict is open.
            left = left | ~(eligible | self._hopeless(place, truths))
        elif wanted.undecided and wanted.why:
            left = left | undecided
        elif wanted.undecided:
            return _Sides(eligible, undecided, left)
        return _Sides(eligible, truths.nobody, left)

    def _hopeless(self, place: int, truths: ChunkTruths) -> Plane:
        """Return the firms that fail on what no change of figures would mend."""
        fixed, barred = self._compiled.prepared.hopeless
        found = truths.nobody
        for step, roots in fixed:
            if roots >> place & 1:
                found = found | ~truths.step(step).possible_at_most
        for step, roots in barred:
            if roots >> place & 1:
                found = found | truths.step(step).true
        return found

    def _by_columns(self, policy: Policy, truths: ChunkTruths) -> _Sides:
        nobody = truths.nobody
        if policy.verified is not None:
            # Columns do not tell what has been verified.
            return _Sides(nobody, nobody, truths.everybody)
        truth = truths.decided(self._compiled.program.plan.roots[policy.id])
        if policy.record is not None:
            # Of a policy per record this is what any record may come to, listed or not.
            if not (truth.possible_at_most if self._wanted.undecided else truth.true_at_most).any():
                return _Sides(nobody, nobody, nobody)
            truth = self._of_records(policy.id, policy.record, truths)
        left, wanted = nobody, self._wanted
        if not truth.is_told:
            left = truth.true_at_most & ~truth.true
            if wanted.undecided:
                left = left | (truth.possible_at_most & ~truth.possible)
        return _Sides(truth.true, truth.possible & ~truth.true_at_most if wanted.undecided else nobody, left)

    def _of_records(self, policy: str, kind: str, truths: ChunkTruths) -> Truths:
        """Return whether some record qualifies; see `decide` for the lists that are open."""
        root = self._compiled.program.plan.roots[policy]
        records = truths.records(kind)
        listed = truths.false if records is None else records.some_of(records.step(root))
        if self._wanted.undecided:
            # A record that nobody has listed can leave the verdict open at most.
            unlisted = truths.unlisted(kind).step(root).planes[-1:] & ~truths.closed(kind)
            true, possible = listed.planes[:1], listed.planes[-1:] | unlisted
            listed = Truths(np.concatenate(np.broadcast_arrays(true, possible)))
        return truths.doubted(listed)
