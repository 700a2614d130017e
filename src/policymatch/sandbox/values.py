"""The figures at which a threshold matters: those that firms, or their records, really have.

Between two of them no firm gains or loses by a threshold that moves. What a column holds is read whole; a
figure that is worked out of several (a ratio, a count) is worked out for some firms only, evenly chosen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from policymatch.batch.chunk import Chunk, Shape
from policymatch.batch.facts import Facts, FactsOfColumns, Lexicons
from policymatch.batch.figures import LIMIT, Figures
from policymatch.batch.planes import Bools, Rows, unpacked
from policymatch.enterprise import Enterprise
from policymatch.language import Context, number_of, tree
from policymatch.library import PolicyLibrary
from policymatch.matching.firm import context_of
from policymatch.policy import Policy
from policymatch.sandbox.steps import Steps, rounded
from policymatch.sandbox.thresholds import Threshold
from policymatch.values import Number

# So many firms of a chunk are worked out by themselves where no column holds the figure.
LOOKED_AT = 400
# What lies beyond so many times the draft's own figure is no policy anybody thinks of.
_AROUND = 4


@dataclass
class Values:
    """The figures met for one threshold. `whole` says that they are those of all firms that may matter."""

    whole: bool = True
    _scaled: dict[int, list[npt.NDArray[np.int64]]] = field(default_factory=dict)
    _single: set[Fraction] = field(default_factory=set)

    def add_column(self, figures: Figures, rows: Bools) -> None:
        """Add the ends of what a column holds in some rows."""
        for ends in (figures.low,) if figures.exact else (figures.low, figures.high):
            some = np.unique(ends[rows].astype(np.int64, copy=False))
            self._scaled.setdefault(figures.scale, []).append(some[np.abs(some) <= LIMIT])

    def add(self, several: Iterator[Number]) -> None:
        """Add single figures."""
        self._single.update(map(Fraction, several))

    def sorted(self) -> list[Fraction]:
        """Return all figures once, in rising order."""
        # As whole numbers over one denominator: fractions are slow to compare.
        below = lcm(*self._scaled, *(one.denominator for one in self._single))
        found = {one.numerator * (below // one.denominator) for one in self._single}
        for scale, pieces in self._scaled.items():
            times = below // scale
            found.update(one * times for one in np.unique(np.concatenate(pieces)).tolist())
        return [Fraction(one, below) for one in sorted(found)]


def points_of(steps: Steps, most: int) -> list[Fraction]:
    """Return thresholds to try, at most `most` and the draft's own: all that matter if they are that few.

    Else round figures near the draft's own, close together where firms are.
    """
    values, own = steps.values, steps.own
    if len(values) <= most:
        return sorted({*steps, own})
    low, high = 0, len(values)
    if own > 0:
        low, high = bisect_left(values, own / _AROUND), bisect_right(values, own * _AROUND)
    near = range(low, high) if high - low > 1 else range(len(values))
    picked = (near[(len(near) - 1) * step // (most - 1)] for step in range(most))
    if len(near) <= most:
        return sorted({*(steps[at] for at in near), own})
    return sorted({*(rounded(values[at]) for at in picked), own})


def collect(
    threshold: Threshold, into: Values, chunk: Chunk, day: date, facts: Facts, among: Bools, teller: Teller
) -> None:
    """Add the figures that firms (`among` the rows of a chunk) have for a threshold."""
    subject = threshold.subject
    if not isinstance(subject, tree.Fact) or (subject.year is not None and subject.year.anchor is not None):
        into.whole = False
        into.add(teller.told(threshold, chunk, day, among))
        return
    there, rows = teller.table(chunk, subject.kind, facts, among)
    if there is None:
        return
    year = None if subject.year is None else subject.year.of(day.year)
    fact = there.fact(subject.key, year, subject.basis)
    derived = subject.kind is None and subject.key in teller.library.derivations
    left = np.zeros(there.rows, np.bool_) if fact is not None else rows & derived
    if fact is not None and isinstance(fact.is_, Figures):
        null, odd = (
            np.zeros(there.rows, np.bool_) if plane is None else unpacked(plane, there.rows)
            for plane in (fact.null, fact.odd)
        )
        into.add_column(fact.is_, rows & ~null & ~odd)
        left = rows & (odd | null if derived else odd)
    if left.any():
        # What the column does not tell, or a definition works out.
        into.whole = False
        into.add(teller.told(threshold, chunk, day, left if subject.kind is None else among))


@dataclass(frozen=True)
class Teller:
    """Reads figures of single firms, and the tables of their records."""

    draft: Policy
    library: PolicyLibrary
    shape: Shape

    def table(self, chunk: Chunk, kind: str | None, facts: Facts, among: Bools) -> tuple[Facts | None, Bools]:
        """Return the table in which a fact stands, and its rows that are of the firms asked about."""
        if kind is None:
            return facts, among
        if kind not in chunk.records:
            return None, among
        batch, (_, layout) = chunk.records[kind], self.shape.records[kind]
        there = FactsOfColumns(batch, layout, self.library.vocabulary, Lexicons(self.library.vocabulary))
        owners = chunk.owners(kind)
        return there, among[owners] & (owners >= 0)

    def told(self, threshold: Threshold, chunk: Chunk, day: date, among: Bools) -> Iterator[Number]:
        """Yield the ends of what the number may be, for some firms evenly chosen."""
        rows: Rows = np.flatnonzero(among)
        if len(rows) > LOOKED_AT:
            rows = rows[np.arange(LOOKED_AT) * len(rows) // LOOKED_AT]
        if not len(rows):
            return
        for found in chunk.profiles(rows, self.shape, self.library.vocabulary):
            if isinstance(found, Enterprise):
                for context in self._contexts(context_of(found, day, self.library)):
                    span = number_of(threshold.subject, context)
                    yield from (end for end in (span.low, span.high) if end is not None)

    def _contexts(self, context: Context) -> Iterator[Context]:
        if self.draft.record is None:
            yield context
            return
        for record in context.firm.records(self.draft.record).items:
            yield context.with_record(record)
