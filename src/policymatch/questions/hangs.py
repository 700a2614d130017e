"""What an undecided verdict hangs on: the questions of which some answer could change it, and no others."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from policymatch.language import Context
from policymatch.matching.verdict import Decision
from policymatch.policy import Policy
from policymatch.questions.asked import Asked
from policymatch.questions.build import Open, open_verdict
from policymatch.questions.circuit import Input, inputs_of, reach_of, truth_given
from policymatch.values import Truth


@dataclass(frozen=True)
class Hanging:
    """What can be asked about one verdict.

    `alone` are those of which some answer decides it by itself. `outcomes` is what the condition may still
    come to: a rule that contradicts itself can come to one thing only, and then there is nothing to ask.
    """

    asked: frozenset[Asked]
    alone: frozenset[Asked]
    outcomes: frozenset[Truth]


def hanging(policy: Policy, decision: Decision, context: Context) -> Hanging:
    """Return what the undecided verdict of `policy` hangs on.

    A question is left out only where no answer to it could change the verdict, whatever the other facts are.
    """
    opened = open_verdict(policy, decision, context)
    reach = reach_of(opened.circuit)
    matter = reach.inputs
    asked = frozenset(one for name in matter for one in opened.asks[name])
    sizes = {one.name: one for one in inputs_of(opened.circuit) if one.name in matter}
    alone = frozenset(one for name in sizes for one in _deciding(opened, sizes[name], name))
    return Hanging(asked, alone, reach.outcomes)


def _deciding(opened: Open, one: Input, name: Hashable) -> frozenset[Asked]:
    """Return what an input asks, if a single answer can settle the input, and thereby the verdict."""
    asks = opened.asks[name]
    if len(asks) != 1:
        return frozenset()
    answers = (truth_given(opened.circuit, {name: case}) for case in range(len(one.truths)))
    return asks if any(truth is not Truth.UNKNOWN for truth in answers) else frozenset()
