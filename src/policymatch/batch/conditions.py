"""Conditions over rows that no column tells by itself: comparisons of formulas and dates, and their like."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from functools import reduce

import numpy as np

from policymatch.batch import calendar, ranges
from policymatch.batch.compiled import Compiled, Leaf
from policymatch.batch.ends import either
from policymatch.batch.facts import Facts
from policymatch.batch.numbers import Numbers
from policymatch.batch.planes import Bools, Plane, Truths, packed, told
from policymatch.batch.ranges import Range
from policymatch.batch.steps import Steps, joined
from policymatch.batch.together import together
from policymatch.language import Context, facts_of, number_of, tree
from policymatch.language.days import days_of_node, edge, is_date, is_literal, moment_on, moves_days
from policymatch.values import Choice, Comparison, DateSpan, Span


class Conditions(Steps):
    """The truths of a plan's steps, and of other conditions, for some rows. Not to be shared by threads.

    Of `doubtful` rows columns do not tell all, or something wrong.
    """

    doubtful: Plane | None = None

    def __init__(self, compiled: Compiled, rows: int, day: date) -> None:
        super().__init__(compiled, rows)
        self.day = day
        self.numbers = Numbers(self)
        self._conditions: dict[tree.Node, Truths] = {}
        self._blank: Context = compiled.blank(day)

    @abstractmethod
    def leaf(self, leaf: Leaf) -> Truths:
        """Return the truth of a condition that is asked as a whole."""

    @abstractmethod
    def figure(self, fact: tree.Fact) -> Range | None:
        """Return the numbers or days of a fact; None where columns tell nothing of it."""

    @abstractmethod
    def total(self, node: tree.Records) -> Range | None:
        """Return a figure over records; None where columns tell nothing of it."""

    def literal(self, number: int) -> Truths:
        """Return the truth of a literal of the plan; others on the same fact are told with it."""
        group = self.compiled.on_same_fact(number)
        if group is not None:
            facts = self.facts_telling(group.leaves[0])
            if facts is not None:
                into = self.memory(group.steps)
                planes = together(group, facts, self.compiled, self.day, self.doubtful, into)
                self._steps.update(zip(group.steps, map(Truths, planes), strict=True))
                return self._steps[number]
        return self.leaf(self.compiled.leaves[number])

    def memory(self, group: range) -> Plane | None:
        """Return where planes of some literals are to stand; None for new memory."""
        return None

    @abstractmethod
    def facts_telling(self, leaf: Leaf) -> Facts | None:
        """Return the facts of which the column of a leaf tells all; None where there is more to it."""

    def one_told(self, leaf: Leaf) -> Truths | None:
        """Return the truth of a leaf that one column tells; None where there is more to it."""
        facts = None if leaf.column is None else self.facts_telling(leaf)
        if facts is None:
            return None
        (planes,) = together(self.compiled.alone(leaf), facts, self.compiled, self.day, self.doubtful)
        return Truths(planes)

    def truth(self, condition: tree.Node) -> Truths:
        """Return the truth of any condition, of the plan or not."""
        found = self._conditions.get(condition)
        if found is None:
            step = self.compiled.step(condition)
            found = self._truth(condition) if step is None else self.step(step)
            self._conditions[condition] = found
        return found

    def _truth(self, condition: tree.Node) -> Truths:
        match condition:
            case tree.Criterion(test, _, presume):
                truth = self.truth(test)
                return truth if presume is None else truth.presumed(presume)
            case tree.Named(_, item):
                return self.truth(item)
            case tree.Not(item):
                return self.truth(item).negated
            case tree.All(items) if items:
                return joined(np.bitwise_and, list(map(self.truth, items)))
            case tree.Any(items) if items:
                return joined(np.bitwise_or, list(map(self.truth, items)))
        return self.leaf(self.compiled.leaf(condition))

    def worked_out(self, node: tree.Node) -> Truths:
        """Return the truth of a condition that no column of its own tells."""
        match node:
            case tree.Compare(op, left, right):
                dates = is_date(left, self._blank)
                return self._of_dates(op, left, right) if dates else self._of_numbers(op, left, right)
            case tree.Contains(_, _, negated, within) if within is not None:
                listed = self.truth(tree.Contains(node.subject, node.words))
                there = self.truth(within)
                # Where the firm is not registered in any of the zones, it lies in none.
                possible = listed.planes[-1:] & (listed.planes[:1] | there.planes[-1:])
                found = Truths(np.concatenate(np.broadcast_arrays(listed.planes[:1], possible)))
                return found.negated if negated else found
            case tree.Score(items, threshold):
                points = [self.numbers.of(item) for item in items]
                reached = [one for one in points if one is not None]
                if len(reached) == len(points):
                    return self._compared(
                        Comparison.GE, reduce(ranges.add, reached), self.numbers.of(threshold)
                    )
            case tree.SomeTier(conditions):
                return self._some_tier(conditions)
            case tree.Check() | tree.Undefined():
                # What a person has decided fits no column: of such firms nothing is told at all.
                return told(self.nobody, self.everybody, None)
        return self.open

    def _of_numbers(self, op: Comparison, left: tree.Node, right: tree.Node) -> Truths:
        return self._compared(op, self.numbers.of(left), self.numbers.of(right))

    def _compared(self, op: Comparison, left: Range | None, right: Range | None) -> Truths:
        if left is None or right is None:
            return self.open
        return self._told(*ranges.compare(op, left, right))

    def _told(self, true: Bools, possible: Bools, odd: Bools | None) -> Truths:
        if odd is None or not odd.any():
            return told(packed(true, self.words), packed(possible, self.words), None)
        return told(*(packed(one, self.words) for one in (true & ~odd, possible & ~odd, odd)))

    # -- dates ---------------------------------------------------------------------------------------------

    def _of_dates(self, op: Comparison, left: tree.Node, right: tree.Node) -> Truths:
        """Compare dates; a month or year in the rule is its whole span (language/days.py)."""
        if is_literal(left) and not is_literal(right):
            op, left, right = op.mirrored, right, left
        first = self.days(left)
        if first is None:
            return self.open
        if not is_literal(right):
            return self._compared(op, first, self.days(right))
        days = self._constant(right)
        if op in (Comparison.EQ, Comparison.NE):
            start, last = (calendar.days_in(self.rows, Span(day, day)) for day in (days.low, days.high))
            since = self._compared(Comparison.GE, first, start)
            inside = joined(np.bitwise_and, [since, self._compared(Comparison.LE, first, last)])
            return inside if op is Comparison.EQ else inside.negated
        return self._compared(op, first, calendar.days_in(self.rows, edge(op, days)))

    def days(self, node: tree.Node) -> Range | None:
        """Return the days of a date in each row; None where columns tell nothing of them."""
        match node:
            case tree.Day(span):
                return calendar.days_in(self.rows, span)
            case tree.RelativeDay(moment):
                day = moment_on(moment, self.day)
                return calendar.days_in(self.rows, Span(day, day))
            case tree.Fact():
                return self.figure(node)
            case tree.Arithmetic(op, left, tree.Quantity(value)):
                days = self.days(left)
                by = -value if op is tree.Operator.SUBTRACT else value
                in_days = moves_days(node.right, self._blank)
                return None if days is None else calendar.moved_by(days, by, in_days)
        return None

    def _constant(self, node: tree.Node) -> DateSpan:
        """Return the days of a date that stands in the rule itself, perhaps with a time added to it."""
        return days_of_node(node, self._blank, number_of)

    # -- tiers ---------------------------------------------------------------------------------------------

    def _some_tier(self, conditions: tuple[tree.Node, ...]) -> Truths:
        """Return whether some tier holds: none is sure where a range may be covered by several jointly."""
        found = joined(np.bitwise_or, list(map(self.truth, conditions)))
        split = None
        for fact in facts_of(tree.Any(conditions)):
            field = self.compiled.library.vocabulary.field(fact.kind, fact.key)
            if field.type.is_numeric:
                number = self.figure(fact)
                if number is None:
                    return unless_known(found)
                split = either(split, ~ranges.one(number), number.odd)
            elif isinstance(field.unknown, Choice):
                return unless_known(found)
        return found if split is None or not split.any() else unless_known(found)


def unless_known(found: Truths) -> Truths:
    """Return a truth that is left to the evaluator where it is unknown."""
    return Truths(np.stack([found.true, found.possible_at_most])[None])
