"""Which facts a criterion hangs on that the firm could change: through definitions, down to the stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from policymatch.language import facts_of, tree
from policymatch.matching.derive import rule_for, year_asked
from policymatch.nearest.trial import Target, Trial
from policymatch.vocabulary.model import Field


def stated(nodes: Iterable[tree.Node], trial: Trial) -> tuple[Target, ...]:
    """Return the facts that conditions or formulas hang on, each once; a derived one by what makes it."""
    return tuple(dict.fromkeys(target for node in nodes for target in _below(node, trial, frozenset())))


def changeable(nodes: Iterable[tree.Node], trial: Trial) -> tuple[Target, ...]:
    """Return those of them that the firm can change, in a year that is not yet history.

    The figures of the last year are among them: they stand for the same figures of this year (docs/steps.md).
    """
    can = partial(_can_change, trial)
    return tuple(filter(can, stated(nodes, trial)))


def _can_change(trial: Trial, target: Target) -> bool:
    field: Field = trial.field(target)
    recent = target.year is None or target.year >= trial.start.firm.as_of.year - 1
    return field.act and recent


def _below(node: tree.Node, trial: Trial, passed: frozenset[str]) -> Iterator[Target]:
    context = trial.context
    for fact in facts_of(node):
        year = year_asked(fact, context)
        if fact.year is not None and year is None:
            continue
        definition = None if fact.key in passed else trial.start.definition(fact, context)
        if definition is not None:
            rule = rule_for(definition, context, year, fact.basis)
            if rule is not None:
                yield from _below(rule, trial, passed | {fact.key})
        elif fact.kind is None:
            yield Target(fact.key, year, fact.basis)
        elif trial.start.record is not None and fact.kind == trial.start.record[0]:
            yield Target(fact.key, year, fact.basis, *trial.start.record)
