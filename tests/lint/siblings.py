"""Conditions about the same few facts, so that they often contradict or imply each other."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.support.dice import one_in
from tests.support.rules import Rules
from tests.support.terms import Terms

from policymatch.language import tree
from policymatch.values import Comparison

_HOW = tuple(tree.Holding)


def some_siblings(dice: Random, terms: Terms) -> tree.All:
    """Return conditions joined at random that all ask for one or two facts."""
    rules = Rules(dice, terms)
    seeds = [rules.criterion(0) for _ in range(dice.randint(1, 2))]
    return tree.All(tuple(_joined(dice, seeds, depth=2) for _ in range(dice.randint(2, 4))))


def _joined(dice: Random, seeds: list[tree.Node], depth: int) -> tree.Node:
    if depth == 0 or one_in(dice, 2):
        one = _sibling(dice, dice.choice(seeds))
        presume = dice.choice((None, None, None, True, False))
        made: tree.Node = tree.Criterion(one, presume=presume)
        return tree.Not(made) if one_in(dice, 3) else made
    several = tuple(_joined(dice, seeds, depth - 1) for _ in range(dice.randint(2, 3)))
    match dice.randrange(4):
        case 0:
            return tree.All(several)
        case 1:
            return tree.AtLeast(dice.randint(1, len(several)), several)
        case 2:
            return tree.Not(several[0])
    return tree.Any(several)


def _sibling(dice: Random, seed: tree.Node) -> tree.Node:
    """Return a condition on the fact of another, with other bounds or words."""
    match seed:
        case tree.Compare(_, _, tree.Quantity(value) as right):
            other = replace(right, value=value + dice.randint(-1, 1), written="")
            return replace(seed, op=dice.choice(tuple(Comparison)), right=other)
        case tree.Compare():
            return replace(seed, op=dice.choice(tuple(Comparison)))
        case tree.Among(_, words) | tree.Contains(_, words):
            some = tuple(dice.sample(words, dice.randint(1, len(words))))
            return replace(seed, words=some, negated=one_in(dice, 2))
        case tree.Holds(_, wanted):
            one = dice.choice(wanted)
            return tree.Holds(dice.choice(_HOW), (replace(one, level=dice.choice((one.level, None))),))
    return seed
