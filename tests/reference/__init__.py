"""A second, naive evaluator of the language, for firms of which everything is known exactly.

It is written from docs/semantics.md and the docstrings of the tree, not from the engine, and shares nothing
with it but the tree's nodes: no intervals, no three-valued comparison. What is known is a plain value; a
number is the set of values it may end at (one, unless the document itself leaves a range); None is what the
language leaves unknown even of exact facts (a division by zero, growth on a base of zero or less).
"""

from tests.reference.evaluate import days, number, truth
from tests.reference.policy import Paid, eligible, paid
from tests.reference.world import Code, Plain, Row, World

__all__ = ["Code", "Paid", "Plain", "Row", "World", "days", "eligible", "number", "paid", "truth"]
