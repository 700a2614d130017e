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
from benchmarks.peers_workload import AS_OF, Plain, Workload, enterprise

from policymatch import Enterprise, Verdict, recommend, verdicts_of
from policymatch.language import Context
from policymatch.library import PolicyLibrary
from policymatch.matching import Amount, FirmOn, Match, Recommendation
from policymatch.matching.prepared import prepared
from policymatch.matching.reasons import Reason

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
        if [one is Verdict.ELIGIBLE for one in verdicts_of(firm, work.library, AS_OF).values()] != [
            one is not None for one in paid
        ]:
            sys.exit("the verdicts alone are others than those of the tree evaluator")
        if by_plan(firm, work.library) != paid:
            sys.exit("the plan gives other answers than the tree evaluator")
    size = len(work.library)
    rows: list[Row] = [(f"policymatch, {name}", firms, run) for name, firms, run in ours(work)]
    for peer in peers(work):
        for plain, paid in zip(work.plain, expected, strict=False):
            check(peer.name, peer.ask(plain), paid, peer.amounts)
        what = "verdicts and amounts" if peer.amounts else "verdicts"
        rows.append((f"{peer.name}: {what}", work.plain[-TIMED:], peer.ask))
    before = os.getloadavg()[0]
    rounds = [[seconds(run, firms) for _, firms, run in rows] for _ in range(ROUNDS)]
    loads = f"load {before:.1f} to {os.getloadavg()[0]:.1f}"
    print(f"{size} policies, {TIMED} firms; Python {sys.version.split()[0]}; {loads}")
    print("microseconds for a policy, median and least of the rounds; the same of computing alone")
    for (name, _, _), times in zip(rows, zip(*rounds, strict=True), strict=True):
        columns = [[one / size * 1e6 for one in column] for column in zip(*times, strict=True)]
        print(
            f"{name:76}", *(f"{find(column):7.2f}" for column in columns for find in (statistics.median, min))
        )


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


def seconds(run: Callable[[Any], object], firms: Sequence[Any]) -> tuple[float, float]:
    """Return the time of `run` for one firm, by the clock and in computing."""
    start, computing = time.perf_counter(), time.process_time()
    for firm in firms:
        run(firm)
    return (time.perf_counter() - start) / len(firms), (time.process_time() - computing) / len(firms)


def ours(work: Workload) -> list[Row]:
    """Return what is timed of our own engine, and for which firms."""
    library = work.library
    ready = prepared(library)

    def context(firm: Enterprise) -> Context:
        return Context(FirmOn(firm, AS_OF), library.vocabulary)

    def verdicts(firm: Enterprise) -> dict[str, Verdict]:
        return verdicts_of(firm, library, AS_OF)

    def read(plain: Plain) -> dict[str, Verdict]:
        return verdicts_of(enterprise(plain, work.vocabulary), library, AS_OF)

    def amounts(firm: Enterprise) -> list[tuple[str, Verdict, Amount | None]]:
        return [(match.policy_id, match.verdict, match.worth) for match in ready.open_matches(context(firm))]

    def reasons(firm: Enterprise) -> list[tuple[str, Verdict, Amount | None, tuple[Reason, ...]]]:
        return [
            (match.policy_id, match.verdict, match.worth, match.reasons())
            for match in ready.open_matches(context(firm))
        ]

    def ranked(firm: Enterprise) -> Recommendation:
        return recommend(firm, library, AS_OF)

    # What is kept from firm to firm is kept of others than those that are timed.
    for firm in (*work.firms[:-TIMED], *work.partly[:-TIMED]):
        verdicts(firm)
    firms, partly = work.firms[-TIMED:], work.partly[-TIMED:]
    return [
        ("verdicts", firms, verdicts),
        ("verdicts, one fact in ten unknown", partly, verdicts),
        ("verdicts, of a firm made of plain values each time", work.plain[-TIMED:], read),
        ("verdicts and amounts", firms, amounts),
        ("verdicts and amounts, one fact in ten unknown", partly, amounts),
        ("verdicts, amounts and reasons", firms, reasons),
        ("verdicts, amounts and reasons, one fact in ten unknown", partly, reasons),
        ("recommend: near misses and ranking too", firms, ranked),
        ("recommend, one fact in ten unknown", partly, ranked),
        ("tree evaluator: verdicts and amounts", firms[:3], lambda firm: by_tree(firm, library)),
    ]


if __name__ == "__main__":
    main()
