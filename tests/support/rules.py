"""Random conditions of the language, as resolved and checked trees."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.support.dice import drawn, one_in, some
from tests.support.numbers import CNY, POINT, Numbers
from tests.support.terms import HONOUR_LEVELS, HONOUR_WAYS, Terms, usual_terms, words_of

from policymatch.language import tree
from policymatch.vocabulary import Type


class Rules(Numbers):
    """Makes conditions."""

    def condition(self, depth: int) -> tree.Node:
        """Return a condition that can be written in one leaf: and, or, not."""
        if depth <= 0 or one_in(self.dice, 2):
            return self.criterion(max(depth, 0))
        turn = self.dice.randrange(3)
        if turn == 2:
            return tree.Not(self.condition(depth - 1))
        several = tuple(self.condition(depth - 1) for _ in range(self.dice.randint(2, 3)))
        return tree.All(several) if turn else tree.Any(several)

    def group(self, depth: int) -> tree.Node:
        """Return a condition as a policy joins its leaves: counted, scored, named, with citations."""
        if depth <= 0 or one_in(self.dice, 3):
            return tree.Criterion(self.condition(depth))
        several = tuple(self.group(depth - 1) for _ in range(self.dice.randint(2, 3)))
        match self.dice.randrange(6):
            case 0:
                return tree.AtLeast(self.dice.randint(1, len(several)), several)
            case 1:
                return self.score(depth - 1)
            case 2:
                return tree.Named("通用条件", several[0])
            case 3:
                return tree.Not(several[0])
            case 4:
                return tree.Any(several)
        return tree.All(several)

    def score(self, depth: int) -> tree.Node:
        """Return points that together must reach a figure."""
        items = tuple(self._points(depth) for _ in range(self.dice.randint(1, 3)))
        return tree.Criterion(tree.Score(items, self.literal(POINT, most=40)))

    def _points(self, depth: int) -> tree.Node:
        count = self.dice.randint(1, 2)
        tiers = tuple(tree.Tier(self.condition(depth), self.literal(POINT, most=20)) for _ in range(count))
        return tree.Tiers(tiers, tree.TierMode.FIRST, self.literal(POINT, most=5))

    # ------------------------------------------------------------------------ one criterion

    def criterion(self, depth: int) -> tree.Node:
        """Return a condition on one fact or formula."""
        makers = [
            self.of_money,
            self.of_ratio,
            self.of_money,
            self.of_days,
            self.of_length,
            self.of_words,
            self.of_words,
            self.of_tags,
            self.of_yes,
            self.of_honours,
            self.of_first,
            self.of_ranks,
            self.of_texts,
            self.of_count,
        ]
        made = self.dice.choice(makers)(depth)
        return self.of_money(0) if made is None else made

    def of_money(self, depth: int) -> tree.Node:
        return tree.Compare(self.comparison(), self.money(depth), self.money(depth))

    def of_ratio(self, depth: int) -> tree.Node:
        return tree.Compare(self.comparison(), self.ratio(depth), self.ratio(0))

    def of_count(self, depth: int) -> tree.Node:
        count, dimension = self.counted(depth)
        return tree.Compare(self.comparison(), count, self.literal(dimension, most=3 if depth else 40))

    def of_length(self, depth: int) -> tree.Node:
        length, dimension = self.length()
        return tree.Compare(self.comparison(), length, self.literal(dimension, most=40))

    def of_days(self, depth: int) -> tree.Node:
        match self.dice.randrange(4):
            case 0:
                year = tree.Function("year_of", (self.day(),))
                return tree.Compare(self.comparison(), year, tree.Quantity(self.dice.randint(2023, 2026)))
            case 1:
                return tree.Compare(self.comparison(), self.day_literal(), self.day())
            case 2:
                return tree.Compare(self.comparison(), self.day(), self.day_literal())
        return tree.Compare(self.comparison(), self.day(), self.day())

    def of_words(self, depth: int) -> tree.Node | None:
        fact = self.fact(Type.ENUM, Type.REGION)
        if fact is None:
            return None
        words = words_of(self.terms.vocabulary.field(fact.kind, fact.key), self.terms)
        return tree.Among(fact, tuple(some(self.dice, words)), one_in(self.dice, 3))

    def of_tags(self, depth: int) -> tree.Node | None:
        fact = self.fact(Type.TAGS)
        if fact is None:
            return None
        words = words_of(self.terms.vocabulary.field(fact.kind, fact.key), self.terms)
        return tree.Contains(fact, tuple(some(self.dice, words)), one_in(self.dice, 3))

    def of_yes(self, depth: int) -> tree.Node | None:
        fact = self.fact(Type.BOOL)
        return None if fact is None else tree.IsTrue(fact)

    def of_honours(self, depth: int) -> tree.Node | None:
        if not self.terms.honours:
            return None
        wanted = tuple(self._wanted(honour) for honour in some(self.dice, self.terms.honours, 1, 2))
        return tree.Holds(self.dice.choice(list(tree.Holding)), wanted)

    def _wanted(self, honour: str) -> tree.HonourWanted:
        levels = [one for one in HONOUR_LEVELS if one in self.terms.vocabulary.honours[honour].levels]
        level = self.dice.choice(levels) if levels and one_in(self.dice, 3) else None
        how = self.dice.choice(HONOUR_WAYS) if one_in(self.dice, 4) else None
        years = (tree.Year(-1), tree.Year(2025, relative=False))
        return tree.HonourWanted(
            honour, level, how, self.dice.choice(years) if one_in(self.dice, 4) else None
        )

    def of_first(self, depth: int) -> tree.Node:
        return tree.FirstReached(
            self.yearly(), self.literal(CNY) if self.dice.randrange(4) else self.money(0)
        )

    def of_ranks(self, depth: int) -> tree.Node | None:
        """Return a grade held against the same grade of another year."""
        owners = (None, self.record) if self.record is not None else (None,)
        scales = [
            tree.Fact(kind, field.key, self.year())
            for kind in owners
            for field in self.terms.fields(kind, Type.ENUM)
            if field.ordered and field.yearly
        ]
        if not scales:
            return None
        left = self.dice.choice(scales)
        return tree.Ranked(self.comparison(), left, replace(left, year=self.year()))

    def of_texts(self, depth: int) -> tree.Node | None:
        """Return a text held against another one."""
        left, right = self.fact(Type.TEXT), self.fact(Type.TEXT)
        if left is None or right is None:
            return None
        return tree.SameWord(left, right, one_in(self.dice, 3))


def some_condition(dice: Random, terms: Terms, record: str | None = None, depth: int = 2) -> tree.Node:
    """Return a condition that one leaf can say."""
    return Rules(dice, terms, record).condition(depth)


def some_criterion(dice: Random, terms: Terms, record: str | None = None, depth: int = 2) -> tree.Node:
    """Return a condition on one fact or formula."""
    return Rules(dice, terms, record).criterion(depth)


def some_group(dice: Random, terms: Terms, record: str | None = None, depth: int = 2) -> tree.Node:
    """Return a condition as a policy joins its leaves."""
    return Rules(dice, terms, record).group(depth)


conditions = drawn(some_condition, usual_terms())
criteria = drawn(some_criterion, usual_terms())
groups = drawn(some_group, usual_terms())
