"""What moved between two match tables, counted by policy while the rows go by; and those with most money."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from policymatch.batch.moved import Because
from policymatch.benefit import Nature
from policymatch.compare import MoveKind
from policymatch.compare.worth import Worth, added, difference_dict, differences, worth_dict
from policymatch.firms.arrow import arrow, compute
from policymatch.matching import Amount
from policymatch.matching.verdict import Verdict


@dataclass
class Tally:
    """How a policy moved over all firms, through what, and what those firms could get before and after."""

    policy_id: str
    moves: Counter[MoveKind] = field(default_factory=Counter)
    because: Counter[Because] = field(default_factory=Counter)
    before: Worth = field(default_factory=dict)
    after: Worth = field(default_factory=dict)

    def to_dict(self) -> dict[str, object]:
        """Return plain data; amounts are yuan."""
        return {
            "policy_id": self.policy_id,
            "firms": {kind.value: self.moves[kind] for kind in MoveKind if self.moves[kind]},
            "because": {one.value: self.because[one] for one in Because if self.because[one]},
            "before": worth_dict(self.before),
            "after": worth_dict(self.after),
            "differences": difference_dict(differences(self.before, self.after)),
        }


class Tallies:
    """Takes tables of what moved; keeps counts by policy, and the `top` rows with most money."""

    def __init__(self, top: int) -> None:
        self._found: dict[str, Tally] = {}
        self._top = top
        self._first: Any = None
        self.rows = 0

    def add(self, table: Any) -> None:
        """Count the rows of a table."""
        self.rows += table.num_rows
        for row in table.group_by(["policy_id", "move"]).aggregate([([], "count_all")]).to_pylist():
            self._of(row["policy_id"]).moves[MoveKind(row["move"])] += row["count_all"]
        because = table.column("because").combine_chunks()
        pairs = arrow().table(
            {
                "policy_id": table.column("policy_id").take(compute().list_parent_indices(because)),
                "because": because.flatten(),
            }
        )
        for row in pairs.group_by(["policy_id", "because"]).aggregate([([], "count_all")]).to_pylist():
            self._of(row["policy_id"]).because[Because(row["because"])] += row["count_all"]
        for row in _sums(table, "before"):
            one = self._of(row[0])
            one.before = added(one.before, row[1])
        for row in _sums(table, "after"):
            one = self._of(row[0])
            one.after = added(one.after, row[1])
        self._keep(table)

    def by_policy(self) -> list[Tally]:
        """Return the counts, policies that moved most first."""
        return sorted(self._found.values(), key=lambda one: (-one.moves.total(), one.policy_id))

    def top(self) -> list[dict[str, Any]]:
        """Return the rows with most money."""
        rows: list[dict[str, Any]] = [] if self._first is None else self._first.to_pylist()
        return rows

    def _of(self, policy_id: str) -> Tally:
        if policy_id not in self._found:
            self._found[policy_id] = Tally(policy_id)
        return self._found[policy_id]

    def _keep(self, table: Any) -> None:
        pc = compute()
        both = table if self._first is None else arrow().concat_tables([self._first, table])
        ends = (f"amount_{side}_{end}" for side in ("after", "before") for end in ("high", "low"))
        money = pc.coalesce(*(both.column(name) for name in ends))
        keyed = both.select(["firm_after", "firm_before"]).append_column("money", money)
        order = pc.sort_indices(
            keyed, [("money", "descending"), ("firm_after", "ascending"), ("firm_before", "ascending")]
        )
        self._first = both.take(order.slice(0, self._top))


def _sums(table: Any, side: str) -> list[tuple[str, Worth]]:
    """Return what eligible firms get of each policy."""
    pc = compute()
    eligible = table.filter(pc.equal(table.column(f"verdict_{side}"), Verdict.ELIGIBLE.value))
    low, high = (f"amount_{side}_{end}" for end in ("low", "high"))
    eligible = eligible.filter(eligible.column(low).is_valid())
    groups = eligible.group_by(["policy_id", f"nature_{side}"]).aggregate(
        [(low, "sum"), (high, "sum"), (high, "count"), (low, "count")]
    )
    found: list[tuple[str, Worth]] = []
    for row in groups.to_pylist():
        # Where one has no upper end, their sum has none.
        bounded = row[f"{high}_count"] == row[f"{low}_count"]
        most = Decimal(row[f"{high}_sum"]) if bounded else None
        amount = Amount(Decimal(row[f"{low}_sum"]), most)
        found.append((row["policy_id"], {Nature(row[f"nature_{side}"]): amount}))
    return found
