"""Random amounts of the language: caps, floors, ranges, tiers in every mode, nested."""

from __future__ import annotations

from random import Random

from tests.support.dice import drawn, one_in
from tests.support.numbers import CNY
from tests.support.rules import Rules
from tests.support.terms import Terms, usual_terms

from policymatch.language import tree, walk

_SCOPES = (tree.CapScope.ITEM, tree.CapScope.RECORD)


class Amounts(Rules):
    """Makes amounts in 元."""

    def amount(self, depth: int) -> tree.Node:
        if depth <= 0:
            return self.money(1)
        match self.dice.randrange(7):
            case 0:
                return tree.Capped(self.amount(depth - 1), self._bound(), self.dice.choice(_SCOPES))
            case 1:
                return tree.Floored(self.amount(depth - 1), self._bound(), self.dice.choice(_SCOPES))
            case 2:
                return tree.UpTo(self.money(1))
            case 3:
                low = self.literal(CNY)
                return tree.Between(low, tree.Quantity(low.value + self.dice.randint(1, 20), CNY))
            case 4:
                return tree.Arithmetic(tree.Operator.ADD, self.amount(depth - 1), self.amount(depth - 1))
            case 5 | 6:
                return self.tiers(depth - 1)
        raise AssertionError

    def _bound(self) -> tree.Node:
        return self.money(0) if one_in(self.dice, 4) else self.literal(CNY)

    def tiers(self, depth: int) -> tree.Tiers:
        count = self.dice.randint(1, 3)
        several = tuple(tree.Tier(self.condition(1), self.amount(depth)) for _ in range(count))
        otherwise = self.money(0) if one_in(self.dice, 2) else None
        return tree.Tiers(several, self.dice.choice(list(tree.TierMode)), otherwise)


def some_amount(dice: Random, terms: Terms, record: str | None = None, depth: int = 2) -> tree.Node:
    """Return an amount in 元."""
    return Amounts(dice, terms, record).amount(depth)


def asked_by_tiers(amount: tree.Node) -> list[tree.SomeTier]:
    """Return what the tiers of an amount ask of the firm: that some tier holds, where there is no "else"."""
    return [
        tree.SomeTier(tuple(tier.when for tier in node.tiers))
        for node in walk(amount)
        if isinstance(node, tree.Tiers) and node.otherwise is None
    ]


amounts = drawn(some_amount, usual_terms())
