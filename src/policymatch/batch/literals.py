"""The literals of a plan over columns: which can be told from one fact's column, and what they then say.

A literal is told for the firms that state its fact, and for those that state nothing of all that it asks for:
of these it is what it is of a firm of which nothing is known. For all others it is left to the evaluator.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policymatch.batch.facts import Facts, Yes
from policymatch.batch.figures import EPOCH, Figures
from policymatch.batch.lists import Lists
from policymatch.batch.planes import Plane, packed, union
from policymatch.batch.words import Words
from policymatch.language import tree
from policymatch.plan.grouping import ORDERED, limit_of
from policymatch.values import Number


@dataclass(frozen=True)
class Column:
    """The column that a literal can be told from: a fact, in its year on the day of the question."""

    node: tree.Node
    fact: tree.Fact

    def asked(self, year: int) -> tuple[str, int | None, str | None]:
        """Return the fact's key, year and basis for questions asked in a year."""
        of = self.fact.year
        return self.fact.key, None if of is None else of.of(year), self.fact.basis


@dataclass(frozen=True)
class Found:
    """What a column says: where the literal is true or perhaps true, and where nothing is stated or told."""

    true: Plane
    possible: Plane
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


def found_in(column: Column, facts: Facts, year: int) -> Found | None:
    """Return what a column says in a chunk; None where no firm states the fact."""
    fact = facts.fact(*column.asked(year))
    if fact is None:
        return None
    plane, perhaps = _truths(column.node, fact.is_, facts.words)
    out = union(fact.null, fact.odd)
    if out is not None:
        told = ~out
        same = perhaps is plane
        plane = plane & told
        perhaps = plane if same else perhaps & told
    return Found(plane, perhaps, fact.null, fact.odd)


def _truths(node: tree.Node, of: Figures | Words | Lists | Yes, words: int) -> tuple[Plane, Plane]:
    match node, of:
        case tree.Compare(op), Figures():
            sure, perhaps = of.compared(op, _limit(node))
            plane = packed(sure, words)
            return plane, plane if perhaps is sure else packed(perhaps, words)
        case tree.Among(), Words():
            return of.among(node)
        case tree.Contains(_, several, negated), Lists():
            listed = of.naming(several)
            possible = listed | ~of.closed
            return (~possible, ~listed) if negated else (listed, possible)
        case tree.IsTrue(), Yes():
            plane = packed(of.yes, words)
            return plane, plane
    raise AssertionError(f"no column tells {node!r}")


def _limit(node: tree.Compare) -> Number:
    limit = limit_of(node)
    assert limit is not None
    return limit.toordinal() - EPOCH if isinstance(limit, date) else limit
