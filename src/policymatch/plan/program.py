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
from policymatch.plan.thresholds import Row
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
    """The functions that work out the steps of `plan`. Immutable; may be shared by threads."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.size = len(plan.depends) + len(plan.groups)
        self.roots = tuple(plan.roots.values())
        works = [_literal(literal) for literal in plan.literals]
        self.together = [
            Together(group, plan.literals, done) for done, group in enumerate(plan.groups, len(plan.depends))
        ]
        for group in self.together:
            for step in range(group.first, group.end):
                works[step] = _looked_up(step, group.fill, works[step])
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


class Together:
    """A group's literals, the steps from `first` up to `end`, answered by one look-up.

    The truth at `done` tells that they have been.
    """

    def __init__(self, group: Group, literals: tuple[Literal, ...], done: int) -> None:
        self.first, self.end, self.done = group.first, group.end, done
        self.table = table_of(group.kind, [literal.node for literal in literals[group.first : group.end]])
        self.look_up = _subject(group.subject)
        # Whether the look-up costs little, and asks for nothing but what the firm is or holds.
        self.quick = self._is_quick(group.subject)

    @staticmethod
    def _is_quick(subject: tree.Node | None) -> bool:
        return _of_firm(subject) if isinstance(subject, tree.Fact) else subject is None

    def fill(self, asked: Asked) -> None:
        """Note what follows for the literals, once."""
        if asked.truths[self.done] is None:
            self.note(self.table.row(self.look_up(asked.context)), asked.truths)

    def note(self, row: Row, truths: list[Truth | None]) -> None:
        """Note the truths of the literals among those of all steps."""
        truths[self.first : self.end] = row
        truths[self.done] = _TRUE


def _subject(subject: tree.Node | None) -> Callable[[Context], object]:
    if subject is None:
        return lambda context: context.firm.records(HONOUR)
    if isinstance(subject, tree.Fact):
        return _fact(subject)
    return lambda context: number_of(subject, context)


def _of_firm(fact: tree.Fact) -> bool:
    """Return whether a fact is one of the firm, of a year that the day tells."""
    return fact.kind is None and (fact.year is None or fact.year.anchor is None)


def _fact(fact: tree.Fact) -> Callable[[Context], object]:
    """Return the function that looks a fact up; what the firm states of itself, the short way."""
    key, year, basis = fact.key, fact.year, fact.basis
    if not _of_firm(fact):
        return lambda context: value_of(fact, context)

    def look_up(context: Context) -> object:
        firm = context.firm
        known = firm.value(key, None if year is None else year.of(firm.as_of.year), basis)
        return value_of(fact, context) if known is None or context.assumed else known

    return look_up


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
