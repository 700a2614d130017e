"""Tiers made wider: conditions that hold, or may hold, of every firm that is one near step from a tier.

A near step moves no figure by more than half of what it is to be (or by one), so 营业收入 >= 8000万元 becomes
营业收入 >= 4000万元. Whatever else a step could change is left open. What remains of a condition is what no
step mends; columns tell of whom it certainly fails, and nobody need look for the steps of those firms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from policymatch.batch.asks import asks_of
from policymatch.derivation import Derivation
from policymatch.language import facts_of, tree
from policymatch.library import PolicyLibrary
from policymatch.nearest.figures import whole
from policymatch.nearest.steps import NEAR
from policymatch.values import Comparison, Number
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import HONOUR

_UPWARD = (Comparison.GE, Comparison.GT)
_DOWNWARD = (Comparison.LE, Comparison.LT)
# Of this nobody knows whether it holds.
_OPEN = tree.Undefined("")


def widened(tiers: PolicyLibrary) -> PolicyLibrary:
    """Return the tiers of a roster, under their ids, with conditions that a near step may bring about."""
    wide = _Wide(tiers.vocabulary, tiers.derivations)
    made = {one.id: replace(one, condition=wide.node(one.condition, True)) for one in tiers}
    return replace(tiers, policies=MappingProxyType(made))


@dataclass(frozen=True)
class _Wide:
    vocabulary: Vocabulary
    derivations: Mapping[str, Derivation]

    def node(self, node: tree.Node, wanted: bool) -> tree.Node:
        """Return a condition widened; `wanted` says whether it is to hold, or to fail."""
        match node:
            case tree.All(items) | tree.Any(items):
                return replace(node, items=tuple(self.node(one, wanted) for one in items))
            case tree.AtLeast(_, items):
                return replace(node, items=tuple(self.node(one, wanted) for one in items))
            case tree.Not(item):
                return tree.Not(self.node(item, not wanted))
            case tree.Named(_, item):
                return self.node(item, wanted)
            case tree.Criterion(test, _, None):
                return self.node(test, wanted)
        if self._stands(node):
            return node
        return self._nearly(node) if wanted else _OPEN

    def _stands(self, node: tree.Node) -> bool:
        """Return whether no step changes what a condition says."""
        asks = asks_of([node], self.derivations)
        if HONOUR in asks.kinds:
            return False
        if asks.keys.isdisjoint(self.derivations):
            facts = (fact for fact in facts_of(node) if fact.kind is None)
            return not any(self._can_change(fact) for fact in facts)
        return not any(self.vocabulary.field(None, key).act for key in asks.keys)

    def _can_change(self, fact: tree.Fact) -> bool:
        # What was reported of the years before the last one stands.
        year = fact.year
        past = year is not None and year.anchor is None and year.relative and year.number < -1
        return self.vocabulary.field(None, fact.key).act and not past

    def _nearly(self, node: tree.Node) -> tree.Node:
        match node:
            case tree.Compare(op, tree.Fact(None, key) as fact, tree.Quantity(limit, dimension)) if (
                limit > 0 and key not in self.derivations
            ):
                bound: Number | None = None
                if op in _UPWARD:
                    bound = min(limit * (1 - NEAR), Fraction(limit - 1))
                elif op in _DOWNWARD:
                    bound = max(limit / (1 - NEAR), Fraction(limit + 1))
                if bound is not None:
                    wide = Comparison.GE if op in _UPWARD else Comparison.LE
                    return tree.Compare(wide, fact, tree.Quantity(whole(bound), dimension))
        return _OPEN
