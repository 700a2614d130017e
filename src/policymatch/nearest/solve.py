"""From a condition that fails to the changes of facts under which it holds, along the tree.

Every item of an `all` is mended in turn, each on the firm as the changes before have left it, until all hold;
each item of an `any` is a way of its own. A leaf is mended by one change: a figure, a yes or no, a word, a
tag, a certificate. Only a few ways are kept at every node, the smallest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from policymatch.language import Context, tree, truth_of
from policymatch.matching.derive import rule_for, year_asked
from policymatch.nearest.leaves import ways_of_leaf
from policymatch.nearest.points import ways_of_points
from policymatch.nearest.size import size_of
from policymatch.nearest.trial import Trial
from policymatch.values import Truth

# How many ways are followed at every node; how often the items of an `all` are gone through, since mending
# one may break another; how many choices of items are tried where several of many must hold.
KEPT = 8
_ROUNDS = 3
_CHOICES = 24


def ways(node: tree.Node, want: Truth, trial: Trial) -> list[Trial]:
    """Return trials in which `node` is no longer the opposite of `want`, smallest first.

    What is unknown is left alone: no change of known facts settles it.
    """
    if truth_of(node, trial.context) is not want.negated:
        return [trial]
    match node:
        case tree.Criterion(test, _, presume):
            if presume is not None and not truth_of(test, trial.context).known:
                return _kept(ways_of_leaf(test, want, trial))
            return ways(test, want, trial)
        case tree.Named(_, item):
            return ways(item, want, trial)
        case tree.Not(item):
            return ways(item, want.negated, trial)
        case tree.All(items):
            return _every(items, want, trial) if want is Truth.TRUE else _some(items, want, trial)
        case tree.Any(items) | tree.SomeTier(items):
            return _some(items, want, trial) if want is Truth.TRUE else _every(items, want, trial)
        case tree.AtLeast(count, items):
            return _several(items, count if want is Truth.TRUE else len(items) - count + 1, want, trial)
        case tree.IsTrue(fact) if (rule := _definition(fact, trial)) is not None:
            return ways(rule, want, trial)
    found = list(ways_of_leaf(node, want, trial))
    for together in ways_of_points(node, want, trial):
        found += ways(together, Truth.TRUE, trial)
    return _kept(one for one in found if truth_of(node, one.context) is want)


def _definition(fact: tree.Fact, trial: Trial) -> tree.Node | None:
    definition = trial.start.definition(fact, trial.context)
    if definition is None:
        return None
    context: Context = trial.context
    return rule_for(definition, context, year_asked(fact, context), fact.basis)


def _some(items: Iterable[tree.Node], want: Truth, trial: Trial) -> list[Trial]:
    return _kept(way for item in items for way in ways(item, want, trial))


def _every(items: tuple[tree.Node, ...], want: Truth, trial: Trial) -> list[Trial]:
    trials = [trial]
    for _ in range(_ROUNDS):
        for item in items:
            trials = _kept(way for one in trials for way in ways(item, want, one))
            if not trials:
                return []
        good = [one for one in trials if not _broken(items, want, one)]
        if good:
            return good
    return []


def _broken(items: tuple[tree.Node, ...], want: Truth, trial: Trial) -> bool:
    return any(truth_of(item, trial.context) is want.negated for item in items)


def _several(items: tuple[tree.Node, ...], count: int, want: Truth, trial: Trial) -> list[Trial]:
    """Return ways to have `count` of the items as wanted, mending those that are not."""
    failing = [item for item in items if truth_of(item, trial.context) is want.negated]
    short = count - (len(items) - len(failing))
    found: list[Trial] = []
    for number, chosen in enumerate(combinations(failing, max(short, 0))):
        if number >= _CHOICES:
            break
        found += _every(chosen, want, trial)
    return _kept(found)


def _kept(trials: Iterable[Trial]) -> list[Trial]:
    return sorted(_distinct(trials), key=size_of)[:KEPT]


def _distinct(trials: Iterable[Trial]) -> Iterator[Trial]:
    seen = set()
    for one in trials:
        key = (frozenset(one.facts.items()), frozenset(one.honours))
        if key not in seen:
            seen.add(key)
            yield one
