"""A library compiled once: every distinct criterion and operation of all its policies, each with a number.

plan        what a compiled library is: plain data, for one firm and for columns of firms alike
compile     policies → Plan
grouping    which criteria are asked of the same fact
decisive    conditions as criteria that settle them by themselves, and alternatives
formulas    the formulas of amounts, compiled
formula_parts  what they are made of
figures     numbers without spans where they are exact
thresholds  the comparisons of one number or date, answered together
tables      the memberships of one fact, answered together
program     one function for each step of a plan
sieve       all policies at once, by where the facts of the firm lie
answers     the truth of every step for one firm, each worked out at most once

What a condition means is defined by the tree evaluator (language/evaluate.py). A plan gives the same answers
sooner, and asks that evaluator itself whatever it has no quicker way for.
"""

from policymatch.plan.answers import Answers, Supposing
from policymatch.plan.compile import Numbering, compile_plan
from policymatch.plan.figures import Figure, span_of
from policymatch.plan.formula_parts import caps_of, payment_of
from policymatch.plan.plan import Depends, Group, GroupKind, Join, Literal, Operation, Plan
from policymatch.plan.program import Program
from policymatch.plan.sieve import Sieve, Sifted, places

__all__ = [
    "Answers",
    "Depends",
    "Figure",
    "Group",
    "GroupKind",
    "Join",
    "Literal",
    "Numbering",
    "Operation",
    "Plan",
    "Program",
    "Sieve",
    "Sifted",
    "Supposing",
    "caps_of",
    "compile_plan",
    "payment_of",
    "places",
    "span_of",
]
