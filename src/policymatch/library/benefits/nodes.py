"""Small trees that several macros build."""

from __future__ import annotations

from policymatch.language import tree
from policymatch.values import Number
from policymatch.vocabulary.units import PLAIN, Dimension

CNY: Dimension = (("CNY", 1),)
MONTH: Dimension = (("month", 1),)
DAY: Dimension = (("day", 1),)

NO_MONEY = tree.Quantity(0, CNY)
ALWAYS = tree.All(())


def plain(value: Number) -> tree.Quantity:
    """Return a plain number."""
    return tree.Quantity(value, PLAIN)


def product(first: tree.Node, *others: tree.Node) -> tree.Node:
    """Return the product of several numbers."""
    node = first
    for other in others:
        node = tree.Arithmetic(tree.Operator.MULTIPLY, node, other)
    return node


def minus(left: tree.Node, right: tree.Node) -> tree.Node:
    """Return the difference of two numbers."""
    return tree.Arithmetic(tree.Operator.SUBTRACT, left, right)


def plus(left: tree.Node, right: tree.Node) -> tree.Node:
    """Return the sum of two numbers."""
    return tree.Arithmetic(tree.Operator.ADD, left, right)


def quotient(left: tree.Node, right: tree.Node) -> tree.Node:
    """Return the quotient of two numbers."""
    return tree.Arithmetic(tree.Operator.DIVIDE, left, right)


def smaller(*items: tree.Node) -> tree.Node:
    """Return the smallest of several numbers."""
    return tree.Function("min", items)


def larger(*items: tree.Node) -> tree.Node:
    """Return the largest of several numbers."""
    return tree.Function("max", items)


def not_below_zero(money: tree.Node) -> tree.Node:
    """Return an amount that is nothing where its formula comes to less."""
    return tree.Floored(money, NO_MONEY, tree.CapScope.ITEM)
