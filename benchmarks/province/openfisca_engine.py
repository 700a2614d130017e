"""OpenFisca-core on the province: each policy a variable with a formula. It has no truth for "unknown"."""

from __future__ import annotations

import importlib
from functools import reduce
from typing import Any

import numpy as np
import pyarrow as pa
from benchmarks.province import encoded
from benchmarks.province.figures import BOOLS, TAGS
from benchmarks.province.policies import Tree

_PERIOD = "2025-01"
_COMPARE = {"ge": np.greater_equal, "gt": np.greater, "le": np.less_equal, "lt": np.less}


class OpenFisca:
    """A tax and benefit system of one entity, the firm."""

    name = "OpenFisca-core (two truths)"

    def __init__(self, policies: list[Tree]) -> None:
        entities: Any = importlib.import_module("openfisca_core.entities")
        systems: Any = importlib.import_module("openfisca_core.taxbenefitsystems")
        self._builder: Any = importlib.import_module("openfisca_core.simulation_builder").SimulationBuilder
        self._variable: Any = importlib.import_module("openfisca_core.variables").Variable
        self._month: Any = importlib.import_module("openfisca_core.periods").DateUnit.MONTH
        self.entity = entities.build_entity("firm", "firms", "a firm", is_person=True)
        self.system = systems.TaxBenefitSystem([self.entity])
        self.policies = policies

    def frame(self, firms: pa.Table) -> Any:
        """Return the encoded firms as arrays, and declare a variable for each column and each policy."""
        arrays = {}
        table = encoded.encoded(firms)
        for key in table.column_names:
            truth = key in BOOLS or key in TAGS
            arrays[key] = np.asarray(table[key].combine_chunks().fill_null(False if truth else 0))
            self._declare(key, bool if truth else float)
        for number, one in enumerate(self.policies):
            self._declare(f"policy_{number}", bool, _formula(one["rule"]))
        return arrays

    def counts(self, frame: Any) -> list[tuple[int, int]]:
        """Return for each policy of how many firms it is true."""
        rows = len(next(iter(frame.values())))
        simulation = self._builder().build_default_simulation(self.system, rows)
        for key, array in frame.items():
            simulation.set_input(key, _PERIOD, array)
        found = []
        for number in range(len(self.policies)):
            found.append((int(simulation.calculate(f"policy_{number}", _PERIOD).sum()), 0))
        return found

    def _declare(self, name: str, type_: type, formula: Any = None) -> None:
        body = {"value_type": type_, "entity": self.entity, "definition_period": self._month}
        if formula is not None:
            body["formula"] = formula
        self.system.add_variable(type(name, (self._variable,), body))


def _formula(tree: Tree) -> Any:
    def formula(firm: Any, period: Any) -> Any:
        return _asked(tree, firm, period)

    return formula


def _asked(tree: Tree, firm: Any, period: Any) -> Any:
    if "not" in tree:
        return ~_asked(tree["not"], firm, period)
    if "field" not in tree:
        join = np.logical_or if "any" in tree else np.logical_and
        return reduce(join, (_asked(one, firm, period) for one in tree.get("any") or tree["all"]))
    if tree["op"] == "listed":
        return reduce(np.logical_or, (firm(word, period) for word in tree["value"]))
    values = firm(tree["field"], period)
    match tree["op"]:
        case "yes":
            return values
        case "in":
            return np.isin(values, encoded.sizes(tree))
        case "under":
            several = encoded.ranges(tree)
            return reduce(np.logical_or, ((values >= first) & (values < end) for first, end in several))
    return _COMPARE[tree["op"]](values, tree["value"])
