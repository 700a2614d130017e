"""Candidates and relations with numbers for names, and the parts of them that no relation links.

A set of candidates is the bits of an integer: bit n for the candidate n of its part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from policymatch.names import nearest
from policymatch.package.relations import (
    AtMostOne,
    Candidate,
    Cap,
    Exclude,
    PaidBefore,
    Relation,
    Requires,
    TopUp,
    UpperOffset,
)
from policymatch.problems import PackageError, Problem


@dataclass(frozen=True)
class Part:
    """Candidates that relations link, by number in the order of their ids. Amounts are fen.

    `apart[n]` are those that may not be taken with n, `needs[n]` those that must be. `less[n]` are those
    whose payment n's is reduced by, `before[n]` what was received that reduces it, and `order` a sequence in
    which every candidate comes after those. `linked` are groups of which the payments together come to no
    more than the best of them alone: what bounds a choice from above.
    """

    ids: tuple[str, ...]
    amounts: tuple[int, ...]
    apart: tuple[int, ...]
    needs: tuple[int, ...]
    less: tuple[int, ...]
    before: tuple[int, ...]
    order: tuple[int, ...]
    caps: tuple[tuple[int, int], ...]
    linked: tuple[int, ...]

    @property
    def size(self) -> int:
        """Return the number of candidates."""
        return len(self.ids)

    def alone(self, number: int) -> int:
        """Return what a candidate would pay by itself, caps aside."""
        return max(self.amounts[number] - self.before[number], 0)


def members_of(relation: Relation) -> tuple[str, ...]:
    """Return the ids that a relation speaks of."""
    match relation:
        case AtMostOne(members) | Exclude(members) | Cap(members):
            return members
        case Requires(one, needs):
            return (one, *needs)
        case TopUp(order):
            return order
        case UpperOffset(lower, upper):
            return (lower, upper)
        case PaidBefore(one):
            return (one,)


def parts_of(candidates: Iterable[Candidate], relations: Iterable[Relation]) -> Iterator[Part]:
    """Yield the parts, in the order of their first ids. Raises PackageError for relations that cannot be."""
    amounts = {one.id: one.amount for one in sorted(candidates, key=lambda one: one.id)}
    every = tuple(relations)
    listed = tuple(one for one in every if not (isinstance(one, Cap) and _is_idle(one, amounts, every)))
    for relation in every:
        for one in members_of(relation):
            if one not in amounts:
                raise PackageError(
                    [Problem("package-unknown-id", values={"found": one}, nearest=nearest(one, amounts))]
                )
    for ids in _linked_ids(amounts, listed):
        inside = set(ids)
        yield _part(ids, amounts, [one for one in listed if not inside.isdisjoint(members_of(one))])


def _is_idle(cap: Cap, amounts: dict[str, int], relations: tuple[Relation, ...]) -> bool:
    """Return whether a cap can never be reached, whatever is taken: it then links nothing."""
    free = set(cap.members)
    most = 0
    for relation in relations:
        if isinstance(relation, AtMostOne | Exclude):
            together = free.intersection(relation.members)
            most += max((amounts.get(one, 0) for one in together), default=0)
            free -= together
    return most + sum(amounts.get(one, 0) for one in free) <= cap.amount


def _linked_ids(ids: Iterable[str], relations: Iterable[Relation]) -> list[list[str]]:
    """Return the ids, those together that relations link directly or through others."""
    leader = {one: one for one in ids}

    def find(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for relation in relations:
        first, *others = members_of(relation) or ("",)
        for other in others:
            one, two = sorted((find(first), find(other)))
            leader[two] = one
    found: dict[str, list[str]] = {}
    for one in leader:
        found.setdefault(find(one), []).append(one)
    return list(found.values())


def _part(ids: list[str], amounts: dict[str, int], relations: list[Relation]) -> Part:
    number = {one: place for place, one in enumerate(ids)}
    count = len(ids)
    apart, needs, less = [0] * count, [0] * count, [0] * count
    received = [0] * count
    caps: list[tuple[int, int]] = []
    linked: list[int] = []

    def bits(members: Iterable[str]) -> int:
        return sum(1 << number[one] for one in set(members))

    for relation in relations:
        match relation:
            case AtMostOne(members) | Exclude(members):
                group = bits(members)
                linked.append(group)
                for one in set(members):
                    apart[number[one]] |= group & ~(1 << number[one])
            case Requires(one, needed):
                needs[number[one]] |= bits(needed) & ~(1 << number[one])
            case TopUp(order):
                linked.append(bits(order))
                for place, one in enumerate(order):
                    less[number[one]] |= bits(order[:place]) & ~(1 << number[one])
            case UpperOffset(lower, upper):
                linked.append(bits((lower, upper)))
                less[number[lower]] |= bits((upper,))
            case PaidBefore(one, amount):
                received[number[one]] += amount
            case Cap(members, amount):
                caps.append((bits(members), amount))
    before = [
        received[place] + sum(received[other] for other in bits_of(less[place])) for place in range(count)
    ]
    return Part(
        tuple(ids),
        tuple(amounts[one] for one in ids),
        tuple(apart),
        tuple(needs),
        tuple(less),
        tuple(before),
        _sequence(ids, less),
        tuple(caps),
        tuple(linked),
    )


def _sequence(ids: list[str], less: list[int]) -> tuple[int, ...]:
    """Return an order in which whatever reduces a payment comes before it."""
    sorter = TopologicalSorter({place: list(bits_of(mask)) for place, mask in enumerate(less)})
    try:
        return tuple(sorter.static_order())
    except CycleError as error:
        circle = " → ".join(ids[place] for place in error.args[1])
        raise PackageError([Problem("package-circle", values={"found": circle})]) from None


def bits_of(mask: int) -> Iterator[int]:
    """Yield the numbers of a set, ascending."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
