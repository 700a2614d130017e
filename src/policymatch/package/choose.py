"""Candidates and relations → the package that pays most: what each is paid, why the others are left out."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from policymatch.package.left_out import LeftOut, why_left_out
from policymatch.package.milp import Solved, solve
from policymatch.package.payments import caps_cross, payments, total
from policymatch.package.problem import Part, bits_of, parts_of
from policymatch.package.relations import Candidate, Relation
from policymatch.package.search import Search, TooLargeError


@dataclass(frozen=True)
class Paid:
    """A policy of the package, and what it is paid within it, in fen."""

    id: str
    amount: int


@dataclass(frozen=True)
class Package:
    """The best lawful set of candidates: most money, then fewest policies, then smallest ids.

    Amounts are fen. `proven` says that no other set pays more; only a part that the solver could not finish
    in time leaves it open.
    """

    chosen: tuple[Paid, ...]
    left_out: tuple[LeftOut, ...]
    proven: bool = True

    @property
    def total(self) -> int:
        """Return what the package pays in all, in fen."""
        return sum(one.amount for one in self.chosen)


def best_package(candidates: Iterable[Candidate], relations: Iterable[Relation] = ()) -> Package:
    """Return the best package. Raises PackageError for relations that cannot be."""
    chosen: list[Paid] = []
    left_out: list[LeftOut] = []
    proven = True
    for part in parts_of(candidates, relations):
        solved = best_of(part)
        assert solved is not None, "taking nothing is always lawful"
        proven = proven and solved.proven
        chosen += [Paid(part.ids[number], solved.paid[number]) for number in bits_of(solved.chosen)]
        left_out += why_left_out(part, solved, most_with)
    return Package(
        tuple(sorted(chosen, key=lambda one: one.id)),
        tuple(sorted(left_out, key=lambda one: one.id)),
        proven,
    )


def best_of(part: Part) -> Solved | None:
    """Return the best choice of one part."""
    if not caps_cross(part):
        with suppress(TooLargeError):
            chosen = Search(part).best()
            return None if chosen is None else Solved(chosen, payments(part, chosen))
    return solve(part)


def most_with(part: Part, number: int) -> int | None:
    """Return what the best choice with one candidate pays; None if no lawful one has it."""
    if not caps_cross(part):
        with suppress(TooLargeError):
            chosen = Search(part, 1 << number).most()
            return None if chosen is None else total(part, chosen)
    solved = solve(part, 1 << number)
    return None if solved is None else sum(solved.paid.values())
