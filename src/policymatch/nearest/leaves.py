"""The changes of one fact with which one criterion holds.

Only what the vocabulary says the firm can change (`act`), and certificates it can obtain. A figure of a year
before the last has been reported and stands. Cutting something down is proposed only where nothing that
grows would do: nobody raises the share of research by losing sales.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from policymatch.language import tree, truth_of, value_of
from policymatch.nearest.figures import smallest_change
from policymatch.nearest.reads import changeable
from policymatch.nearest.trial import Target, Trial
from policymatch.values import Choice, Listing, Number, NumberSpan, Truth

# Of many honours or words that would do, only the first few are followed.
_NAMED = 4


def ways_of_leaf(node: tree.Node, want: Truth, trial: Trial) -> Iterator[Trial]:
    """Yield trials with one more change, in which the criterion `node` is as wanted."""
    match node:
        case tree.IsTrue(fact):
            yield from (trial.with_fact(target, want) for target in _itself(fact, trial))
        case tree.Among(subject, words, negated):
            if negated is (want is Truth.FALSE):
                for target in _itself(subject, trial):
                    yield from (trial.with_fact(target, Choice.exact(word)) for word in words[:_NAMED])
        case tree.Contains(subject, words, negated):
            for target in _itself(subject, trial):
                yield from _of_tags(target, words, negated is (want is Truth.FALSE), trial)
        case tree.Holds(_, wanted):
            if want is Truth.TRUE:
                ways = (trial.with_honour(one) for one in wanted[:_NAMED])
                yield from (way for way in ways if truth_of(node, way.context) is Truth.TRUE)
        case tree.Compare() | tree.Score() | tree.FirstReached():
            yield from _of_figures(node, want, trial)


def _itself(fact: tree.Fact, trial: Trial) -> Iterator[Target]:
    """Yield a fact that the firm can change; one that follows from others is no fact to be set."""
    return (target for target in changeable((fact,), trial) if target.key == fact.key)


def _of_tags(target: Target, words: tuple[str, ...], add: bool, trial: Trial) -> Iterator[Trial]:
    listed = cast("Listing[str]", trial.value(target))
    if add:
        for word in words[:_NAMED]:
            yield trial.with_fact(target, Listing((*listed.items, word), listed.closed))
    else:
        left = tuple(item for item in listed.items if item not in words)
        yield trial.with_fact(target, Listing(left, listed.closed))


def _of_figures(node: tree.Node, want: Truth, trial: Trial) -> Iterator[Trial]:
    targets = [one for one in changeable((node,), trial) if trial.field(one).type.is_numeric]
    for upward in (True, False):
        found = [way for target in targets for way in _moved(node, want, trial, target, upward)]
        yield from found
        if found:
            return


def _moved(node: tree.Node, want: Truth, trial: Trial, target: Target, upward: bool) -> Iterator[Trial]:
    has = cast("NumberSpan", value_of(target.fact, trial.context))
    start = has.high if upward else has.low
    if start is None or not has.is_bounded:
        return

    def holds(figure: Number) -> bool:
        return truth_of(node, trial.with_figure(target, figure).context) is want

    found = smallest_change(holds, start, trial.field(target), upward)
    if found is not None:
        yield trial.with_figure(target, found)
