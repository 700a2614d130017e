"""Conditions → one nullable boolean expression each: true, false, or NULL where nobody knows."""

from __future__ import annotations

from functools import reduce

from sqlglot import exp
from sqlglot.expressions import Expr

from policymatch.language import tree
from policymatch.language.days import is_date
from policymatch.sql.ask import Ask
from policymatch.sql.build import (
    binary,
    both,
    cases,
    constant,
    decided,
    either,
    first_given,
    given,
    negated,
    number,
    truth,
)
from policymatch.sql.dates import compare_days
from policymatch.sql.figures import compare
from policymatch.sql.honours import holds
from policymatch.sql.left import Unsayable, Why
from policymatch.sql.numbers import figure_of
from policymatch.sql.words import contains, is_among, is_yes, ranked, same_word
from policymatch.values import Truth

_UNKNOWN = truth(Truth.UNKNOWN)


def truth_of(node: tree.Node, ask: Ask) -> Expr:
    """Return whether a condition holds; what SQL does not say is NULL, and noted in `ask`."""
    try:
        return _joined(node, ask)
    except Unsayable as left:
        ask.leave(node, left.why)
        return _UNKNOWN.copy()


def _joined(node: tree.Node, ask: Ask) -> Expr:
    match node:
        case tree.Criterion(test, _, presume):
            return _presumed(test, presume, ask)
        case tree.All(items):
            return both(*(truth_of(item, ask) for item in items))
        case tree.Any(items):
            return either(*(truth_of(item, ask) for item in items))
        case tree.AtLeast(count, items):
            return _at_least(count, [truth_of(item, ask) for item in items])
        case tree.Not(item):
            return negated(truth_of(item, ask))
        case tree.Named(_, item):
            return truth_of(item, ask)
        case tree.SomeTier(conditions):
            if len(conditions) > 1:
                # A range that several tiers cover together is covered for the evaluator alone.
                ask.leave(node, Why.SCORE)
            return either(*(truth_of(item, ask) for item in conditions))
        case tree.Check():
            raise Unsayable(Why.CHECK)
        case tree.Undefined():
            return _UNKNOWN.copy()
    return _leaf(node, ask)


def _leaf(node: tree.Node, ask: Ask) -> Expr:
    match node:
        case tree.Compare(op, left, right):
            if is_date(left, ask.nobody):
                return compare_days(op, left, right, ask)
            return compare(op, figure_of(left, ask, truth_of), figure_of(right, ask, truth_of))
        case tree.Among():
            return is_among(node, ask)
        case tree.Contains():
            return contains(node, ask, truth_of)
        case tree.IsTrue(fact):
            return is_yes(fact, ask)
        case tree.Holds():
            return holds(node, ask, truth_of)
        case tree.Ranked():
            return ranked(node, ask)
        case tree.SameWord():
            return same_word(node, ask)
    raise Unsayable(Why.HISTORY if isinstance(node, tree.FirstReached) else Why.SCORE)


def _presumed(test: tree.Node, presume: bool | None, ask: Ask) -> Expr:
    """Return a leaf with the truth presumed where it is unknown.

    Where something of it was left out, or may stand in `rest`, NULL need not be what the evaluator finds:
    then nothing is presumed, and the firm stays among those selected.
    """
    before = len(ask.tables.left)
    made = truth_of(test, ask)
    if presume is None or len(ask.tables.left) > before:
        return made
    assumed = truth(Truth.of(presume))
    if ask.rests:
        elsewhere = either(*(given(rest) for rest in ask.rests))
        assumed = cases([(elsewhere, _UNKNOWN)], assumed)
    return assumed if constant(made) is Truth.UNKNOWN else first_given(made, assumed)


def _at_least(count: int, items: list[Expr]) -> Expr:
    def how_many(unknown: Truth) -> Expr:
        each = [cases([(first_given(item, truth(unknown)), number(1))], number(0)) for item in items]
        return reduce(lambda left, right: exp.Add(this=left, expression=right), each)

    if count <= 0:
        return truth(Truth.TRUE)
    enough = binary(exp.GTE, how_many(Truth.FALSE), number(count))
    return decided(enough, binary(exp.LT, how_many(Truth.TRUE), number(count)))
