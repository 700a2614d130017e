"""Random numbers of the language, resolved and checked: money, ratios, counts, lengths of time, days."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Self

from tests.support.dice import one_in
from tests.support.terms import Terms
from tests.support.values import AS_OF

from policymatch.language import tree
from policymatch.values import Comparison, Span
from policymatch.values.arithmetic import whole
from policymatch.values.dates import days_of
from policymatch.vocabulary import Field, Type
from policymatch.vocabulary.units import Dimension

CNY: Dimension = (("CNY", 1),)
PERSON: Dimension = (("person", 1),)
ITEM: Dimension = (("item", 1),)
MONTH: Dimension = (("month", 1),)
DAY: Dimension = (("day", 1),)
POINT: Dimension = (("point", 1),)

_OVER_YEARS = (tree.Summary.SUM, tree.Summary.MEAN, tree.Summary.MAX, tree.Summary.MIN)


@dataclass(frozen=True)
class Numbers(ABC):
    """Makes numbers. `record` is the kind of record at hand; `inside` says that it is being counted."""

    dice: Random
    terms: Terms
    record: str | None = None
    inside: bool = False

    @abstractmethod
    def condition(self, depth: int) -> tree.Node:
        """Return a condition, for the records that a number is made of."""

    def within(self, kind: str) -> Self:
        return replace(self, record=kind, inside=True)

    # ------------------------------------------------------------------------ literals and facts

    def literal(self, dimension: Dimension, least: int = 0, most: int = 60) -> tree.Quantity:
        """Return a finite decimal, as people write them."""
        number = self.dice.randint(least, most)
        exact = dimension in (PERSON, ITEM, MONTH, DAY, POINT) or one_in(self.dice, 2)
        value = number if exact else whole(Fraction(number) + Fraction(self.dice.randrange(40), 40))
        return tree.Quantity(value, dimension)

    def comparison(self) -> Comparison:
        return self.dice.choice(list(Comparison))

    def fact(self, *types: Type, yearly: bool | None = None, firm: bool = True) -> tree.Fact | None:
        """Return a fact of one of `types`, of the firm or of the record at hand; None when there is none."""
        owners: list[str | None] = [None] if firm else []
        owners += [self.record] if self.record is not None else []
        found = [
            (kind, field)
            for kind in owners
            for field in self.terms.fields(kind, *types)
            if yearly is None or field.yearly == yearly
        ]
        if not found:
            return None
        kind, field = self.dice.choice(found)
        return self.of(kind, field)

    def of(self, kind: str | None, field: Field) -> tree.Fact:
        basis = field.bases[0] if field.bases and one_in(self.dice, 6) else None
        return tree.Fact(kind, field.key, self.year() if field.yearly else None, basis)

    def year(self) -> tree.Year:
        dates = self.terms.fields(self.record, Type.DATE) if self.record is not None else []
        if dates and one_in(self.dice, 3):
            anchor = tree.Fact(self.record, self.dice.choice(dates).key)
            return tree.Year(self.dice.randint(-1, 0), relative=False, anchor=anchor)
        return self.plain_year()

    def plain_year(self) -> tree.Year:
        years = (tree.LAST_YEAR, tree.LAST_YEAR, tree.Year(0), tree.Year(-2), tree.Year(2024, relative=False))
        return self.dice.choice(years)

    def yearly(self) -> tree.Fact:
        fact = self.fact(Type.MONEY, yearly=True)
        assert fact is not None
        return fact

    # ------------------------------------------------------------------------ money

    def money(self, depth: int) -> tree.Node:
        """Return a formula that comes to 元."""
        if depth <= 0 or one_in(self.dice, 2):
            return self.plain_money()
        makers = [
            self._sum_of_money,
            self._share,
            self._chosen,
            self._over_years,
            self._on_base,
            self._scaled,
        ]
        if not self.inside:
            makers.append(self._of_records)
        return self.dice.choice(makers)(depth - 1)

    def plain_money(self) -> tree.Node:
        turn = self.dice.randrange(7)
        if turn == 0:
            return self.literal(CNY)
        if turn == 1:
            return tree.Peak(self.yearly())
        if turn == 2 and self.terms.parameters_of(CNY):
            return self.parameter(CNY)
        return self.fact(Type.MONEY) or self.literal(CNY)

    def _sum_of_money(self, depth: int) -> tree.Node:
        op = self.dice.choice((tree.Operator.ADD, tree.Operator.SUBTRACT))
        return tree.Arithmetic(op, self.money(depth), self.money(depth))

    def _share(self, depth: int) -> tree.Node:
        if one_in(self.dice, 2):
            return tree.Arithmetic(tree.Operator.MULTIPLY, self.ratio(depth), self.money(depth))
        return tree.Arithmetic(tree.Operator.DIVIDE, self.money(depth), self.literal((), least=1))

    def _chosen(self, depth: int) -> tree.Node:
        several = tuple(self.money(depth) for _ in range(self.dice.randint(2, 3)))
        return tree.Function(self.dice.choice(("min", "max", "sum", "mean")), several)

    def _over_years(self, depth: int) -> tree.Node:
        return self.over_years(self.yearly())

    def over_years(self, fact: tree.Fact) -> tree.Node:
        item: tree.Node = fact
        if one_in(self.dice, 3):
            share = self.literal((), least=1)
            item = tree.Arithmetic(tree.Operator.MULTIPLY, share, fact)
        elif one_in(self.dice, 3):
            op = self.dice.choice((tree.Operator.ADD, tree.Operator.SUBTRACT))
            other = replace(self.yearly(), year=fact.year)
            item = tree.Arithmetic(op, fact, other)
        return tree.OverYears(self.dice.choice(_OVER_YEARS), item, self.dice.randint(2, 3))

    def _on_base(self, depth: int) -> tree.Node:
        return tree.Function("increase", self._with_base())

    def _with_base(self) -> tuple[tree.Node, ...]:
        fact = self.yearly()
        if one_in(self.dice, 2):
            bases = (tree.Peak(fact), self.over_years(self.yearly()), self.plain_money(), self.literal(CNY))
            return fact, self.dice.choice(bases)
        return (fact,)

    def _scaled(self, depth: int) -> tree.Node:
        if one_in(self.dice, 2):
            return tree.Negative(self.money(depth))
        return tree.Arithmetic(tree.Operator.MULTIPLY, self.parameter(()), self.money(depth))

    def _of_records(self, depth: int) -> tree.Node:
        how = self.dice.choice(_OVER_YEARS)
        kinds = [kind for kind in self.terms.records if self.terms.fields(kind, Type.MONEY)]
        if not kinds:
            return self.plain_money()
        kind = self.dice.choice(kinds)
        inside = self.within(kind)
        value: tree.Node | None = inside.fact(Type.MONEY, firm=False)
        assert value is not None
        if one_in(self.dice, 2):
            value = tree.Arithmetic(tree.Operator.MULTIPLY, self.literal(()), value)
        return tree.Records(how, kind, inside.condition(depth) if one_in(self.dice, 2) else None, value)

    def parameter(self, dimension: Dimension) -> tree.Node:
        """Return a figure of a table: of today, of a day, a year or a place."""
        key = self.dice.choice(self.terms.parameters_of(dimension))
        turn = self.dice.randrange(5)
        table = self.terms.vocabulary.parameters[key]
        if table.is_regional and turn < 2:
            place = self.fact(Type.REGION)
            return tree.Parameter(key, region=place) if place is not None else tree.Parameter(key)
        if turn == 2:
            return tree.Parameter(key, year=self.plain_year())
        if turn == 3:
            return tree.Parameter(key, date=self.stated_day())
        if turn == 4:
            return tree.Parameter(key, date=self.month())
        return tree.Parameter(key)

    # ------------------------------------------------------------------------ other numbers

    def ratio(self, depth: int) -> tree.Node:
        """Return a plain number."""
        turn = self.dice.randrange(7)
        if turn == 0 and depth > 0:
            return tree.Arithmetic(tree.Operator.DIVIDE, self.money(depth - 1), self.money(depth - 1))
        if turn == 1:
            return tree.Function("growth", self._with_base())
        if turn == 2:
            growth = tree.Function("growth", (self.yearly(),))
            return tree.OverYears(self.dice.choice(_OVER_YEARS), growth, self.dice.randint(2, 3))
        if turn == 3 and self.terms.parameters_of(()):
            return self.parameter(())
        if turn == 4 and depth > 0:
            steps = tree.Arithmetic(tree.Operator.DIVIDE, self.money(depth - 1), self.literal(CNY, least=1))
            return tree.Function(self.dice.choice(("floor", "ceil")), (steps,))
        return self.literal((), most=3)

    def counted(self, depth: int) -> tuple[tree.Node, Dimension]:
        """Return a number of people or things, and which."""
        fact = self.fact(Type.COUNT)
        if self.inside or (fact is not None and one_in(self.dice, 3)):
            return fact or self.literal(PERSON), PERSON
        kind = self.dice.choice(list(self.terms.records))
        counts = self.dice.choice((ITEM, PERSON))
        where = self.within(kind).condition(depth - 1) if self.dice.randrange(4) else None
        return tree.Records(tree.Summary.COUNT, kind, where, None, counts), counts

    def length(self) -> tuple[tree.Node, Dimension]:
        """Return a length of time, in months or in days."""
        fact = self.fact(Type.DURATION)
        if fact is not None and one_in(self.dice, 2):
            return fact, MONTH
        name = self.dice.choice(("months", "days"))
        between = tree.Function(name, (self.day(), self.day()))
        return between, MONTH if name == "months" else DAY

    # ------------------------------------------------------------------------ days

    def stated_day(self) -> tree.Node:
        fact = self.fact(Type.DATE)
        assert fact is not None
        return fact

    def day(self) -> tree.Node:
        """Return a day: stated, counted from the day of the question, or some time from one of these."""
        start: tree.Node = self.stated_day()
        if one_in(self.dice, 3):
            start = tree.RelativeDay(self.dice.choice(list(tree.Moment)))
        return start if one_in(self.dice, 2) else self.moved(start)

    def moved(self, start: tree.Node) -> tree.Node:
        op = self.dice.choice((tree.Operator.ADD, tree.Operator.SUBTRACT))
        dimension = self.dice.choice((MONTH, MONTH, DAY))
        return tree.Arithmetic(op, start, self.literal(dimension, least=1, most=40))

    def month(self) -> tree.Day:
        day = AS_OF + timedelta(self.dice.randint(-800, 300))
        return tree.Day(days_of(day.year, day.month))

    def day_literal(self) -> tree.Node:
        """Return a date, a month or a year as a rule writes them."""
        day = AS_OF + timedelta(self.dice.randint(-800, 300))
        month = one_in(self.dice, 3)
        literal = tree.Day(days_of(day.year, day.month) if month else Span(day, day))
        return self.moved(literal) if one_in(self.dice, 5) else literal
