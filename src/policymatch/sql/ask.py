"""What a tree is written for: the day, the tables, the record at hand; and what was left unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from sqlglot import exp
from sqlglot.expressions import Expr

from policymatch.enterprise import Enterprise
from policymatch.firms.columns import FIRM, REST, Column, Part, closed_column
from policymatch.language import Context, tree
from policymatch.matching import FirmOn
from policymatch.sql.build import column, first_given, truth
from policymatch.sql.columns import Columns
from policymatch.sql.figures import Figure
from policymatch.sql.left import Left, Unsayable, Why
from policymatch.values import Truth
from policymatch.vocabulary import Vocabulary

FIRMS, RECORD = "f", "r"


@dataclass
class Tables:
    """The tables made on the way, each of one row for each firm that has records of a kind."""

    made: dict[str, exp.Select] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)


@dataclass(frozen=True)
class Ask:
    """The question that a tree asks of tables.

    `records` holds the kinds of records at hand: true for a row of the record table, false for a record that
    nobody has listed. `joined` are the made tables that stand beside the firms where this is written.
    """

    as_of: date
    vocabulary: Vocabulary
    columns: Columns
    derived: frozenset[str]
    tables: Tables
    records: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    joined: list[str] = field(default_factory=list)

    @property
    def nobody(self) -> Context:
        """Return the question asked of a firm of which nothing is known: what is constant has an answer."""
        return Context(FirmOn(Enterprise(""), self.as_of), self.vocabulary)

    def about(self, kind: str, listed: bool, joined: list[str] | None = None) -> Ask:
        """Return the question asked of one record of a kind, and of no other."""
        there = MappingProxyType({kind: listed})
        return replace(self, records=there, joined=self.joined if joined is None else joined)

    def leave(self, node: tree.Node, why: Why) -> None:
        """Note that a part of the condition is left unknown, at least for some firms."""
        self.tables.left.append(Left(node, why))

    def listed(self, kind: str | None) -> bool:
        """Return whether a fact of a kind stands in a row: that of a record nobody has listed does not.

        Raises Unsayable for a fact of a record that is not at hand here.
        """
        if kind is None:
            return True
        if kind not in self.records:
            raise Unsayable(Why.RECORDS)
        return self.records[kind] and self.columns.has_table(kind)

    def part(self, fact: tree.Fact, part: Part = Part.VALUE) -> Expr | None:
        """Return the column that holds a part of a fact; None where the tables have none.

        Raises Unsayable where the year of the fact hangs on a date, or its record is not at hand.
        """
        if not self.listed(fact.kind):
            return None
        year = None
        if fact.year is not None:
            if fact.year.anchor is not None:
                raise Unsayable(Why.HISTORY)
            year = fact.year.of(self.as_of.year)
        name = self.columns.of_fact(fact.kind, Column((fact.key, year, fact.basis), part))
        # A field that is called as the number of the row has no column.
        return None if name in (None, FIRM) else column(FIRMS if fact.kind is None else RECORD, name)

    def is_derived(self, fact: tree.Fact) -> bool:
        """Return whether a fact may follow from others where it is not stated."""
        return fact.kind is None and fact.key in self.derived

    def closed(self, kind: str) -> Expr:
        """Return whether a firm's list of records of a kind is complete."""
        name = closed_column(kind)
        if not self.columns.has(None, name):
            return truth(Truth.FALSE)
        return first_given(column(FIRMS, name), truth(Truth.FALSE))

    @property
    def rests(self) -> list[Expr]:
        """Return the columns that hold what fits no other, of the firm and of the record at hand."""
        owners = [(None, FIRMS), *((kind, RECORD) for kind, listed in self.records.items() if listed)]
        return [column(table, REST) for kind, table in owners if self.columns.has(kind, REST)]


TruthOf = Callable[[tree.Node, Ask], Expr]
FigureOf = Callable[[tree.Node, Ask], Figure]
