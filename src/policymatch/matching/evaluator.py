"""Who answers for a match: the tree evaluator, or a plan that knows the answers already."""

from __future__ import annotations

from typing import Protocol

from policymatch.language import Context, tree, truth_of
from policymatch.matching.amount import Amount, amount_of
from policymatch.matching.verdict import Decision
from policymatch.policy import Policy
from policymatch.values import Truth


class Evaluator(Protocol):
    """What answers for the conditions and amounts of policies."""

    def truth(self, node: tree.Node, context: Context) -> Truth:
        """Return whether a policy's condition, or a part of it, holds."""

    def amount(
        self, policy: Policy, decision: Decision, context: Context, if_eligible: bool
    ) -> Amount | None:
        """Return what a policy pays (see `amount_of`)."""


class _ByTree:
    """The tree evaluator, for one policy by itself."""

    truth = staticmethod(truth_of)
    amount = staticmethod(amount_of)


BY_TREE: Evaluator = _ByTree()
