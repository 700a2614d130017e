"""Why a policy was left out of the package: by which relation, for which policies, and at what difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from policymatch.package.milp import Solved
from policymatch.package.payments import due
from policymatch.package.problem import Part, bits_of

# In larger parts, what each of those left out would cost is not worked out: every one is a search of its own.
_TRIED = 60

# What the best choice with one candidate pays.
MostWith = Callable[[Part, int], int | None]


class Because(StrEnum):
    """What kept a policy out."""

    NOTHING_TO_PAY = "nothing_to_pay"  # its amount is nothing
    RECEIVED = "received"  # all of it was received before
    APART = "apart"  # it may not be paid together with one that was taken
    NEEDS = "needs"  # what it requires was not taken
    DIFFERENCE = "difference"  # those taken leave no difference to pay
    CAP = "cap"  # a cap is filled by those taken
    LESS = "less"  # with it, the whole would pay less


@dataclass(frozen=True)
class LeftOut:
    """A policy that is not in the package.

    `by` are those that displaced it; `costs` is how many fen less the best package with it would pay. It is
    None where no lawful package has it, and in a part too large to try each of those left out.
    """

    id: str
    because: Because
    by: tuple[str, ...] = ()
    costs: int | None = 0


def why_left_out(part: Part, best: Solved, most_with: MostWith) -> Iterator[LeftOut]:
    """Yield the reason for every candidate of a part that was not taken."""
    total = sum(best.paid.values())
    for number in range(part.size):
        if best.chosen >> number & 1:
            continue
        because, by = _reason(part, best.chosen, number)
        with_it = most_with(part, number) if part.size <= _TRIED else None
        costs = None if with_it is None else total - with_it
        yield LeftOut(part.ids[number], because, tuple(part.ids[one] for one in bits_of(by)), costs)


def _reason(part: Part, chosen: int, number: int) -> tuple[Because, int]:
    if not part.amounts[number]:
        return Because.NOTHING_TO_PAY, 0
    if not part.alone(number):
        return Because.RECEIVED, 0
    if apart := part.apart[number] & chosen:
        return Because.APART, apart
    if needed := part.needs[number] & ~chosen:
        return Because.NEEDS, needed
    if not due(part, chosen | 1 << number)[number]:
        return Because.DIFFERENCE, part.less[number] & chosen
    filled = 0
    for members, _ in part.caps:
        if members >> number & 1:
            filled |= members & chosen
    if filled:
        return Because.CAP, filled
    lowered = sum(1 << one for one in bits_of(chosen) if part.less[one] >> number & 1)
    return Because.LESS, lowered
