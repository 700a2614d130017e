"""What a coverage table holds: counts by group, the cases behind them, and the rows that were not joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from policymatch.benefit import Nature
from policymatch.compare.worth import Worth, added, worth_dict
from policymatch.coverage.groups import By, Group
from policymatch.coverage.joined import Joined, Unjoined
from policymatch.coverage.words import State
from policymatch.matching import Amount
from policymatch.messages import Both, Lang


class Kind(StrEnum):
    """What a case is, in the order of output."""

    MISSED = "missed"  # entitled, and has not applied
    REJECTED = "rejected"  # entitled by the rules, and was refused
    INELIGIBLE = "ineligible"  # applied, and does not qualify by the rules
    MAYBE = "maybe"  # may be entitled, and has not applied


@dataclass(frozen=True, slots=True)
class Case:
    """One firm with one policy that somebody should look at.

    `amount` is what the policy pays, or would; `worth` the same in words. `why` are the criteria that fail,
    or the facts that are missing. Of a case that is told bare nobody has asked for the three.
    """

    kind: Kind
    firm: str
    credit_code: str | None
    policy_id: str
    title: str
    issuer: str
    nature: Nature
    amount: Amount | None
    worth: Both | None
    why: tuple[Both, ...] = ()
    state: State | None = None

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "kind": self.kind.value,
            "firm": self.firm,
            "credit_code": self.credit_code,
            "policy_id": self.policy_id,
            "title": self.title,
            "department": self.issuer,
            "nature": self.nature.value,
            "amount": None if self.amount is None else self.amount.to_dict(),
            "why": [one.in_(lang) for one in self.why],
            "state": None if self.state is None else self.state.value,
        }


COUNTS = ("eligible", "applied", "paid", "missed", "missed_firms", "maybe", "ineligible", "rejected")


@dataclass
class Row:
    """The counts of one group, each of firms with a policy (pairs).

    `applied` counts pairs with an application that was not withdrawn, of whoever; `missed_firms` how many
    firms have something that they are entitled to and have not applied for, `worth` what that comes to by
    nature: sure at its low end, at most at its high one.
    """

    group: Group
    eligible: int = 0
    applied: int = 0
    paid: int = 0
    missed: int = 0
    missed_firms: int = 0
    maybe: int = 0
    ineligible: int = 0
    rejected: int = 0
    worth: Worth = field(default_factory=dict)

    def add(self, worth: Mapping[Nature, Amount]) -> None:
        """Add what one firm has missed."""
        self.worth = added(self.worth, worth)

    def join(self, other: Row) -> None:
        """Add the counts of other firms."""
        for one in COUNTS:
            setattr(self, one, getattr(self, one) + getattr(other, one))
        self.add(other.worth)

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data, amounts in yuan."""
        return {
            "key": self.group.key,
            "name": self.group.name.in_(lang),
            **{one: getattr(self, one) for one in COUNTS},
            "worth": worth_dict(self.worth),
        }


@dataclass(frozen=True)
class Coverage:
    """The whole table. `doubtful` are rows that were joined, to be looked at.

    Of the cases that may be entitled there may be more than were asked for; `total.maybe` counts them all.
    """

    by: By
    as_of: date
    rules_version: str
    firms: int
    rows: tuple[Row, ...]
    total: Row
    cases: tuple[Case, ...]
    unjoined: tuple[Unjoined, ...]
    doubtful: tuple[Joined, ...]
    # Firms that stood more than once among those given, and were counted once.
    repeated: int = 0

    def of(self, kind: Kind) -> tuple[Case, ...]:
        """Return the cases of one kind."""
        return tuple(case for case in self.cases if case.kind is kind)

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "by": self.by.value,
            "as_of": self.as_of.isoformat(),
            "rules_version": self.rules_version,
            "firms": self.firms,
            "repeated": self.repeated,
            "rows": [row.to_dict(lang) for row in self.rows],
            "total": self.total.to_dict(lang),
            "cases": [case.to_dict(lang) for case in self.cases],
            "unjoined": [
                {
                    "row": one.application.row,
                    "credit_code": one.application.code,
                    "name": one.application.name,
                    "policy": one.application.policy,
                    "state": one.application.state_text,
                    "why": one.why.value,
                    "near": one.near,
                }
                for one in self.unjoined
            ],
            "doubtful": [
                {
                    "row": one.application.row,
                    "name": one.application.name,
                    "policy_id": one.policy_id,
                    "doubts": [doubt.value for doubt in one.doubts],
                }
                for one in self.doubtful
            ],
        }
