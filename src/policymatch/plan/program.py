"""A plan made ready to answer for one firm at a time: one function for each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from policymatch.language import Context, number_of, tree, truth_of, value_of
from policymatch.plan.compile import Numbering
from policymatch.plan.decisive import decisive
from policymatch.plan.formulas import Formulas
from policymatch.plan.plan import Group, Join, Literal, Operation, Plan
from policymatch.plan.tables import table_of
from policymatch.values import Truth, at_least
from policymatch.vocabulary.model import HONOUR


class Asked(Protocol):
    """What the functions of a program are given: the truths known so far, and how to ask for others."""

    @property
    def context(self) -> Context:
        """The firm, and the record at hand."""

    @property
    def truths(self) -> list[Truth | None]:
        """The truth of every step, None where nobody has asked yet; behind them, which groups are filled."""

    def truth(self, step: int) -> Truth:
        """Return the truth of a step, worked out when it is not known yet."""


Work = Callable[[Asked], Truth]
Fill = Callable[[Asked], None]

_TRUE, _UNKNOWN, _FALSE = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


class Program:
    """The functions that work out the steps of `plan`. Immutable; may be shared by threads.

    `quick` fill the groups that cost no more than a look-up.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.size = len(plan.depends) + len(plan.groups)
        self.roots = tuple(plan.roots.values())
        self.every_root = (1 << len(self.roots)) - 1
        self.quick: list[Fill] = []
        works = [_literal(literal) for literal in plan.literals]
        for place, group in enumerate(plan.groups):
            fill = _filler(group, plan.literals, len(plan.depends) + place)
            if isinstance(group.subject, tree.Fact):
                self.quick.append(fill)
            for step in range(group.first, group.end):
                works[step] = _looked_up(step, fill, works[step])
        works.extend(_operation(operation) for operation in plan.operations)
        self.work: tuple[Work, ...] = tuple(works)
        self.needed, self.barred = decisive(plan)
        self.numbering = Numbering(plan.literals, plan.operations)
        self.formulas = Formulas(plan.formulas, self.numbering)


# -- literals ----------------------------------------------------------------------------------------------


def _literal(literal: Literal) -> Work:
    """Return the function that asks the evaluator."""
    node = literal.node
    if not literal.turned:
        return lambda asked: truth_of(node, asked.context)

    def work(asked: Asked) -> Truth:
        context = asked.context
        turned = replace(context, checks=context.checks.negated, undefined=context.undefined.negated)
        return truth_of(node, turned)

    return work


def _filler(group: Group, literals: tuple[Literal, ...], done: int) -> Fill:
    """Return the function that looks a group's subject up and notes what follows for its literals, once."""
    first, end = group.first, group.end
    table = table_of(group.kind, [literal.node for literal in literals[first:end]])
    look_up = _subject(group)

    def fill(asked: Asked) -> None:
        truths = asked.truths
        if truths[done] is None:
            truths[first:end] = table(look_up(asked.context))
            truths[done] = _TRUE

    return fill


def _subject(group: Group) -> Callable[[Context], object]:
    subject = group.subject
    if subject is None:
        return lambda context: context.firm.records(HONOUR)
    if isinstance(subject, tree.Fact):
        return lambda context: value_of(subject, context)
    return lambda context: number_of(subject, context)


def _looked_up(step: int, fill: Fill, otherwise: Work) -> Work:
    """Return the function that fills the whole group, and asks the evaluator what the table left out."""

    def work(asked: Asked) -> Truth:
        fill(asked)
        truth = asked.truths[step]
        return otherwise(asked) if truth is None else truth

    return work


# -- operations --------------------------------------------------------------------------------------------


def _operation(operation: Operation) -> Work:
    """Return the function that works an operation out."""
    items = operation.items
    match operation.join:
        case Join.ALL:
            return _all(items)
        case Join.ANY:
            return _any(items)
        case Join.AT_LEAST:
            return lambda asked: at_least(operation.count, [asked.truth(item) for item in items])
        case Join.NOT:
            return lambda asked: asked.truth(items[0]).negated
        case Join.PRESUME:
            return _instead(items[0], lambda _: Truth.of(operation.presumed))
        case Join.COVER:
            return _instead(items[0], lambda asked: asked.truth(items[1]))


def _all(items: tuple[int, ...]) -> Work:
    def work(asked: Asked) -> Truth:
        truths = asked.truths
        result = _TRUE
        for item in items:
            truth = truths[item]
            if truth is None:
                truth = asked.truth(item)
            if truth is _FALSE:
                return truth
            if truth is _UNKNOWN:
                result = truth
        return result

    return work


def _any(items: tuple[int, ...]) -> Work:
    def work(asked: Asked) -> Truth:
        truths = asked.truths
        result = _FALSE
        for item in items:
            truth = truths[item]
            if truth is None:
                truth = asked.truth(item)
            if truth is _TRUE:
                return truth
            if truth is _UNKNOWN:
                result = truth
        return result

    return work


def _instead(item: int, otherwise: Work) -> Work:
    """Return the truth of `item`, and something else where that is unknown."""

    def work(asked: Asked) -> Truth:
        truth = asked.truth(item)
        return otherwise(asked) if truth is _UNKNOWN else truth

    return work
