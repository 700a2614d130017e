"""Other engines on the policies of the workload: verdicts, and amounts of the policies that hold.

An engine that is not installed is left out. Each run takes a firm as plain values and returns for every
policy whether it holds, or what it pays (None where it does not hold).
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from benchmarks.peers_rules import json_logic, zen_expression
from benchmarks.peers_workload import Plain, Workload

from policymatch.language import tree

Results = Sequence[Any]


@dataclass(frozen=True)
class Run:
    """One way to ask an engine about all policies, for their verdicts or for their amounts too."""

    name: str
    amounts: bool
    ask: Callable[[Plain], Results]


def peers(work: Workload) -> list[Run]:
    """Return what is asked of the engines that are installed; say which are not."""
    rules = [(policy.condition, _paid(policy.benefit.amount)) for policy in work.library]
    made: list[Run] = []
    zen = _installed("zen", "zen-engine")
    if zen is not None:
        made += _zen(zen, [(zen_expression(when), zen_expression(paid)) for when, paid in rules])
    datalogic = _installed("datalogic_py", "datalogic-py")
    if datalogic is not None:
        made += _datalogic(datalogic, [(json_logic(when), json_logic(paid)) for when, paid in rules])
    return made


def _paid(amount: tree.Node | None) -> tree.Node:
    assert amount is not None
    return amount


def _installed(module: str, package: str) -> ModuleType | None:
    try:
        return importlib.import_module(module)
    except ImportError:
        print(f"not compared: {package} (pip install {package})")
        return None


def _zen(zen: Any, rules: list[tuple[str, str]]) -> list[Run]:
    """Return zen-engine: a call for each compiled expression, and one decision of all of them."""
    compiled = [tuple(zen.compile_expression(one) for one in rule) for rule in rules]
    decided = _zen_decision(zen, [when for when, _ in rules])
    decided_paid = _zen_decision(zen, [f"{when} ? {paid} : null" for when, paid in rules])

    def verdicts(firm: Plain) -> Results:
        return [when.evaluate(firm) for when, _ in compiled]

    def amounts(firm: Plain) -> Results:
        return [paid.evaluate(firm) if when.evaluate(firm) else None for when, paid in compiled]

    return [
        Run("zen-engine, a call for each compiled expression", False, verdicts),
        Run("zen-engine, a call for each compiled expression", True, amounts),
        Run("zen-engine, one decision of all expressions", False, decided),
        Run("zen-engine, one decision of all expressions", True, decided_paid),
    ]


def _zen_decision(zen: Any, expressions: list[str]) -> Callable[[Plain], Results]:
    place = {"position": {"x": 0, "y": 0}}
    named = [{"id": f"x{at}", "key": f"p{at}", "value": one} for at, one in enumerate(expressions)]
    content = {"expressions": named, "passThrough": False}
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

    def decided(firm: Plain) -> Results:
        result = decision.evaluate(firm)["result"]
        return [result.get(f"p{at}") for at in range(len(expressions))]

    return decided


def _datalogic(datalogic: Any, rules: list[tuple[object, object]]) -> list[Run]:
    """Return datalogic-py: a call for each rule on prepared data and on a dict, and one for all of them."""
    engine = datalogic.Engine()
    compiled = [tuple(engine.compile(one) for one in rule) for rule in rules]
    session = engine.session()
    together = engine.compile([when for when, _ in rules])
    together_paid = engine.compile([{"if": [when, paid, None]} for when, paid in rules])

    def verdicts(firm: Plain) -> Results:
        data = datalogic.DataHandle(firm)
        return [session.evaluate_truthy(when, data) for when, _ in compiled]

    def amounts(firm: Plain) -> Results:
        data = datalogic.DataHandle(firm)
        return [
            session.evaluate_data(paid, data) if session.evaluate_truthy(when, data) else None
            for when, paid in compiled
        ]

    def dict_verdicts(firm: Plain) -> Results:
        return [when.evaluate(firm) for when, _ in compiled]

    def dict_amounts(firm: Plain) -> Results:
        return [paid.evaluate(firm) if when.evaluate(firm) else None for when, paid in compiled]

    def at_once(rule: Any) -> Callable[[Plain], Results]:
        return lambda firm: session.evaluate_data(rule, datalogic.DataHandle(firm))

    return [
        Run("datalogic-py, session.evaluate_truthy for each rule", False, verdicts),
        Run("datalogic-py, session.evaluate_truthy for each rule", True, amounts),
        Run("datalogic-py, rule.evaluate(dict) for each rule", False, dict_verdicts),
        Run("datalogic-py, rule.evaluate(dict) for each rule", True, dict_amounts),
        Run("datalogic-py, one array of all rules", False, at_once(together)),
        Run("datalogic-py, one array of all rules", True, at_once(together_paid)),
    ]
