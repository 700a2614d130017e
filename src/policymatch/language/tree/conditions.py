"""Conditions on facts, and what joins them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policymatch.language.tree.facts import Fact, Year
from policymatch.language.tree.node import Node
from policymatch.values import Comparison


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Two numbers or two dates compared."""

    op: Comparison
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Among(Node):
    """An enumeration, text or code that is one of `words` (keys, texts or code prefixes), or is not."""

    subject: Fact
    words: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Contains(Node):
    """A list of tags that contains at least one of `words`, or none of them.

    Of development zones whose counties are known, `within` says that the firm is registered in them: where
    that does not hold, the list holds none of the zones, whether it is complete or not (semantics 6).
    """

    subject: Fact
    words: tuple[str, ...]
    negated: bool = False
    within: Among | None = None


class Holding(StrEnum):
    """How an honour must be held (semantics 5)."""

    HOLDS = "holds"  # listed and not known to have expired
    VALID = "valid"  # in force on the date, last day included
    EVER = "ever"  # listed at all


@dataclass(frozen=True, slots=True)
class HonourWanted:
    """One honour asked for: its key, and where the rule says so its level, way of award and year."""

    honour: str
    level: str | None = None
    how: str | None = None
    year: Year | None = None


@dataclass(frozen=True, slots=True)
class Holds(Node):
    """The firm holds at least one of the honours wanted."""

    how: Holding
    wanted: tuple[HonourWanted, ...]


@dataclass(frozen=True, slots=True)
class IsTrue(Node):
    """A yes-or-no fact that is yes."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class All(Node):
    """Every one of `items` holds."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any(Node):
    """At least one of `items` holds."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AtLeast(Node):
    """At least `count` of `items` hold."""

    count: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`item` does not hold."""

    item: Node


@dataclass(frozen=True, slots=True)
class Ranked(Node):
    """Two words of one ordered scale compared: a grade this year above the grade of the year before."""

    op: Comparison
    left: Fact
    right: Fact


@dataclass(frozen=True, slots=True)
class SameWord(Node):
    """Two texts that are the same, or are not: the project that a machine belongs to, and the one at hand."""

    left: Fact
    right: Fact
    negated: bool = False


@dataclass(frozen=True, slots=True)
class FirstReached(Node):
    """A yearly figure reaches `threshold` in its year and in no year before, since the firm was founded."""

    fact: Fact
    threshold: Node


@dataclass(frozen=True, slots=True)
class Score(Node):
    """The points of `items` (numbers in 分) together reach `at_least`."""

    items: tuple[Node, ...]
    at_least: Node


@dataclass(frozen=True, slots=True)
class Named(Node):
    """A named, reusable condition, with its parameters filled in; `name` is what it is called here."""

    name: str
    item: Node
