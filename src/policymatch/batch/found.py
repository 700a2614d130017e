"""What is found for the firms of a chunk: pairs of firm and policy, from planes and from the evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.compiled import Compiled
from policymatch.batch.facts import Lexicons
from policymatch.batch.payments import Payments
from policymatch.batch.planes import Plane, Rows, Truths, rows_in, size_of
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
    Without `why` an open verdict is told bare: neither what it waits for nor what would be paid; columns
    mostly tell that by themselves. `policies` are the ids of those that are matched; without any all are.
    """

    amounts: bool = True
    undecided: bool = False
    why: bool = True
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
    """Firms (their rows) whose verdict for a policy columns tell, and what the eligible are paid in fen.

    Without `fen` each is paid the same (`Compiled.paid`), or no amount is asked for.
    """

    place: int
    rows: Rows
    fen: npt.NDArray[np.int64] | None = None
    verdict: Verdict = Verdict.ELIGIBLE

    def without(self, rows: Rows) -> Sure:
        """Return the same without some firms."""
        kept = ~np.isin(self.rows, rows)
        fen = None if self.fen is None else self.fen[kept]
        return Sure(self.place, self.rows[kept], fen, self.verdict)


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
            sides = self._sides(policy, truths)
            rows = rows_in(sides.eligible, truths.rows)
            if len(rows):
                if self._wanted.amounts and self._compiled.paid(place) is None:
                    rows = self._paid(place, rows, payments, made)
                    asked.append((place, rows))
                    made.asked_for_amount += len(rows)
                else:
                    made.sure.append(Sure(place, rows))
            rows = rows_in(sides.undecided, truths.rows)
            if len(rows):
                made.sure.append(Sure(place, rows, verdict=Verdict.UNDECIDED))
            rows = rows_in(sides.left, truths.rows)
            if len(rows):
                asked.append((place, rows))
                made.asked += len(rows)
        self._ask(asked, chunk, day, made)
        if made.bad_rows:
            bad = np.array(sorted(made.bad_rows))
            made.sure = [one.without(bad) for one in made.sure]
        return made

    def counted(self, chunk: Chunk, day: date) -> tuple[npt.NDArray[np.int64], list[Problem]]:
        """Return how many firms are eligible for each policy, and of how many the verdict is open.

        Also what is wrong with firms that had to be asked about; these are not to be counted on.
        """
        counts = np.zeros((len(self._compiled.policies), 2), np.int64)
        truths = ChunkTruths(self._compiled, chunk, self._shape, self._lexicons, day)
        asked: list[tuple[int, Rows]] = []
        for place in self._compiled.in_force(day):
            sides = self._sides(self._compiled.policies[place], truths)
            counts[place] = size_of(sides.eligible, truths.rows), size_of(sides.undecided, truths.rows)
            left = rows_in(sides.left, truths.rows)
            if len(left):
                asked.append((place, left))
        made = Found()
        self._ask(asked, chunk, day, made)
        for pair in made.pairs:
            counts[pair.place, int(pair.verdict is Verdict.UNDECIDED)] += 1
        return counts, made.problems

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

    def _sides(self, policy: Policy, truths: ChunkTruths) -> _Sides:
        """Return what is told of each firm; the evaluator must be asked about those that are `left`."""
        eligible, undecided, left = self._by_columns(policy, truths)
        wanted = self._wanted
        if wanted.near:
            # Whoever may be a near miss is asked about, which takes in those whose verdict is open.
            left = left | ~(eligible | self._hopeless(policy, truths))
        elif wanted.undecided and wanted.why:
            left = left | undecided
        elif wanted.undecided:
            return _Sides(eligible, undecided, left)
        return _Sides(eligible, truths.nobody, left)

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

    def _by_columns(self, policy: Policy, truths: ChunkTruths) -> _Sides:
        nobody = truths.nobody
        if policy.verified is not None:
            # Columns do not tell what has been verified.
            return _Sides(nobody, nobody, truths.everybody)
        truth = truths.step(self._compiled.program.plan.roots[policy.id])
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
        if not any(len(rows) for _, rows in asked):
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
                yield (
                    self._undecided(row, place, match)
                    if self._wanted.why
                    else Pair(row, place, match.verdict)
                )
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
