"""The literals of a plan over columns: which can be told from one fact's column, and what they then say.

A literal is told for the firms that state its fact, and for those that state nothing of all that it asks for:
of these it is what it is of a firm of which nothing is known. For all others it is left to the evaluator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from policymatch.batch.facts import Fact, Facts, Yes
from policymatch.batch.figures import EPOCH, Figures, Limit
from policymatch.batch.lists import Lists
from policymatch.batch.planes import Plane, packed
from policymatch.batch.words import Words
from policymatch.language import tree
from policymatch.plan.grouping import ORDERED, limit_of
from policymatch.values import Number


@dataclass(frozen=True)
class Column:
    """The column that a literal can be told from: a fact, in its year on the day of the question.

    `limits` are those that any literal of the library compares the fact with: they are asked together.
    """

    node: tree.Node
    fact: tree.Fact
    limits: tuple[Limit, ...] = ()

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
    plane, perhaps = _truths(column, facts, fact)
    told = fact.told
    if told is not None:
        same = perhaps is plane
        plane = plane & told
        perhaps = plane if same else perhaps & told
    return Found(plane, perhaps, fact.null, fact.odd)


def columns_of(nodes: Sequence[tree.Node]) -> list[Column | None]:
    """Return the column that tells each literal, with the limits that any of them has for its fact."""
    made = [column_of(node) for node in nodes]
    limits: dict[tree.Fact, dict[Limit, None]] = {}
    for one in made:
        if one is not None and isinstance(one.node, tree.Compare):
            limits.setdefault(one.fact, {})[one.node.op, _limit(one.node)] = None
    together = {fact: tuple(several) for fact, several in limits.items()}
    return [one and replace(one, limits=together.get(one.fact, ())) for one in made]


def _truths(column: Column, facts: Facts, fact: Fact) -> tuple[Plane, Plane]:
    match column.node, fact.is_:
        case tree.Compare(op), Figures() as of:
            limit = _limit(column.node)
            if of.exact:
                plane = facts.sides(column.fact, of, column.limits)[op, limit]
                return plane, plane
            sure, perhaps = of.compared(op, limit)
            return packed(sure, facts.words), packed(perhaps, facts.words)
        case tree.Among() as node, Words() as of:
            return of.among(node)
        case tree.Contains(_, several, negated), Lists() as of:
            listed = of.naming(several)
            possible = listed | ~of.closed
            return (~possible, ~listed) if negated else (listed, possible)
        case tree.IsTrue(), Yes(yes=yes):
            plane = packed(yes, facts.words)
            return plane, plane
    raise AssertionError(f"no column tells {column.node!r}")


def _limit(node: tree.Compare) -> Number:
    limit = limit_of(node)
    assert limit is not None
    return limit.toordinal() - EPOCH if isinstance(limit, date) else limit
