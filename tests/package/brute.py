"""The best package by trying every set: nothing of it is shared with the optimiser.

Each relation is read as semantics 26 states it. What crossing caps allow is found by handing the money out
fen by fen, which small amounts permit.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from policymatch.package import (
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


def best(candidates: list[Candidate], relations: list[Relation]) -> tuple[int, tuple[str, ...]]:
    """Return what the best package pays, and its ids: most money, fewest policies, smallest ids."""
    ids = sorted(one.id for one in candidates)
    lawful = [subset for subset in subsets(ids) if is_lawful(set(subset), relations)]
    ranked = sorted((-total(candidates, relations, subset), len(subset), subset) for subset in lawful)
    money, _, subset = ranked[0]
    return -money, subset


def subsets(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield every set of ids, each in order."""
    listed = sorted(ids)
    for size in range(len(listed) + 1):
        yield from combinations(listed, size)


def is_lawful(chosen: set[str], relations: Iterable[Relation]) -> bool:
    for relation in relations:
        match relation:
            case AtMostOne(members) | Exclude(members):
                if len(chosen.intersection(members)) > 1:
                    return False
            case Requires(one, needs):
                if one in chosen and not chosen.issuperset(needs):
                    return False
    return True


def due(candidates: Iterable[Candidate], relations: list[Relation], chosen: Iterable[str]) -> dict[str, int]:
    """Return what each is due before caps."""
    amounts = {one.id: one.amount for one in candidates}
    taken = set(chosen)

    def received(one: str) -> int:
        return sum(
            before.amount for before in relations if isinstance(before, PaidBefore) and before.id == one
        )

    def paid(one: str) -> int:
        if one not in taken:
            return 0
        others: set[str] = set()
        for relation in relations:
            if isinstance(relation, TopUp) and one in relation.order:
                others.update(relation.order[: relation.order.index(one)])
            if isinstance(relation, UpperOffset) and relation.lower == one:
                others.add(relation.upper)
        return max(0, amounts[one] - received(one) - sum(paid(other) + received(other) for other in others))

    return {one: paid(one) for one in taken}


def total(candidates: Iterable[Candidate], relations: list[Relation], chosen: Iterable[str]) -> int:
    owed = due(candidates, relations, chosen)
    caps = [relation for relation in relations if isinstance(relation, Cap)]
    best_so_far = 0
    for paid in _handed_out(sorted(owed), owed, caps):
        best_so_far = max(best_so_far, paid)
    return best_so_far


def _handed_out(ids: list[str], owed: dict[str, int], caps: list[Cap]) -> Iterator[int]:
    """Yield every sum that can be paid where each gets at most what it is due and no cap is exceeded."""
    if not ids:
        yield 0
        return
    first, *rest = ids
    over = [cap for cap in caps if first in cap.members]
    most = min([owed[first], *(cap.amount for cap in over)])
    # Without a cap there is no reason to pay less than what is due.
    for paid in range(most + 1) if over else (owed[first],):
        left = [Cap(cap.members, cap.amount - paid) if first in cap.members else cap for cap in caps]
        for others in _handed_out(rest, owed, left):
            yield paid + others
