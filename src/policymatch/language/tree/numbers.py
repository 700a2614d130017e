"""Arithmetic: what numbers are made of other numbers, over years and over records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policymatch.language.tree.facts import Fact
from policymatch.language.tree.node import Node
from policymatch.vocabulary.units import Dimension


class Operator(StrEnum):
    """The four operations."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """One operation on two numbers."""

    op: Operator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """A number with its sign turned."""

    item: Node


@dataclass(frozen=True, slots=True)
class Function(Node):
    """A function of the language (language/functions.py) applied to its arguments."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """A number that the document leaves between two ends: 10% 至 20%."""

    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class UpTo(Node):
    """Only a ceiling is known (最高 …): anything from zero to `item`, and never a promise."""

    item: Node


class Summary(StrEnum):
    """What is made of several figures."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    MAX = "max"
    MIN = "min"


@dataclass(frozen=True, slots=True)
class OverYears(Node):
    """`item` in the year it names and the years before it, `years` in all, as one figure.

    Years before the firm was founded are left out.
    """

    how: Summary
    item: Node
    years: int


@dataclass(frozen=True, slots=True)
class Peak(Node):
    """The highest figure of a yearly fact in all years before the one it names, since founding."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Records(Node):
    """What is made of the firm's records of `kind` for which `where` holds: their number, a sum of `value`.

    Inside `where` and `value` the facts of `kind` are those of the record counted. `counts` is the dimension
    of a number of records (件 or 人). Of no records the count, the sum and the highest are 0; a mean or the
    lowest is unknown.
    """

    how: Summary
    kind: str
    where: Node | None = None
    value: Node | None = None
    counts: Dimension = ()
