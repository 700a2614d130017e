"""Many firms under two libraries: who gains, who loses, by which clause, and what it comes to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from policymatch._version import __version__
from policymatch.benefit import Nature
from policymatch.compare.rules import RuleChanges, rule_changes
from policymatch.compare.standing import Move, MoveKind, Standing, moves_between
from policymatch.compare.worth import (
    Difference,
    Worth,
    added,
    difference_dict,
    differences,
    worth,
    worth_dict,
)
from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching import Amount, recommend
from policymatch.matching.totals import totals_of
from policymatch.messages import Lang
from policymatch.policy import Policy


@dataclass(frozen=True)
class FirmDiff:
    """One firm under the old rules and under the new: the policies that stand otherwise, and what it gets."""

    enterprise: Enterprise = field(repr=False)
    as_of: date
    moves: tuple[Move, ...]
    before: Worth
    after: Worth

    @property
    def differences(self) -> dict[Nature, Difference]:
        """Return how what the firm can get moves, by nature."""
        return differences(self.before, self.after)

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data with texts in `lang`; amounts are yuan."""
        return {
            "name": self.enterprise.name,
            "credit_code": self.enterprise.credit_code,
            "as_of": self.as_of.isoformat(),
            "before": worth_dict(self.before),
            "after": worth_dict(self.after),
            "differences": difference_dict(self.differences),
            "moves": [move.to_dict(lang) for move in self.moves],
        }


@dataclass(frozen=True)
class PolicyEffect:
    """What became of one policy over all firms: how many moved in which way, and what they get of it alone.

    Of those firms, `before` and `after` sum what each could get of this policy by itself: what excludes it
    or caps it together with others is not taken off.
    """

    policy: Policy
    moves: Counter[MoveKind]
    before: Worth
    after: Worth

    def to_dict(self) -> dict[str, object]:
        """Return plain data; amounts are yuan."""
        return {
            "policy_id": self.policy.id,
            "title": self.policy.title,
            "firms": {kind.value: self.moves[kind] for kind in MoveKind if self.moves[kind]},
            "before": worth_dict(self.before),
            "after": worth_dict(self.after),
            "differences": difference_dict(differences(self.before, self.after)),
        }


@dataclass(frozen=True)
class RulesDiff:
    """Two libraries compared: what differs in the rules, and what it means for firms.

    `firms` holds those for which some policy stands otherwise, in the order given; `seen` counts all.
    `before` and `after` sum what all firms can get.
    """

    old_version: str
    new_version: str
    rules: RuleChanges
    firms: tuple[FirmDiff, ...]
    seen: int
    policies: tuple[PolicyEffect, ...]
    before: Worth
    after: Worth

    @property
    def differences(self) -> dict[Nature, Difference]:
        """Return how what all firms can get moves, by nature."""
        return differences(self.before, self.after)

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data for JSON, with texts in `lang`; amounts are yuan."""
        return {
            "old_rules": self.old_version,
            "new_rules": self.new_version,
            "version": __version__,
            "rules": self.rules.to_dict(lang),
            "firms": {"seen": self.seen, "moved": len(self.firms)},
            "before": worth_dict(self.before),
            "after": worth_dict(self.after),
            "differences": difference_dict(self.differences),
            "policies": [one.to_dict() for one in self.policies],
            "moved": [one.to_dict(lang) for one in self.firms],
        }

    def to_json(self, lang: Lang = "zh") -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(lang), ensure_ascii=False, indent=2)


def firm_diffs(
    old: PolicyLibrary, new: PolicyLibrary, firms: Iterable[Enterprise], as_of: date | None = None
) -> Iterator[FirmDiff]:
    """Yield every firm under both libraries, one after the other: nothing of a firm is kept afterwards.

    `as_of` defaults to each profile's own day, else today.
    """
    for firm in firms:
        day = as_of or firm.as_of or date.today()
        before, after = recommend(firm, old, day), recommend(firm, new, day)
        yield FirmDiff(firm, day, moves_between(before, after), worth(before), worth(after))


def diff_rules(
    old: PolicyLibrary, new: PolicyLibrary, firms: Iterable[Enterprise] = (), as_of: date | None = None
) -> RulesDiff:
    """Compare two libraries by themselves, and by what they mean for `firms`.

    Firms are read one by one; kept are those for which something changes. `as_of` as in `firm_diffs`.
    """
    seen = 0
    moved: list[FirmDiff] = []
    before: Worth = {}
    after: Worth = {}
    effects = _Effects()
    for one in firm_diffs(old, new, firms, as_of):
        seen += 1
        before, after = added(before, one.before), added(after, one.after)
        if one.moves:
            moved.append(one)
            effects.add(one.moves)
    return RulesDiff(
        old.version,
        new.version,
        rule_changes(old, new),
        tuple(moved),
        seen,
        effects.in_order((*new.policies, *old.policies)),
        before,
        after,
    )


class _Effects:
    """Sums the moves of firms by policy."""

    def __init__(self) -> None:
        self._found: dict[str, PolicyEffect] = {}

    def add(self, moves: Iterable[Move]) -> None:
        for move in moves:
            had = self._found.get(move.policy.id)
            if had is None:
                had = self._found[move.policy.id] = PolicyEffect(move.policy, Counter(), {}, {})
            had.moves[move.kind] += 1
            self._found[move.policy.id] = PolicyEffect(
                had.policy,
                had.moves,
                added(had.before, _paid(move.before)),
                added(had.after, _paid(move.after)),
            )

    def in_order(self, ids: Iterable[str]) -> tuple[PolicyEffect, ...]:
        return tuple(self._found[key] for key in dict.fromkeys(ids) if key in self._found)


def _paid(standing: Standing) -> dict[Nature, Amount]:
    """Return what a policy by itself pays a firm that is eligible."""
    match = standing.match
    return {} if match is None or standing.rank < 2 else totals_of((match,))
