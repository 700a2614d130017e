"""One firm × 1,000 policies: our engine beside zen-engine and datalogic-py, on what all three can express.

Every engine must give the same verdicts on the same firms. Run it from the checkout (see peers.md):

    python -m benchmarks.peers
"""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from benchmarks.peers_rules import json_logic, zen_expression
from benchmarks.peers_workload import AS_OF, Plain, Workload

from policymatch import Enterprise, Verdict, recommend
from policymatch.language import Context, truth_of
from policymatch.library import PolicyLibrary
from policymatch.matching import Amount, FirmOn, Recommendation
from policymatch.matching.prepared import prepared
from policymatch.plan import Answers
from policymatch.values import Truth

ROUNDS = 5
CHECKED = 20  # firms on which the verdicts of all engines are compared

Verdicts = Sequence[bool]


def main() -> None:
    """Compare, then print microseconds for one firm and one policy (medians of rounds over many firms)."""
    work = Workload()
    expected = [by_tree(firm, work.library) for firm in work.firms[:CHECKED]]
    for firm, verdicts in zip(work.firms, expected, strict=False):
        eligible = {match.policy_id for match in recommend(firm, work.library, AS_OF).eligible}
        if [name in eligible for name in work.library.policies] != verdicts:
            sys.exit("the plan gives other verdicts than the tree evaluator")
    size = len(work.library)
    print(f"{size} policies, {len(work.firms)} firms; Python {sys.version.split()[0]}")
    for name, firms, run in ours(work):
        report(name, size, run, firms)
    for name, evaluate in peers(work):
        if [list(evaluate(firm)) for firm in work.plain[:CHECKED]] != expected:
            sys.exit(f"{name} gives other verdicts than policymatch")
        report(name, size, evaluate, work.plain[:50])


def by_tree(firm: Enterprise, library: PolicyLibrary) -> list[bool]:
    """Return the verdicts of the tree evaluator, which defines what a condition means."""
    context = Context(FirmOn(firm, AS_OF), library.vocabulary)
    return [truth_of(policy.condition, context) is Truth.TRUE for policy in library]


def report(name: str, size: int, run: Callable[[Any], object], firms: Sequence[Any]) -> None:
    """Print the time of `run` for each pair of firm and policy."""
    run(firms[0])
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for firm in firms:
            run(firm)
        rounds.append((time.perf_counter() - start) / len(firms) / size)
    print(f"{name:54} {statistics.median(rounds) * 1e6:8.3f} µs a pair", flush=True)


def ours(work: Workload) -> list[tuple[str, Sequence[Enterprise], Callable[[Enterprise], object]]]:
    """Return what is timed of our own engine, and for which firms."""
    library = work.library
    ready = prepared(library)

    def context(firm: Enterprise) -> Context:
        return Context(FirmOn(firm, AS_OF), library.vocabulary)

    def verdicts(firm: Enterprise) -> list[Verdict]:
        return [match.verdict for match in ready.open_matches(context(firm))]

    def amounts(firm: Enterprise) -> list[Amount | None]:
        return [match.amount or match.amount_if_eligible for match in ready.open_matches(context(firm))]

    def ranked(firm: Enterprise) -> Recommendation:
        return recommend(firm, library, AS_OF)

    return [
        ("policymatch, truths", work.firms, lambda firm: Answers(ready.program, context(firm)).roots()),
        ("policymatch, verdicts", work.firms, verdicts),
        ("policymatch, verdicts and amounts", work.firms, amounts),
        ("policymatch, the same with one fact in ten unknown", work.partly, amounts),
        ("policymatch, recommend: near misses and ranking too", work.firms[:50], ranked),
        ("policymatch, recommend with one fact in ten unknown", work.partly[:50], ranked),
        ("policymatch, the tree evaluator alone", work.firms[:5], lambda firm: by_tree(firm, library)),
    ]


def peers(work: Workload) -> list[tuple[str, Callable[[Plain], Verdicts]]]:
    """Return the engines that are installed; say which are not."""
    made: list[tuple[str, Callable[[Plain], Verdicts]]] = []
    zen = installed("zen", "zen-engine")
    if zen is not None:
        made += zen_runs(zen, [zen_expression(policy.condition) for policy in work.library])
    datalogic = installed("datalogic_py", "datalogic-py")
    if datalogic is not None:
        made += datalogic_runs(datalogic, [json_logic(policy.condition) for policy in work.library])
    return made


def installed(module: str, package: str) -> ModuleType | None:
    """Return a peer, or say how to get it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        print(f"not compared: {package} (pip install {package})")
        return None


def zen_runs(zen: Any, rules: list[str]) -> list[tuple[str, Callable[[Plain], Verdicts]]]:
    """Return zen-engine: each expression by itself, and one decision of all of them."""
    compiled = [zen.compile_expression(rule) for rule in rules]
    place = {"position": {"x": 0, "y": 0}}
    expressions = [
        {"id": f"x{number}", "key": f"p{number}", "value": rule} for number, rule in enumerate(rules)
    ]
    content = {"expressions": expressions, "passThrough": False}
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "i", "type": "inputNode", "name": "in", **place},
            {"id": "e", "type": "expressionNode", "name": "rules", "content": content, **place},
            {"id": "o", "type": "outputNode", "name": "out", **place},
        ],
        "edges": [
            {"id": "a", "sourceId": "i", "targetId": "e", "type": "edge"},
            {"id": "b", "sourceId": "e", "targetId": "o", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))

    def decided(firm: Plain) -> list[bool]:
        result = decision.evaluate(firm)["result"]
        return [result[f"p{number}"] for number in range(len(rules))]

    return [
        (
            "zen-engine, a call for each compiled expression",
            lambda firm: [x.evaluate(firm) for x in compiled],
        ),
        ("zen-engine, one decision of all expressions", decided),
    ]


def datalogic_runs(datalogic: Any, rules: list[object]) -> list[tuple[str, Callable[[Plain], Verdicts]]]:
    """Return datalogic-py: a call for each rule on prepared data and on a dict, and batches of all rules."""
    engine = datalogic.Engine()
    compiled = [engine.compile(rule) for rule in rules]
    session = engine.session()
    together = engine.compile(rules)

    def each(firm: Plain) -> list[bool]:
        data = datalogic.DataHandle(firm)
        return [session.evaluate_truthy(rule, data) for rule in compiled]

    def many(firm: Plain) -> list[bool]:
        return [one == "true" for one in session.evaluate_many(compiled, datalogic.DataHandle(firm))]

    return [
        ("datalogic-py, session.evaluate_truthy for each rule", each),
        (
            "datalogic-py, rule.evaluate(dict) for each rule",
            lambda firm: [x.evaluate(firm) for x in compiled],
        ),
        ("datalogic-py, session.evaluate_many", many),
        (
            "datalogic-py, one array of all rules",
            lambda firm: session.evaluate_data(together, datalogic.DataHandle(firm)),
        ),
    ]


if __name__ == "__main__":
    main()
