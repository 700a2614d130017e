"""The literals of a plan over columns: which can be told from one fact's column, and what they then say.

A literal is told for the firms that state its fact, and for those that state nothing of all that it asks for:
of these it is what it is of a firm of which nothing is known. For all others it is left to the evaluator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

import numpy as np

from policymatch.batch.facts import Fact, Facts, Yes
from policymatch.batch.figures import EPOCH, Figures, Limit, Limits
from policymatch.batch.lists import Lists
from policymatch.batch.planes import Bools, Plane, packed
from policymatch.batch.reached import parts_of
from policymatch.batch.words import Words
from policymatch.language import tree
from policymatch.plan.grouping import ORDERED, limit_of


@dataclass(frozen=True)
class Column:
    """The column that a literal can be told from: a fact, in its year on the day of the question."""

    node: tree.Node
    fact: tree.Fact

    def asked(self, year: int) -> tuple[str, int | None, str | None]:
        """Return the fact's key, year and basis for questions asked in a year."""
        of = self.fact.year
        return self.fact.key, None if of is None else of.of(year), self.fact.basis


# Of several literals, which are certainly, and which perhaps true of a firm of which nothing is known.
OfNothing = tuple[Bools, Bools]


@dataclass(frozen=True)
class Found:
    """What a column says of several literals on one fact, and where nothing is stated or told.

    `planes` are literals × where true, and where perhaps true × words.
    """

    planes: Plane
    null: Plane | None
    odd: Plane | None


def column_of(node: tree.Node) -> Column | None:
    """Return the column that tells a literal about one fact; None where the evaluator must be asked."""
    match node:
        case tree.Compare(op, tree.Fact() as fact, tree.Quantity()) if op in ORDERED:
            pass
        case tree.Compare(op, tree.Fact() as fact, tree.Day()) if (
            op in ORDERED and limit_of(node) is not None
        ):
            pass
        case tree.Among(fact) | tree.Contains(fact, within=None) | tree.IsTrue(fact):
            pass
        case _:
            return None
    return None if fact.year is not None and fact.year.anchor is not None else Column(node, fact)


class OnFact:
    """Literals on one fact, with what is worked out of them once for all chunks."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self.nodes = tuple(column.node for column in columns)

    @cached_property
    def limits(self) -> Limits:
        """Return the limits of comparisons."""
        return Limits(list(map(_limit, self.nodes)))


def found_in(
    literals: OnFact,
    facts: Facts,
    year: int,
    into: Plane | None = None,
    of_nothing: Callable[[], OfNothing] | None = None,
) -> Found | None:
    """Return what the column of one fact says of literals in a chunk; None where no firm states the fact.

    The planes are written `into` memory that is there, or into new memory. They say what literals are of rows
    that state nothing where `of_nothing` tells that, else nothing of these rows.
    """
    fact = facts.fact(*literals.columns[0].asked(year))
    if fact is None:
        return None
    planes = np.empty((len(literals.nodes), 2, facts.words), np.uint64) if into is None else into
    null = None if of_nothing is None else fact.null
    certainly, perhaps = (np.zeros(0, np.bool_),) * 2 if null is None or of_nothing is None else of_nothing()
    for part, same in _entered(literals, fact, planes):
        some = planes[part]
        if fact.told is not None:
            told = some[:, 0] if same else some
            np.bitwise_and(told, fact.told, out=told)
        if null is None:
            if same:
                some[:, 1] = some[:, 0]
        elif same and perhaps[part].all():
            np.bitwise_or(some[:, 0], null, out=some[:, 1])
        else:
            if same:
                some[:, 1] = some[:, 0]
            _enter_rows(some[:, 1], null, perhaps[part])
        if null is not None:
            _enter_rows(some[:, 0], null, certainly[part])
    return Found(planes, fact.null, fact.odd)


def _enter_rows(planes: Plane, rows: Plane, which: Bools) -> None:
    """Add rows to those of several planes."""
    if which.all():
        planes |= rows
    elif which.any():
        planes[which] |= rows


def _entered(literals: OnFact, fact: Fact, planes: Plane) -> Iterator[tuple[slice, bool]]:
    """Write where literals on a fact are true, and where they are perhaps true.

    Yield which are written, some at a time, and whether both are to be the same: then only the first are.
    """
    nodes = literals.nodes
    match fact.is_:
        case Figures() as of if of.exact:
            yield from ((part, True) for part in of.entered_sides(literals.limits, planes[:, 0]))
            return
        case Figures() as of:
            for place, (op, limit) in zip(planes, literals.limits.several, strict=True):
                place[0], place[1] = (packed(side, planes.shape[-1]) for side in of.compared(op, limit))
        case Words() as of:
            yield from of.entered_among(literals, cast(Sequence[tree.Among], nodes), planes)
            return
        case Lists() as of:
            for part in parts_of(len(nodes)):
                for place, node in zip(planes[part], cast(Iterable[tree.Contains], nodes[part]), strict=True):
                    place[0] = of.naming(node.words)
                    np.bitwise_or(place[0], of.open, place[1])
                    if node.negated:
                        place[:] = ~place[::-1]
                yield part, False
            return
        case Yes() as of:
            planes[:] = of.yes
    yield slice(0, len(nodes)), False


def _limit(node: tree.Node) -> Limit:
    assert isinstance(node, tree.Compare)
    limit = limit_of(node)
    assert limit is not None
    return node.op, limit.toordinal() - EPOCH if isinstance(limit, date) else limit
