"""Type and unit check: money compares with money, a ratio with a percentage, a date with a date.

A bare number may stand for a count (员工人数 >= 50) and takes its unit; 50% may not. It never stands for
money, since nobody can tell 元 from 万元.
"""

from __future__ import annotations

from dataclasses import replace

from policymatch.language import tree
from policymatch.language.facts import walk
from policymatch.language.functions import FUNCTIONS, FunctionTerm, Takes
from policymatch.language.kinds import Kind, NumberKind, Other, kind_of
from policymatch.language.quantities import quantity_text
from policymatch.messages import Both
from policymatch.problems import Place, Problem
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.units import Dimension

_COUNTED: frozenset[Dimension] = frozenset(
    {(("person", 1),), (("item", 1),), (("point", 1),), (("home", 1),)}
)
_MONEY: Dimension = (("CNY", 1),)
_MONTH: Dimension = (("month", 1),)
_DAY: Dimension = (("day", 1),)


def check_condition(node: tree.Node, vocabulary: Vocabulary, place: Place) -> tuple[tree.Node, list[Problem]]:
    """Return the tree with bare numbers given their units, and what is wrong with it as a condition."""
    checker = _Checker(vocabulary, place)
    checked = checker.node(node)
    if not checker.problems:
        kind = kind_of(checked, vocabulary)
        if kind is not Other.TRUTH:
            checker.problem("not-a-condition", node, found=kind.both)
        elif isinstance(checked, tree.Fact):
            checked = tree.IsTrue(checked, at=checked.at)
    return checked, checker.problems


def check_amount(node: tree.Node, vocabulary: Vocabulary, place: Place) -> tuple[tree.Node, list[Problem]]:
    """Return the tree checked as an amount: its value must be money in 元."""
    checker = _Checker(vocabulary, place)
    checked = checker.node(node)
    if not checker.problems:
        kind = kind_of(checked, vocabulary)
        if not isinstance(kind, NumberKind):
            checker.problem("not-an-amount", node, found=kind.both)
        elif kind.dimension != _MONEY:
            checker.problem("amount-not-money", node, found=kind.both)
    return checked, checker.problems


def check_number(
    node: tree.Node, vocabulary: Vocabulary, place: Place, dimension: Dimension = ()
) -> tuple[tree.Node, list[Problem]]:
    """Return the tree checked as a number of `dimension` (a ratio or factor by default)."""
    checker = _Checker(vocabulary, place)
    checked = checker.node(node)
    if not checker.problems:
        kind = kind_of(checked, vocabulary)
        checked, kind = checker.counted(checked, kind, NumberKind(dimension))
        if not isinstance(kind, NumberKind):
            checker.problem("not-a-number", node, found=kind.both)
        elif kind.dimension != dimension:
            checker.problem("units-differ", node, found=kind.both, expected=NumberKind(dimension).both)
    return checked, checker.problems


class _Checker:
    def __init__(self, vocabulary: Vocabulary, place: Place) -> None:
        self.vocabulary = vocabulary
        self.place = place
        self.problems: list[Problem] = []

    def problem(self, code: str, node: tree.Node, **values: object) -> None:
        self.problems.append(Problem(code, self.place.shifted(node.at), values))

    def node(self, node: tree.Node) -> tree.Node:
        match node:  # the commonest first
            case tree.Fact() | tree.Quantity():
                return node
            case tree.Compare(_, left, right):
                first, second = self.same(self.node(left), self.node(right), node)
                return node if first is left and second is right else replace(node, left=first, right=second)
            case tree.All(items):
                return replace(node, items=tuple(self.truth(item) for item in items))
            case tree.Any(items):
                return replace(node, items=tuple(self.truth(item) for item in items))
            case tree.Not(item):
                return replace(node, item=self.truth(item))
            case tree.Arithmetic(op, left, right):
                return self.arithmetic(node, op, self.node(left), self.node(right))
            case tree.Negative(item) | tree.UpTo(item):
                return replace(node, item=self.number(self.node(item)))
            case tree.Between(low, high):
                first, second = self.same(self.node(low), self.node(high), node)
                return self.ordered(replace(node, low=first, high=second))
            case tree.Function():
                return self.function(node)
            case tree.OverYears():
                return self.over_years(node)
            case tree.Records():
                return self.records(node)
            case tree.FirstReached():
                return self.reached(node)
            case tree.Peak(fact):
                self.number(fact)
                return node
            case tree.Parameter(_, date):
                return replace(node, date=None if date is None else self.node(date))
        return node

    def truth(self, node: tree.Node) -> tree.Node:
        checked = self.node(node)
        kind = kind_of(checked, self.vocabulary)
        if kind is not Other.TRUTH:
            self.problem("not-a-condition", node, found=kind.both)
        return checked

    def number(self, node: tree.Node) -> tree.Node:
        kind = kind_of(node, self.vocabulary)
        if not isinstance(kind, NumberKind):
            self.problem("not-a-number", node, found=kind.both)
        return node

    def arithmetic(
        self, node: tree.Arithmetic, op: tree.Operator, left: tree.Node, right: tree.Node
    ) -> tree.Node:
        if kind_of(left, self.vocabulary) is Other.DATE:
            return self.shifted(node, op, left, right)
        if op in (tree.Operator.ADD, tree.Operator.SUBTRACT):
            left, right = self.same(left, right, node)
        if isinstance(right, tree.Quantity) and right.value == 0 and op is tree.Operator.DIVIDE:
            self.problem("divide-by-zero", right)
        return replace(node, left=self.number(left), right=self.number(right))

    def shifted(
        self, node: tree.Arithmetic, op: tree.Operator, left: tree.Node, right: tree.Node
    ) -> tree.Node:
        """Check a date moved by a duration: 成立日期 + 3年."""
        kind = kind_of(right, self.vocabulary)
        adds = op in (tree.Operator.ADD, tree.Operator.SUBTRACT)
        if not adds or not isinstance(kind, NumberKind) or kind.dimension not in (_MONTH, _DAY):
            self.problem("date-arithmetic", right, found=kind.both)
        elif isinstance(right, tree.Quantity) and right.value != int(right.value):
            said = quantity_text(right.value, right.dimension, "en")
            self.problem("date-by-parts", right, found=Both(right.written, said))
        return replace(node, left=left, right=right)

    def function(self, node: tree.Function) -> tree.Node:
        function = FUNCTIONS[node.name]
        arguments = tuple(self.node(argument) for argument in node.arguments)
        match function.takes:
            case Takes.YEARLY:
                return self.yearly(node, function, arguments)
            case Takes.DATES | Takes.DATE:
                wanted = 2 if function.takes is Takes.DATES else 1
                dates = [one for one in arguments if kind_of(one, self.vocabulary) is Other.DATE]
                if len(dates) != wanted or len(arguments) != wanted:
                    self.problem(
                        "function-needs-dates", node, found=function.label, en=function.key, count=wanted
                    )
                return replace(node, arguments=arguments)
            case Takes.NUMBER:
                kind = kind_of(arguments[0], self.vocabulary)
                if len(arguments) != 1 or not isinstance(kind, NumberKind) or kind.dimension:
                    self.problem("function-needs-plain", node, found=function.label, en=function.key)
                return replace(node, arguments=arguments)
        if len(arguments) < 2:
            self.problem("function-needs-numbers", node, found=function.label, en=function.key)
            return node
        first = self.number(arguments[0])
        checked = [first]
        for argument in arguments[1:]:
            first, second = self.same(first, argument, node)
            checked.append(second)
        checked[0] = first
        return replace(node, arguments=tuple(checked))

    def yearly(
        self, node: tree.Function, function: FunctionTerm, arguments: tuple[tree.Node, ...]
    ) -> tree.Node:
        """Check growth and increase: of a yearly number, on the year before or on a base of the same kind."""
        fact = arguments[0]
        numeric = isinstance(kind_of(fact, self.vocabulary), NumberKind)
        if len(arguments) > 2 or not isinstance(fact, tree.Fact) or fact.year is None or not numeric:
            self.problem("function-needs-yearly", node, found=function.label, en=function.key)
            return node
        if len(arguments) == 2:
            arguments = self.same(fact, arguments[1], node)
        return replace(node, arguments=arguments)

    def over_years(self, node: tree.OverYears) -> tree.Node:
        item = self.number(self.node(node.item))
        yearly = any(isinstance(one, tree.Fact) and one.year is not None for one in walk(item))
        if not yearly:
            self.problem("years-of-what", node.item)
        return replace(node, item=item)

    def reached(self, node: tree.FirstReached) -> tree.Node:
        _, threshold = self.same(self.number(node.fact), self.node(node.threshold), node)
        return replace(node, threshold=threshold)

    def records(self, node: tree.Records) -> tree.Node:
        where = None if node.where is None else self.truth(node.where)
        value = None if node.value is None else self.number(self.node(node.value))
        return replace(node, where=where, value=value)

    def same(self, left: tree.Node, right: tree.Node, node: tree.Node) -> tuple[tree.Node, tree.Node]:
        """Return both sides with one dimension, a bare number taking the other side's unit of count."""
        first, second = kind_of(left, self.vocabulary), kind_of(right, self.vocabulary)
        left, first = self.counted(left, first, second)
        right, second = self.counted(right, second, first)
        if _alike(first, second):
            return left, right
        if isinstance(first, NumberKind) and isinstance(second, NumberKind):
            bare = next((k for k in (first, second) if k.literal), None)
            other = second if bare is first else first
            code = "unit-missing" if bare is not None and other.dimension else "units-differ"
            at, found = (left, first) if bare is first and bare is not second else (right, second)
            self.problem(code, at, found=found.both, expected=(other if bare else first).both)
        else:
            self.problem("kinds-differ", right, found=second.both, expected=first.both)
        return left, right

    def counted(self, node: tree.Node, kind: Kind, other: Kind) -> tuple[tree.Node, Kind]:
        if not isinstance(node, tree.Quantity) or not node.is_bare:
            return node, kind
        if not isinstance(other, NumberKind) or other.dimension not in _COUNTED:
            return node, kind
        return replace(node, dimension=other.dimension), NumberKind(other.dimension)

    def ordered(self, node: tree.Between) -> tree.Node:
        low, high = node.low, node.high
        if isinstance(low, tree.Quantity) and isinstance(high, tree.Quantity) and low.value > high.value:
            self.problem("range-reversed", node)
        return node


def _alike(left: Kind, right: Kind) -> bool:
    if isinstance(left, NumberKind) and isinstance(right, NumberKind):
        return left.dimension == right.dimension
    # Words never compare by sign here (resolving has made Among of them); dates do.
    return left is Other.DATE and right is Other.DATE
