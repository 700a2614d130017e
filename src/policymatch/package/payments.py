"""What a set of candidates pays: differences in their order, then caps, which truncate."""

from __future__ import annotations

from policymatch.package.problem import Part, bits_of


def due(part: Part, chosen: int) -> dict[int, int]:
    """Return what each of `chosen` is due, in fen, before caps: its amount less what reduces it."""
    made: dict[int, int] = {}
    for number in part.order:
        if chosen >> number & 1:
            taken = sum(made[other] for other in bits_of(part.less[number] & chosen))
            made[number] = max(part.amounts[number] - part.before[number] - taken, 0)
    return made


def payments(part: Part, chosen: int) -> dict[int, int]:
    """Return what each of `chosen` is paid, in fen.

    Larger payments fill a cap first. Where caps lie inside each other or apart this pays as much as can be;
    caps that cross each other are settled by the solver (milp), never here.
    """
    made = due(part, chosen)
    if not part.caps:
        return made
    left = [limit for _, limit in part.caps]
    paid = {}
    for number in sorted(made, key=lambda number: (-made[number], number)):
        over = [place for place, (members, _) in enumerate(part.caps) if members >> number & 1]
        paid[number] = min(made[number], *(left[place] for place in over)) if over else made[number]
        for place in over:
            left[place] -= paid[number]
    return paid


def total(part: Part, chosen: int) -> int:
    """Return what a set is paid in all, in fen."""
    return sum(payments(part, chosen).values())


def is_lawful(part: Part, chosen: int) -> bool:
    """Return whether a set may be taken together."""
    return all(
        not part.apart[number] & chosen and not part.needs[number] & ~chosen for number in bits_of(chosen)
    )


def caps_cross(part: Part) -> bool:
    """Return whether two caps overlap without one lying inside the other."""
    masks = [members for members, _ in part.caps]
    return any(
        one & two and one & ~two and two & ~one
        for place, one in enumerate(masks)
        for two in masks[place + 1 :]
    )
