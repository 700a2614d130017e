"""What is found for the firms of a chunk: pairs of firm and policy, from planes and from the evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled
from policymatch.batch.facts import Lexicons
from policymatch.batch.payments import Payments
from policymatch.batch.planes import Plane, Rows, Truths, rows_in
from policymatch.batch.truths import ChunkTruths
from policymatch.enterprise import Enterprise
from policymatch.firms.columns import fact_column
from policymatch.matching.amount import Amount
from policymatch.matching.firm import context_of
from policymatch.matching.match import Match
from policymatch.matching.missing import Missing
from policymatch.matching.verdict import UndecidedBy, Verdict
from policymatch.messages import Lang
from policymatch.policy import Policy
from policymatch.problems import Problem


@dataclass(frozen=True)
class Wanted:
    """What is asked of a table: amounts, firms of which the verdict is open, and near misses.

    What open verdicts wait for, and how far near misses are, is told in `lang` where near misses are wanted.
    `policies` are the ids of those that are matched; without any all are.
    """

    amounts: bool = True
    undecided: bool = False
    near: bool = False
    lang: Lang = "zh"
    policies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A firm (its row in the chunk) and a policy (its place in the library), as the evaluator sees them."""

    row: int
    place: int
    verdict: Verdict
    undecided_by: UndecidedBy | None = None
    amount: Amount | None = None
    missing: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sure:
    """Firms (their rows) that are eligible for a policy, and what each is paid in fen.

    Without `fen` each is paid the same (`Compiled.paid`), or no amount is asked for.
    """

    place: int
    rows: Rows
    fen: npt.NDArray[np.int64] | None = None

    def without(self, rows: Rows) -> Sure:
        """Return the same without some firms."""
        kept = ~np.isin(self.rows, rows)
        return Sure(self.place, self.rows[kept], None if self.fen is None else self.fen[kept])


@dataclass
class Found:
    """The pairs of a chunk's firms on one day. `sure` are eligible by columns alone.

    `asked` counts the pairs that went to the evaluator: for their verdict, and for their amount alone.
    """

    sure: list[Sure] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    bad_rows: set[int] = field(default_factory=set)
    asked: int = 0
    asked_for_amount: int = 0


class Finder:
    """Finds the pairs of chunk after chunk. Not to be shared by threads."""

    def __init__(self, compiled: Compiled, shape: Shape, wanted: Wanted) -> None:
        self._compiled, self._shape, self._wanted = compiled, shape, wanted
        self._lexicons = Lexicons(compiled.library.vocabulary)

    def found(self, chunk: Chunk, day: date) -> Found:
        """Return the pairs of the firms of a chunk, asked on a day."""
        made = Found()
        truths = ChunkTruths(self._compiled, chunk, self._shape, self._lexicons, day)
        payments = Payments(truths)
        asked: list[tuple[int, Rows]] = []
        for place in self._compiled.in_force(day):
            policy = self._compiled.policies[place]
            sure, open_ = self._planes(policy, truths)
            rows = rows_in(sure, truths.rows)
            if len(rows):
                if self._wanted.amounts and self._compiled.paid(place) is None:
                    rows = self._paid(place, rows, payments, made)
                    asked.append((place, rows))
                    made.asked_for_amount += len(rows)
                else:
                    made.sure.append(Sure(place, rows))
            rows = rows_in(open_, truths.rows)
            if len(rows):
                asked.append((place, rows))
                made.asked += len(rows)
        self._ask(asked, chunk, day, made)
        if made.bad_rows:
            bad = np.array(sorted(made.bad_rows))
            made.sure = [one.without(bad) for one in made.sure]
        return made

    def _paid(self, place: int, rows: Rows, payments: Payments, made: Found) -> Rows:
        """Enter the amounts of eligible firms that columns tell; return the rows of the others."""
        formula = self._compiled.payment(place)
        number = None if formula is None else payments.number(formula)
        if number is None:
            return rows
        fen = number.fen
        told = fen.told[rows]
        if told.any():
            made.sure.append(Sure(place, rows[told], fen.above[rows[told]]))
        return rows[~told]

    def _planes(self, policy: Policy, truths: ChunkTruths) -> tuple[Plane, Plane]:
        """Return the firms that are certainly eligible, and those that the evaluator must be asked about."""
        sure, open_ = self._by_columns(policy, truths)
        if self._wanted.near:
            # Whoever may be a near miss is asked about, which takes in those whose verdict is open.
            open_ = open_ | ~(sure | self._hopeless(policy, truths))
        return sure, open_

    def _hopeless(self, policy: Policy, truths: ChunkTruths) -> Plane:
        """Return the firms that fail on what no change of figures would mend."""
        place = list(self._compiled.program.plan.roots).index(policy.id)
        fixed, barred = self._compiled.prepared.hopeless
        found = truths.nobody
        for step, roots in fixed:
            if roots >> place & 1:
                found = found | ~truths.step(step).possible_at_most
        for step, roots in barred:
            if roots >> place & 1:
                found = found | truths.step(step).true
        return found

    def _by_columns(self, policy: Policy, truths: ChunkTruths) -> tuple[Plane, Plane]:
        if policy.verified is not None:
            # Columns do not tell what has been verified.
            return truths.nobody, truths.everybody
        truth = truths.step(self._compiled.program.plan.roots[policy.id])
        if policy.record is None:
            open_ = truth.possible_at_most if self._wanted.undecided else truth.true_at_most
            return truth.true, open_ & ~truth.true
        # Of a policy per record this is what any record may come to, listed or not.
        if self._wanted.undecided:
            return truths.nobody, truth.possible_at_most
        return self._of_records(policy, policy.record, truth, truths)

    def _of_records(
        self, policy: Policy, kind: str, anybody: Truths, truths: ChunkTruths
    ) -> tuple[Plane, Plane]:
        """Return the firms of which some record certainly qualifies, and those of which one may."""
        open_ = truths.nobody if truths.doubtful is None else truths.doubtful
        records = truths.records(kind) if anybody.true_at_most.any() else None
        if records is None:
            return truths.nobody, open_
        truth = records.step(self._compiled.program.plan.roots[policy.id])
        sure = records.some(truth.true) & ~open_
        if truth.true_at_most is not truth.true:
            open_ = open_ | (records.some(truth.true_at_most) & ~sure)
        return sure, open_

    def _ask(self, asked: list[tuple[int, Rows]], chunk: Chunk, day: date, made: Found) -> None:
        for row, found, places in self._profiles(asked, chunk):
            if not isinstance(found, Enterprise):
                made.problems += found
                made.bad_rows.add(row)
                continue
            made.pairs += self._pairs(row, found, places, day)

    def _profiles(
        self, asked: list[tuple[int, Rows]], chunk: Chunk
    ) -> Iterator[tuple[int, Enterprise | tuple[Problem, ...], list[int]]]:
        """Yield each firm that something is asked of, with the places of the policies, in order."""
        if not asked:
            return
        rows = np.concatenate([rows for _, rows in asked])
        places = np.repeat(
            np.array([place for place, _ in asked]), np.array([len(rows) for _, rows in asked])
        )
        order = np.lexsort((places, rows))
        rows, places = rows[order], places[order]
        there, starts = np.unique(rows, return_index=True)
        profiles = chunk.profiles(there, self._shape, self._compiled.library.vocabulary)
        split = np.split(places, starts[1:])
        for row, found, mine in zip(there.tolist(), profiles, split, strict=True):
            yield row, found, mine.tolist()

    def _pairs(self, row: int, firm: Enterprise, places: list[int], day: date) -> Iterator[Pair]:
        compiled = self._compiled
        context = context_of(firm, day, compiled.library)
        policies = [compiled.policies[place] for place in places]
        matches = compiled.prepared.matches_of(policies, context)
        for place, match in zip(places, matches, strict=True):
            if match.verdict is Verdict.ELIGIBLE:
                yield Pair(row, place, match.verdict, amount=match.amount if self._wanted.amounts else None)
            elif match.verdict is Verdict.UNDECIDED and self._wanted.undecided:
                yield self._undecided(row, place, match)
            elif self._wanted.near and match.gaps:
                told = tuple(gap.text.in_(self._wanted.lang) for gap in match.gaps)
                yield Pair(row, place, match.verdict, told=told)

    def _undecided(self, row: int, place: int, match: Match) -> Pair:
        amount = match.amount_if_eligible if self._wanted.amounts else None
        waiting = [one for one in match.missing if one.needed_for == "verdict"]
        missing = tuple(map(_column_of, waiting))
        told = tuple(one.label.in_(self._wanted.lang) for one in waiting)
        return Pair(row, place, match.verdict, match.undecided_by, amount, missing, told)


def _column_of(missing: Missing) -> str:
    """Return the name that the column of a missing fact has, behind the kind of record if it is of one."""
    column = fact_column((missing.key, missing.year, missing.basis))
    return column if missing.kind is None else f"{missing.kind}.{column}"
