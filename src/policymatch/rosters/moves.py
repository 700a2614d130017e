"""Who entered, rose, fell or left between two lists of a roster, and by which criterion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from policymatch.compare import Cause
from policymatch.rosters.listed import Listed, Member, Seen
from policymatch.rosters.standing import Where


class MoveKind(StrEnum):
    """How a firm moved. The order is that of output."""

    ENTERED = "entered"
    RAISED = "raised"
    LOWERED = "lowered"
    LEFT = "left"
    UNSETTLED = "unsettled"  # was in; nobody can tell now
    GONE = "gone"  # was in; is not among the firms now


@dataclass(frozen=True)
class Move:
    """One firm that moved: the keys of its tiers then and now, and the criteria that decide it.

    `known` says whether the firm was among those of the earlier list.
    """

    kind: MoveKind
    name: str
    credit_code: str | None
    before: str | None
    after: str | None
    causes: tuple[Cause, ...]
    known: bool = True

    def to_dict(self) -> dict[str, object]:
        """Return plain data."""
        return {
            "move": self.kind.value,
            "name": self.name,
            "credit_code": self.credit_code,
            "before": self.before,
            "after": self.after,
            "known_before": self.known,
            "causes": [cause.to_dict() for cause in self.causes],
        }


def moves_between(before: Listed, now: Listed) -> tuple[Move, ...]:
    """Return the firms that moved between two lists of a roster, in the order of `MoveKind`.

    A firm is found again by its credit code, or by its name where one of the two lists has no code for it.
    Tiers that the roster no longer has rank below those it has.
    """
    found = list(_moves(before, now))
    order = list(MoveKind)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def _moves(before: Listed, now: Listed) -> Iterator[Move]:
    ranks = {tier: place for place, tier in enumerate((*now.tiers, *before.tiers))}
    then = _Known(before)
    for firm in now.firms:
        old = then.take(firm)
        kind = _kind(old, firm, ranks)
        if kind is not None:
            yield _move(kind, old, firm)
    for old in then.left():
        if old.where is Where.IN:
            yield Move(MoveKind.GONE, old.name, old.credit_code, old.tier, None, ())


def _kind(old: Member | None, new: Member, ranks: dict[str, int]) -> MoveKind | None:
    before = None if old is None else old.tier
    if before == new.tier:
        return None
    if before is None:
        return MoveKind.ENTERED
    if new.tier is None:
        return MoveKind.UNSETTLED if new.where is Where.UNDECIDED else MoveKind.LEFT
    return MoveKind.RAISED if ranks[new.tier] < ranks[before] else MoveKind.LOWERED


def _move(kind: MoveKind, old: Member | None, new: Member) -> Move:
    before = None if old is None else old.tier
    better = kind in (MoveKind.ENTERED, MoveKind.RAISED)
    tier = new.tier if better else before
    then = () if old is None or tier is None else old.criteria.get(tier, ())
    causes = tuple(_causes(then, () if tier is None else new.criteria.get(tier, ()), better))
    return Move(kind, new.name, new.credit_code, before, new.tier, causes, old is not None)


def _causes(then: tuple[Seen, ...], now: tuple[Seen, ...], better: bool) -> Iterator[Cause]:
    """Yield the criteria whose marks changed the way that the firm moved, and those that one list lacks."""
    old = {one.required: one for one in then}
    for one in now:
        was = old.pop(one.required, None)
        moved = was is None or was.mark != one.mark
        if moved and (one.mark == "✓") is better:
            yield Cause(one.required, one.cite, None, _side(was), _side(one))
    if better:
        # A criterion that was in the way and that the roster has given up.
        for was in old.values():
            if was.mark != "✓":
                yield Cause(was.required, was.cite, None, _side(was), None)


def _side(one: Seen | None) -> tuple[str, str | None] | None:
    return None if one is None else (one.mark, one.actual)


class _Known:
    """The firms of an earlier list, each taken once."""

    def __init__(self, before: Listed) -> None:
        self._firms = dict(enumerate(before.firms))
        self._codes = {one.credit_code: at for at, one in self._firms.items() if one.credit_code is not None}
        self._names: dict[str, list[int]] = {}
        for at, one in self._firms.items():
            self._names.setdefault(one.name, []).append(at)

    def take(self, firm: Member) -> Member | None:
        """Return the same firm of the earlier list, or None."""
        at = None if firm.credit_code is None else self._codes.get(firm.credit_code)
        if at is None or at not in self._firms:
            at = next((one for one in self._names.get(firm.name, ()) if self._may_be(one, firm)), None)
        return None if at is None else self._firms.pop(at)

    def _may_be(self, at: int, firm: Member) -> bool:
        """Return whether a firm of the same name is the same: not where both state codes."""
        known = self._firms.get(at)
        return known is not None and None in (known.credit_code, firm.credit_code)

    def left(self) -> Iterator[Member]:
        """Yield the firms that nobody took."""
        yield from self._firms.values()
