"""Points that must reach a bar: the tiers of several items that together would bring them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from policymatch.language import number_of, tree, truth_of
from policymatch.matching.derive import rule_for, year_asked
from policymatch.nearest.trial import Trial
from policymatch.values import Comparison, Number, Truth

# Of the choices of two or three tiers, those that reach the bar with the least to spare.
_TRIED = 12
_TOGETHER = (2, 3)


@dataclass(frozen=True)
class _Gain:
    item: int
    when: tree.Node
    points: Number


def ways_of_points(node: tree.Node, want: Truth, trial: Trial) -> Iterator[tree.All]:
    """Yield conditions of several items, each of a higher tier, with which a score reaches its bar.

    One item alone is found as a figure of its own; what no two or three tiers can bring is not looked for.
    """
    scored = _score(node, trial) if want is Truth.TRUE else None
    if scored is None:
        return
    items, bar = scored
    now = [number_of(item, trial.context).low or 0 for item in items]
    gains = [gain for index, item in enumerate(items) for gain in _gains(index, item, now[index], trial)]
    short = bar - sum(now)
    enough = [
        chosen
        for count in _TOGETHER
        for chosen in combinations(gains, count)
        if len({gain.item for gain in chosen}) == count
        and sum(gain.points for gain in chosen) >= short
        and sum(gain.points for gain in chosen) - min(gain.points for gain in chosen) < short
    ]
    for chosen in sorted(enough, key=lambda some: sum(gain.points for gain in some))[:_TRIED]:
        yield tree.All(tuple(gain.when for gain in chosen))


def _gains(index: int, item: tree.Node, now: Number, trial: Trial) -> Iterator[_Gain]:
    if not isinstance(item, tree.Tiers) or item.mode is not tree.TierMode.FIRST:
        return
    for tier in item.tiers:
        points = number_of(tier.amount, trial.context).low
        more = points is not None and points > now
        if more and truth_of(tier.when, trial.context) is Truth.FALSE:
            assert points is not None
            yield _Gain(index, tier.when, points - now)


def _score(node: tree.Node, trial: Trial) -> tuple[tuple[tree.Node, ...], Number] | None:
    """Return the items and the bar of a score, written as one or defined as a sum of tiers."""
    match node:
        case tree.Score(items, at_least):
            bar = number_of(at_least, trial.context).high
            return None if bar is None else (items, bar)
        case tree.Compare(Comparison.GE, tree.Fact() as fact, right):
            definition = trial.start.definition(fact, trial.context)
            if definition is None:
                return None
            rule = rule_for(definition, trial.context, year_asked(fact, trial.context), fact.basis)
            bar = number_of(right, trial.context).high
            return None if rule is None or bar is None else (tuple(_terms(rule)), bar)
    return None


def _terms(node: tree.Node) -> Iterator[tree.Node]:
    match node:
        case tree.Arithmetic(tree.Operator.ADD, left, right):
            yield from _terms(left)
            yield from _terms(right)
        case tree.Function("sum", arguments):
            for one in arguments:
                yield from _terms(one)
        case _:
            yield node
