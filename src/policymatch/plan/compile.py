"""Policies → Plan: what means the same gets one number, wherever in the library it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from policymatch.language import facts_of, tree, walk
from policymatch.plan.formula_parts import formulas_of, guards_of
from policymatch.plan.grouping import grouped
from policymatch.plan.plan import Depends, Join, Literal, Operation, Plan
from policymatch.policy import Policy
from policymatch.vocabulary import Vocabulary


def compile_plan(policies: Iterable[Policy], vocabulary: Vocabulary) -> Plan:
    """Return the plan of all conditions and amounts of `policies`, which must be written in `vocabulary`."""
    listed = tuple(policies)
    formulas = tuple(dict.fromkeys(formula for policy in listed for formula in formulas_of(policy)))
    guards = tuple(dict.fromkeys(guard for formula in formulas for guard in guards_of(formula)))
    conditions = (*(policy.condition for policy in listed), *guards)
    found = dict.fromkeys(literal for condition in conditions for literal in _literals(condition, False))
    literals, groups = grouped(tuple(found), vocabulary)
    numbering = Numbering(literals)
    roots = {policy.id: numbering.step(policy.condition) for policy in listed}
    for guard in guards:
        numbering.step(guard)
    depends = [depends_of(literal.node) for literal in literals]
    for operation in numbering.operations:
        depends.append(Depends(0))
        for item in operation.items:
            depends[-1] |= depends[item]
    return Plan(
        literals, tuple(numbering.operations), groups, MappingProxyType(roots), tuple(depends), formulas
    )


def _literals(node: tree.Node, turned: bool) -> Iterator[Literal]:
    """Yield everything that a condition asks as a whole."""
    match node:
        case tree.Criterion(item) | tree.Named(_, item):
            yield from _literals(item, turned)
        case tree.Not(item):
            yield from _literals(item, not turned)
        case tree.All(items) | tree.Any(items) | tree.AtLeast(_, items):
            for item in items:
                yield from _literals(item, turned)
        case tree.SomeTier(conditions):
            for item in conditions:
                yield from _literals(item, turned)
            yield _literal(node, turned)
        case _:
            yield _literal(node, turned)


def _literal(node: tree.Node, turned: bool) -> Literal:
    return Literal(node, turned and bool(depends_of(node) & Depends.JUDGED))


def depends_of(node: tree.Node) -> Depends:
    """Return what an answer or a number depends on besides the firm."""
    depends = Depends.NOTHING
    if any(fact.kind is not None for fact in facts_of(node)):
        depends |= Depends.RECORD
    for one in walk(node):
        match one:
            case tree.Check():
                # A person may have decided it for one record and not for another.
                depends |= Depends.JUDGED | Depends.RECORD
            case tree.Undefined():
                depends |= Depends.JUDGED
    return depends


class Numbering:
    """Numbers literals and operations; the same operation on the same steps is one."""

    def __init__(self, literals: Iterable[Literal], operations: Iterable[Operation] = ()) -> None:
        self.operations = list(operations)
        steps: list[Literal | Operation] = [*literals, *self.operations]
        self._numbers = {step: number for number, step in enumerate(steps)}

    def step(self, node: tree.Node, turned: bool = False) -> int:
        """Return the number of the step that answers `node`. Raises KeyError on an unknown literal."""
        match node:
            case tree.Criterion(test, _, None) | tree.Named(_, test):
                return self.step(test, turned)
            case tree.Criterion(test, _, bool(presume)):
                return self._number(Operation(Join.PRESUME, (self.step(test, turned),), presumed=presume))
            case tree.Not(item):
                return self._number(Operation(Join.NOT, (self.step(item, not turned),)))
            case tree.All(items):
                return self._joined(Join.ALL, items, turned)
            case tree.Any(items):
                return self._joined(Join.ANY, items, turned)
            case tree.AtLeast(count, items):
                return self._joined(Join.AT_LEAST, items, turned, count)
            case tree.SomeTier(conditions):
                some = self._joined(Join.ANY, conditions, turned)
                return self._number(Operation(Join.COVER, (some, self._numbers[_literal(node, turned)])))
        return self._numbers[_literal(node, turned)]

    def _joined(self, join: Join, items: tuple[tree.Node, ...], turned: bool, count: int = 0) -> int:
        return self._number(Operation(join, tuple(self.step(item, turned) for item in items), count))

    def _number(self, operation: Operation) -> int:
        if operation not in self._numbers:
            self._numbers[operation] = len(self._numbers)
            self.operations.append(operation)
        return self._numbers[operation]
