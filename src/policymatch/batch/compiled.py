"""A library made ready for columns: what tells each literal, and what it is where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from policymatch.batch.asks import Asks, asks_of
from policymatch.batch.literals import Column, columns_of
from policymatch.enterprise import Enterprise, Known, Record
from policymatch.language import facts_of, tree
from policymatch.library import PolicyLibrary
from policymatch.matching.amount import Amount
from policymatch.matching.firm import context_of
from policymatch.matching.prepared import prepared
from policymatch.plan import Answers, Operation, payment_of
from policymatch.policy import Policy
from policymatch.values import Codes, Listing, Truth
from policymatch.vocabulary.model import AWARD, REGISTERED_IN

_BLANKS_KEPT = 8192


def with_policies(library: PolicyLibrary, ids: Sequence[str]) -> PolicyLibrary:
    """Return a library with some of its policies alone (none named: all). Raises NotFoundError."""
    return library if not ids else replace(library, policies={one: library.get(one) for one in ids})


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
        self.nodes: list[tree.Node] = nodes
        self.columns: list[Column | None] = columns_of(nodes)
        self.of_record = [self._of_record(node) for node in nodes]
        self.asks = [asks_of([node], library.derivations) for node in nodes]
        # Of each step, whether something in it no column tells.
        self._dear = [column is None for column in self.columns]
        self.operations = [self._parted(one) for one in plan.operations]
        self._blanks: dict[tuple[date, str | None, Codes | None], Answers] = {}
        self._on: dict[date, tuple[int, ...]] = {}

    @staticmethod
    def _of_record(node: object) -> bool:
        return any(fact.kind is not None for fact in facts_of(node))

    def _parted(self, operation: Operation) -> Parted:
        """Return an operation with the items that columns tell apart from the dear ones."""
        dear = [item for item in operation.items if self._dear[item]]
        self._dear.append(bool(dear))
        return Parted(operation, tuple(one for one in operation.items if not self._dear[one]), tuple(dear))

    def everything_asked(self) -> Asks:
        """Return the fields of the firm and the kinds of records that any verdict or amount may rest on."""
        nodes = [policy.condition for policy in self.policies]
        for policy in self.policies:
            benefit = policy.benefit
            shared = (cap.limit for cap in benefit.shared_caps)
            several = (
                benefit.amount,
                benefit.firm_cap,
                benefit.firm_floor,
                benefit.total_cap,
                benefit.firm_less,
            )
            nodes += [node for node in (*several, *shared) if node is not None]
        asks = asks_of(nodes, self.library.derivations)
        owners = {policy.record for policy in self.policies if policy.record is not None}
        return Asks(asks.keys, asks.kinds | owners | {AWARD})

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

    def of_nothing(
        self, step: int, day: date, none_of: str | None = None, place: Codes | None = None
    ) -> Truth:
        """Return what a step is of a firm of which nothing is known.

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
        return answers.truth(step)
