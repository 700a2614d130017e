"""The nodes of the condition language: what a rule says once its names are resolved.

A leaf of a rule file is one expression. The parser builds surface nodes (surface.py), resolving turns them
into the other nodes here; every later pass knows only those. Nodes are equal when they mean the same,
wherever they were written and in whichever language.
"""

from policymatch.language.tree.amounts import Capped, CapScope, Floored, SomeTier, Tier, TierMode, Tiers
from policymatch.language.tree.conditions import (
    All,
    Among,
    Any,
    AtLeast,
    Compare,
    Contains,
    FirstReached,
    Holding,
    Holds,
    HonourWanted,
    IsTrue,
    Named,
    Not,
    Ranked,
    SameWord,
    Score,
)
from policymatch.language.tree.facts import LAST_YEAR, Fact, Parameter, Year
from policymatch.language.tree.leaves import Check, Criterion, Undefined
from policymatch.language.tree.literals import Day, Moment, Quantity, RelativeDay
from policymatch.language.tree.node import Node
from policymatch.language.tree.numbers import (
    Arithmetic,
    Between,
    Function,
    Negative,
    Operator,
    OverYears,
    Peak,
    Records,
    Summary,
    UpTo,
)
from policymatch.language.tree.surface import Apply, Dotted, Except, Name, Relation, Where, Yearly
from policymatch.language.tree.words import WordCase, WordCases

__all__ = [
    "LAST_YEAR",
    "All",
    "Among",
    "Any",
    "Apply",
    "Arithmetic",
    "AtLeast",
    "Between",
    "CapScope",
    "Capped",
    "Check",
    "Compare",
    "Contains",
    "Criterion",
    "Day",
    "Dotted",
    "Except",
    "Fact",
    "FirstReached",
    "Floored",
    "Function",
    "Holding",
    "Holds",
    "HonourWanted",
    "IsTrue",
    "Moment",
    "Name",
    "Named",
    "Negative",
    "Node",
    "Not",
    "Operator",
    "OverYears",
    "Parameter",
    "Peak",
    "Quantity",
    "Ranked",
    "Records",
    "Relation",
    "RelativeDay",
    "SameWord",
    "Score",
    "SomeTier",
    "Summary",
    "Tier",
    "TierMode",
    "Tiers",
    "Undefined",
    "UpTo",
    "Where",
    "WordCase",
    "WordCases",
    "Year",
    "Yearly",
]
