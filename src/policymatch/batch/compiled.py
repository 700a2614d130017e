"""A library made ready for columns: what tells each literal, and what it is where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Literal, NamedTuple

import numpy as np

from policymatch.batch.asks import Asks, asks_of
from policymatch.batch.bank import Bank
from policymatch.batch.literals import Column, OnFact, column_of
from policymatch.batch.planes import Bools
from policymatch.enterprise import Enterprise, FactKey, Known, Record
from policymatch.language import Context, facts_of, tree, truth_of
from policymatch.library import PolicyLibrary
from policymatch.matching.amount import Amount
from policymatch.matching.firm import context_of
from policymatch.matching.prepared import prepared
from policymatch.plan import Answers, Operation, caps_of, payment_of
from policymatch.policy import Policy
from policymatch.values import Codes, Listing, Truth
from policymatch.vocabulary.model import AWARD, REGISTERED_IN

_BLANKS_KEPT = 8192
# Full chunks and the last one, of which rows are made and which are only counted.
_BANKS_KEPT = 4


@dataclass(frozen=True, eq=False)
class Leaf:
    """A condition that is asked as a whole: what column tells it, and what it asks.

    `of_record` says that it asks about the record at hand, `step` is its number in the plan: what definitions
    and sums over records ask stands in none.
    """

    node: tree.Node
    column: Column | None
    asks: Asks
    of_record: bool
    step: int | None = None


@dataclass(frozen=True, eq=False)
class Group:
    """Leaves that the column of one fact tells, in the order of their steps (none for a leaf by itself)."""

    steps: range
    leaves: tuple[Leaf, ...]
    literals: OnFact
    # By day: which are certainly, and which perhaps true of a firm of which nothing is known.
    nothing: dict[date, tuple[Bools, Bools]] = field(default_factory=dict)

    @classmethod
    def of(cls, leaves: Sequence[Leaf], steps: range) -> Group:
        """Return leaves as a group."""
        return cls(steps, tuple(leaves), OnFact([leaf.column for leaf in leaves if leaf.column is not None]))


def with_policies(library: PolicyLibrary, ids: Sequence[str]) -> PolicyLibrary:
    """Return a library with some of its policies alone (none named: all). Raises NotFoundError."""
    return library if not ids else replace(library, policies={one: library.get(one) for one in ids})


def _of_payment(policy: Policy) -> tuple[tree.Node | None, ...]:
    """Return everything that an amount may hang on."""
    benefit = policy.benefit
    return benefit.amount, benefit.firm_floor, *caps_of(benefit), benefit.firm_less


class Parted(NamedTuple):
    """An operation of a plan; the `cheap` of its items are asked before the `dear`."""

    operation: Operation
    cheap: tuple[int, ...]
    dear: tuple[int, ...]


class Compiled:
    """What is worked out once of a library for all chunks of a table. Not to be shared by threads."""

    def __init__(self, library: PolicyLibrary) -> None:
        self.library = library
        self.policies: tuple[Policy, ...] = tuple(library)
        self.prepared = prepared(library)
        self.program = self.prepared.program
        plan = self.program.plan
        self.derivable = frozenset(library.derivations)
        nodes = [literal.node for literal in plan.literals]
        self.columns: list[Column | None] = list(map(column_of, nodes))
        told = zip(nodes, self.columns, strict=True)
        self.leaves = [self._leaf(node, column, step) for step, (node, column) in enumerate(told)]
        told_ones = [range(one.first, one.end) for one in plan.groups if self.columns[one.first] is not None]
        groups = [Group.of(self.leaves[steps.start : steps.stop], steps) for steps in told_ones]
        self._groups = {step: group for group in groups for step in group.steps}
        self._alone: dict[Leaf, Group] = {}
        self._facts_asked: dict[tuple[str | None, int], list[FactKey]] = {}
        self._others: dict[tree.Node, Leaf] = {}
        # Of each step, whether something in it no column tells.
        self._dear = [column is None for column in self.columns]
        self.operations = [self._parted(one) for one in plan.operations]
        self._blanks: dict[tuple[date, str | None, Codes | None], Answers] = {}
        self._groups_of: dict[tuple[int, ...], tuple[Group, ...]] = {}
        self._roots_on: dict[date, tuple[int, ...]] = {}
        self._on: dict[date, tuple[int, ...]] = {}
        self._asked: dict[int, Asks] = {}
        self._leaves_of: dict[int, tuple[tuple[int, Leaf], ...]] = {}
        self._banks: list[Bank] = []

    def _leaf(self, node: tree.Node, column: Column | None, step: int | None = None) -> Leaf:
        if column is not None and column.fact.key not in self.derivable:
            # It asks for that fact and nothing else.
            kind, key = column.fact.kind, column.fact.key
            asks = Asks(frozenset((key,))) if kind is None else Asks(kinds=frozenset((kind,)))
            return Leaf(node, column, asks, kind is not None, step)
        of_record = any(fact.kind is not None for fact in facts_of(node))
        return Leaf(node, column, asks_of([node], self.library.derivations), of_record, step)

    def on_same_fact(self, step: int) -> Group | None:
        """Return the literals on the same fact as a step is; None where no column tells it."""
        return self._groups.get(step)

    def alone(self, leaf: Leaf) -> Group:
        """Return a leaf that one column tells as a group of its own."""
        if leaf not in self._alone:
            self._alone[leaf] = Group.of([leaf], range(0))
        return self._alone[leaf]

    def facts_asked(self, kind: str | None, year: int) -> list[FactKey]:
        """Return the facts of firms, or of records of a kind, that literals are told from in a year."""
        found = self._facts_asked.get((kind, year))
        if found is None:
            asked = {one.asked(year) for one in self.columns if one is not None and one.fact.kind == kind}
            found = self._facts_asked[kind, year] = sorted(asked, key=str)
        return found

    def groups_of(self, roots: tuple[int, ...]) -> tuple[Group, ...]:
        """Return the literals that columns tell among those that some steps are made of, fact by fact."""
        found = self._groups_of.get(roots)
        if found is None:
            groups = (
                self.on_same_fact(step)
                for step in self.program.plan.needed_for(roots)
                if step < len(self.leaves)
            )
            found = self._groups_of[roots] = tuple({group: None for group in groups if group is not None})
        return found

    def bank(self, words: int) -> Bank | None:
        """Return the planes of one chunk after the other, of so many words or a few more.

        None where chunks are of so many sizes that planes for each would not pay.
        """
        for bank in self._banks:
            # In planes that are much longer words would be worked at for nothing.
            if words <= bank.words <= 2 * words:
                return bank
        if len(self._banks) >= _BANKS_KEPT:
            if words < max(bank.words for bank in self._banks):
                return None
            self._banks.clear()
        self._banks.append(Bank(self.program.plan, words))
        return self._banks[-1]

    def leaf(self, node: tree.Node) -> Leaf:
        """Return what is known of a condition that stands in no plan."""
        if node not in self._others:
            self._others[node] = self._leaf(node, column_of(node))
        return self._others[node]

    def step(self, node: tree.Node) -> int | None:
        """Return the step of a condition; None where it stands in no plan."""
        try:
            return self.program.numbering.step(node)
        except KeyError:
            return None

    def _parted(self, operation: Operation) -> Parted:
        """Return an operation with the items that columns tell apart from the dear ones."""
        dear = [item for item in operation.items if self._dear[item]]
        self._dear.append(bool(dear))
        return Parted(operation, tuple(one for one in operation.items if not self._dear[one]), tuple(dear))

    def blank(self, day: date) -> Context:
        """Return the question asked of a firm of which nothing is known."""
        return context_of(Enterprise(""), day, self.library)

    @cached_property
    def everything_asked(self) -> Asks:
        """Return the fields of the firm and the kinds of records that any verdict or amount may rest on."""
        paid = (node for policy in self.policies for node in _of_payment(policy))
        kinds = {policy.record for policy in self.policies if policy.record is not None} | {AWARD}
        every = Asks(kinds=frozenset(kinds)) | asks_of(paid, self.library.derivations)
        # What each leaf asks is known, and among them are those of all conditions.
        return reduce(or_, {leaf.asks for leaf in self.leaves}, every)

    def asked_of(self, place: int) -> Asks:
        """Return what a policy's verdict and amount may rest on."""
        found = self._asked.get(place)
        if found is None:
            policy = self.policies[place]
            asks = asks_of([policy.condition, *_of_payment(policy)], self.library.derivations)
            kinds = (policy.record, None if policy.benefit.firm_less is None else AWARD)
            found = Asks(asks.keys, asks.kinds | {kind for kind in kinds if kind is not None})
            self._asked[place] = found
        return found

    def leaves_of(self, place: int) -> tuple[tuple[int, Leaf], ...]:
        """Return the leaves of a policy's condition, each with its step."""
        if place not in self._leaves_of:
            needed = self.program.plan.needed_for([self.root_of(place)])
            literals = sorted(step for step in needed if step < len(self.leaves))
            self._leaves_of[place] = tuple((step, self.leaves[step]) for step in literals)
        return self._leaves_of[place]

    def root_of(self, place: int) -> int:
        """Return the step that decides a policy."""
        return self.program.plan.roots[self.policies[place].id]

    @property
    def verified(self) -> bool:
        """Return whether some policy rests on verified facts alone."""
        return any(policy.verified is not None for policy in self.policies)

    def in_force(self, day: date) -> tuple[int, ...]:
        """Return the places of the policies that are matched on a day; see `Status.applies`."""
        found = self._on.get(day)
        if found is None:
            found = tuple(
                place for place, one in enumerate(self.policies) if one.document.status(day).applies
            )
            self._on[day] = found
        return found

    def asked_of_firms(self, day: date) -> tuple[int, ...]:
        """Return the places of the policies in force on a day whose condition is asked of a firm as it is.

        It is not asked of each record, nor of verified facts alone.
        """
        there = [(place, self.policies[place]) for place in self.in_force(day)]
        return tuple(place for place, one in there if one.record is None and one.verified is None)

    def roots_on(self, day: date) -> tuple[int, ...]:
        """Return the steps that decide such policies."""
        found = self._roots_on.get(day)
        if found is None:
            found = self._roots_on[day] = tuple(map(self.root_of, self.asked_of_firms(day)))
        return found

    def paid(self, place: int) -> Amount | Literal["nothing"] | None:
        """Return what a policy pays every firm; None where it hangs on the firm."""
        policy = self.policies[place]
        if policy.benefit.amount is None:
            return "nothing"
        paid = self.prepared.paid.get(policy.id)
        return paid if isinstance(paid, Amount) else None

    def payment(self, place: int) -> tree.Node | None:
        """Return all that a policy of the firm pays as one formula; None where it is not one."""
        policy = self.policies[place]
        # What past awards lower is no formula of columns.
        return None if policy.benefit.firm_less is not None else payment_of(policy)

    def all_of_nothing(self, group: Group, day: date) -> tuple[Bools, Bools]:
        """Return which leaves of a group are certainly, and perhaps, true where nothing is known."""
        found = group.nothing.get(day)
        if found is None:
            truths = np.array([self.of_nothing(leaf, day) for leaf in group.leaves])
            found = group.nothing[day] = truths == Truth.TRUE, truths != Truth.FALSE
        return found

    def of_nothing(
        self, leaf: Leaf, day: date, none_of: str | None = None, place: Codes | None = None
    ) -> Truth:
        """Return what a leaf is of a firm of which nothing is known.

        Nothing, but that it has no records of a kind, or where it is registered.
        """
        answers = self._blanks.get((day, none_of, place))
        if answers is None:
            if len(self._blanks) >= _BLANKS_KEPT:
                self._blanks.clear()
            none: Listing[Record] = Listing((), closed=True)
            firm = Enterprise(
                "",
                facts={} if place is None else {(REGISTERED_IN, None, None): Known(place)},
                listings={} if none_of is None else {none_of: none},
            )
            answers = Answers(self.program, context_of(firm, day, self.library))
            self._blanks[day, none_of, place] = answers
        return truth_of(leaf.node, answers.context) if leaf.step is None else answers.truth(leaf.step)
