"""One firm × 1,000 policies: our engine beside zen-engine and datalogic-py, on what all three can express.

Every engine must give the same verdicts, and the same amounts to the fen. Run it from the checkout (see
peers.md):

    python -m benchmarks.peers
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from benchmarks.peers_engines import peers
from benchmarks.peers_workload import AS_OF, Workload

from policymatch import Enterprise, Verdict, recommend
from policymatch.language import Context
from policymatch.library import PolicyLibrary
from policymatch.matching import Amount, FirmOn, Match, Recommendation
from policymatch.matching.prepared import prepared
from policymatch.plan import Answers

ROUNDS = 7
CHECKED = 20  # firms on which the answers of all engines are compared
TIMED = 50

# What each policy pays; None where the firm does not qualify.
Paid = list[Decimal | None]

# What is timed: its name, for which firms, and how one is asked about.
Row = tuple[str, Sequence[Any], Callable[[Any], object]]


def main() -> None:
    """Compare, then print microseconds for one firm and one policy: median and least of several rounds."""
    work = Workload()
    expected = [by_tree(firm, work.library) for firm in work.firms[:CHECKED]]
    for firm, paid in zip(work.firms, expected, strict=False):
        if by_plan(firm, work.library) != paid:
            sys.exit("the plan gives other answers than the tree evaluator")
    size = len(work.library)
    rows: list[Row] = [(f"policymatch, {name}", firms, run) for name, firms, run in ours(work)]
    for peer in peers(work):
        for plain, paid in zip(work.plain, expected, strict=False):
            check(peer.name, peer.ask(plain), paid, peer.amounts)
        what = "verdicts and amounts" if peer.amounts else "verdicts"
        rows.append((f"{peer.name}: {what}", work.plain[:TIMED], peer.ask))
    before = os.getloadavg()[0]
    rounds = [[seconds(run, firms) / size * 1e6 for _, firms, run in rows] for _ in range(1 + ROUNDS)]
    loads = f"load {before:.1f} to {os.getloadavg()[0]:.1f}"
    print(f"{size} policies, {TIMED} firms; Python {sys.version.split()[0]}; {loads}; median, least")
    # The first round is the one that everything is remembered in that is kept from firm to firm.
    for (name, _, _), times in zip(rows, zip(*rounds[1:], strict=True), strict=True):
        print(f"{name:76} {statistics.median(times):7.2f} {min(times):7.2f}")


def by_tree(firm: Enterprise, library: PolicyLibrary) -> Paid:
    """Return the answers of the tree evaluator, which defines what conditions and amounts mean."""
    context = Context(FirmOn(firm, AS_OF), library.vocabulary)
    return [_paid(Match.of(policy, context)) for policy in library]


def by_plan(firm: Enterprise, library: PolicyLibrary) -> Paid:
    """Return the answers that a user gets."""
    paid = {match.policy_id: _paid(match) for match in recommend(firm, library, AS_OF).matches}
    return [paid[name] for name in library.policies]


def _paid(match: Match) -> Decimal | None:
    return None if match.amount is None else match.amount.low


def check(name: str, answers: Sequence[Any], expected: Paid, amounts: bool) -> None:
    """Stop where a peer gives another verdict, or an amount that is off by a fen. Peers count in floats."""
    for answer, paid in zip(answers, expected, strict=True):
        holds = answer is not None if amounts else answer
        if holds is not (paid is not None):
            sys.exit(f"{name} gives other verdicts than policymatch")
        if amounts and paid is not None and abs(float(answer) - float(paid)) >= 0.01:
            sys.exit(f"{name} gives other amounts than policymatch")


def seconds(run: Callable[[Any], object], firms: Sequence[Any]) -> float:
    """Return the time of `run` for one firm."""
    start = time.perf_counter()
    for firm in firms:
        run(firm)
    return (time.perf_counter() - start) / len(firms)


def ours(work: Workload) -> list[Row]:
    """Return what is timed of our own engine, and for which firms."""
    library = work.library
    ready = prepared(library)

    def context(firm: Enterprise) -> Context:
        return Context(FirmOn(firm, AS_OF), library.vocabulary)

    def verdicts(firm: Enterprise) -> list[tuple[str, Verdict]]:
        return [(match.policy_id, match.verdict) for match in ready.open_matches(context(firm))]

    def amounts(firm: Enterprise) -> list[tuple[str, Verdict, Amount | None]]:
        return [
            (match.policy_id, match.verdict, match.amount or match.amount_if_eligible)
            for match in ready.open_matches(context(firm))
        ]

    def ranked(firm: Enterprise) -> Recommendation:
        return recommend(firm, library, AS_OF)

    firms, partly = work.firms[:TIMED], work.partly[:TIMED]
    return [
        ("bare truths", firms, lambda firm: Answers(ready.program, context(firm)).roots()),
        ("verdicts", firms, verdicts),
        ("verdicts and amounts", firms, amounts),
        ("verdicts and amounts, one fact in ten unknown", partly, amounts),
        ("recommend: near misses and ranking too", firms, ranked),
        ("recommend, one fact in ten unknown", partly, ranked),
        ("tree evaluator: verdicts and amounts", firms[:3], lambda firm: by_tree(firm, library)),
    ]


if __name__ == "__main__":
    main()
