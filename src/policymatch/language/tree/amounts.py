"""Amounts: caps, floors and tiers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from policymatch.language.tree.node import Node


class CapScope(StrEnum):
    """Over what a cap or floor counts: a part of the amount, a record, the firm, its year, its lifetime."""

    ITEM = "item"
    RECORD = "record"
    FIRM = "firm"
    FIRM_YEAR = "firm_year"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Capped(Node):
    """An amount that is paid only up to `limit`."""

    item: Node
    limit: Node
    scope: CapScope = CapScope.FIRM


@dataclass(frozen=True, slots=True)
class Floored(Node):
    """An amount of which at least `limit` is paid."""

    item: Node
    limit: Node
    scope: CapScope = CapScope.FIRM


class TierMode(StrEnum):
    """Which of several tiers count."""

    FIRST = "first"
    HIGHEST = "highest"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: the amount paid when its condition holds; `what` is what people call that part of a sum."""

    when: Node
    amount: Node
    what: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Tiers(Node):
    """Amounts by tier; `otherwise` is paid when none holds (without it, some tier must hold)."""

    tiers: tuple[Tier, ...]
    mode: TierMode = TierMode.FIRST
    otherwise: Node | None = None


@dataclass(frozen=True, slots=True)
class SomeTier(Node):
    """Some tier's condition holds: what tiers without an `else` ask of the firm (semantics 16)."""

    conditions: tuple[Node, ...]
