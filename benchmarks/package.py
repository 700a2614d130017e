"""How long the best package takes, beside a mixed-integer solver on the same problems.

    python -m benchmarks.package [candidates]

Problems are drawn with fixed seeds: groups of which one is paid, pairs that exclude each other, and a cap
over all that is loose or that binds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter

from policymatch.package import AtMostOne, Candidate, Cap, Exclude, Relation, best_package
from policymatch.package.milp import solve
from policymatch.package.problem import parts_of

AMOUNTS = [30_000, 50_000, 80_000, 100_000, 150_000, 200_000, 300_000, 500_000, 800_000, 1_000_000, 2_000_000]
ROUNDS = 40
Problem = tuple[list[Candidate], list[Relation]]


def problem(seed: int, count: int, binding: bool) -> Problem:
    """Return one problem; amounts are fen."""
    dice = Random(seed)
    candidates = [
        Candidate(f"p{number:03}", dice.choice(AMOUNTS) * 100 + dice.randrange(10_000))
        for number in range(count)
    ]
    ids = [one.id for one in candidates]
    dice.shuffle(ids)
    relations: list[Relation] = []
    at = 0
    while at < 0.65 * count:
        size = dice.randint(2, 5)
        relations.append(AtMostOne(tuple(ids[at : at + size])))
        at += size
    relations += [Exclude(tuple(dice.sample(ids, 2))) for _ in range(count // 2)]
    total = sum(one.amount for one in candidates)
    relations.append(Cap(tuple(ids), total // (5 if binding else 2)))
    return candidates, relations


def solved_by_milp(candidates: list[Candidate], relations: list[Relation]) -> int:
    """Return what the mixed-integer solver's package pays."""
    answers = [solve(part) for part in parts_of(candidates, relations)]
    return sum(sum(one.paid.values()) for one in answers if one is not None)


def timed(
    run: Callable[[list[Candidate], list[Relation]], int], problems: list[Problem]
) -> tuple[list[float], list[int]]:
    """Return milliseconds and results of one way to solve the problems."""
    spent, found = [], []
    for candidates, relations in problems:
        start = perf_counter()
        found.append(run(candidates, relations))
        spent.append((perf_counter() - start) * 1_000)
    return spent, found


def main(count: int) -> None:
    """Print medians and longest runs."""
    for name, binding in (("cap that binds", True), ("loose cap", False)):
        problems = [problem(seed, count, binding) for seed in range(ROUNDS)]
        ours, found = timed(lambda candidates, relations: best_package(candidates, relations).total, problems)
        theirs, others = timed(solved_by_milp, problems)
        same = sum(one == other for one, other in zip(found, others, strict=True))
        print(
            f"{count} candidates, {name}: ours, with reasons, median {median(ours):.2f} ms,"
            f" longest {max(ours):.2f}; scipy.milp median {median(theirs):.2f}, longest {max(theirs):.2f};"
            f" same total {same}/{ROUNDS}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
