"""The formulas of amounts, each distinct one numbered and compiled; what is constant is known from the start.

What a number means is defined by the tree evaluator (language/evaluate.py), which is asked for whatever is
not compiled here. The conditions of tiers are steps of the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Protocol, cast

from policymatch.language import Context, number_of, tree, value_of
from policymatch.language.tiers import tiers
from policymatch.plan import figures
from policymatch.plan.compile import Numbering, depends_of
from policymatch.plan.figures import Binary, Figure, Unary, figure_of, span_of
from policymatch.plan.formula_parts import parts_of
from policymatch.plan.plan import Depends
from policymatch.values import NumberSpan, Truth

_TRUE, _FALSE = Truth.TRUE, Truth.FALSE


class Asked(Protocol):
    """What the functions of formulas are given: how to ask for figures and for the steps of the plan."""

    @property
    def context(self) -> Context:
        """The firm, and the record at hand."""

    def figure(self, formula: int) -> Figure:
        """Return the figure of a formula, worked out when it is not known yet."""

    def truth(self, step: int) -> Truth:
        """Return the truth of a step of the plan."""


Work = Callable[[Asked], Figure]


class Formulas:
    """Formulas by number. `work` works one out, `known` holds those that are the same for every firm.

    `depends` says what each depends on besides the firm.
    """

    def __init__(self, formulas: Sequence[tree.Node], numbering: Numbering) -> None:
        self._step = numbering.step
        self._numbers: dict[tree.Node, int] = {}
        self.work: list[Work] = []
        self.known: list[Figure | None] = []
        self.depends: list[Depends] = []
        for formula in formulas:
            self._numbered(formula)

    def number(self, formula: tree.Node) -> int | None:
        """Return the number of a formula; None when it is not among these."""
        return self._numbers.get(formula)

    def _numbered(self, node: tree.Node) -> int:
        if node not in self._numbers:
            parts = parts_of(node)
            numbers = None if parts is None else [self._numbered(part) for part in parts]
            self._numbers[node] = len(self.work)
            self.work.append(_asking(node) if numbers is None else self._compiled(node, numbers))
            self.known.append(self._constant(node, numbers))
            self.depends.append(depends_of(node))
        return self._numbers[node]

    def _constant(self, node: tree.Node, parts: list[int] | None) -> Figure | None:
        if isinstance(node, tree.Quantity):
            return node.value
        if not parts or isinstance(node, tree.Tiers) or any(self.known[part] is None for part in parts):
            return None
        return self.work[-1](_Constants(self.known))

    def _compiled(self, node: tree.Node, parts: list[int]) -> Work:
        """Return the function of a formula that is worked out from `parts`."""
        match node:
            case tree.Fact():
                return lambda asked: figure_of(cast(NumberSpan, value_of(node, asked.context)))
            case tree.Arithmetic(op):
                return _of_two(figures.OPERATIONS[op], *parts)
            case tree.Capped():
                return _of_two(figures.least, *parts)
            case tree.Floored():
                return _of_two(figures.greatest, *parts)
            case tree.Between():
                return _of_two(figures.between, *parts)
            case tree.Negative():
                return _of_one(figures.negate, *parts)
            case tree.UpTo():
                return _of_one(figures.up_to, *parts)
            case tree.Function("floor"):
                return _of_one(figures.floor, *parts)
            case tree.Function("ceil"):
                return _of_one(figures.ceil, *parts)
            case tree.Function(name):
                return _of_several(name, parts)
            case tree.Tiers():
                return self._of_tiers(node, parts)
        return _asking(node)

    def _of_tiers(self, node: tree.Tiers, parts: list[int]) -> Work:
        steps = [self._step(tier.when) for tier in node.tiers]
        first = node.mode is tree.TierMode.FIRST
        in_order = tuple(zip(steps, parts, strict=False))
        otherwise = None if node.otherwise is None else parts[-1]
        # The nodes are kept by the tiers, so that their ids stay theirs.
        step_of = {id(tier.when): step for tier, step in zip(node.tiers, steps, strict=True)}
        part_of = dict(zip(map(id, parts_of(node) or ()), parts, strict=True))

        def work(asked: Asked) -> Figure:
            if first:
                for step, part in in_order:
                    truth = asked.truth(step)
                    if truth is _TRUE:
                        return asked.figure(part)
                    if truth is not _FALSE:
                        break
                else:
                    return 0 if otherwise is None else asked.figure(otherwise)
            paid = tiers(
                node,
                asked.context,
                lambda when, _: asked.truth(step_of[id(when)]),
                lambda amount, _: span_of(asked.figure(part_of[id(amount)])),
            )
            return figure_of(paid)

        return work


class _Constants:
    """What constants are worked out from: other constants, and no firm at all."""

    def __init__(self, known: list[Figure | None]) -> None:
        self._known = known

    @property
    def context(self) -> Context:
        raise AssertionError("a constant asks nothing of a firm")

    def figure(self, formula: int) -> Figure:
        return cast(Figure, self._known[formula])

    def truth(self, step: int) -> Truth:
        raise AssertionError("a constant asks nothing of a firm")


def _asking(node: tree.Node) -> Work:
    """Return the function that asks the tree evaluator."""
    return lambda asked: figure_of(number_of(node, asked.context))


def _of_one(operation: Unary, part: int) -> Work:
    return lambda asked: operation(asked.figure(part))


def _of_two(operation: Binary, left: int, right: int) -> Work:
    return lambda asked: operation(asked.figure(left), asked.figure(right))


def _of_several(name: str, parts: list[int]) -> Work:
    operation = {"min": figures.least, "max": figures.greatest}.get(name, figures.add)
    count = len(parts)

    def work(asked: Asked) -> Figure:
        made = reduce(operation, [asked.figure(part) for part in parts])
        return figures.divide(made, count) if name == "mean" else made

    return work
