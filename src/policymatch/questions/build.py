"""From an open condition to its circuit: every criterion that is still open, with what could be asked.

A criterion on one fact (营业收入 >= 2000万元) is answered for each part of what the fact may be, and all
criteria on that fact share its parts. Any other one (a ratio, a number of records, an honour) is an input of
its own that may come out either way.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace

from policymatch.language import Context, facts_of, tree, truth_of, value_of, walk
from policymatch.language.transform import transformed
from policymatch.matching.derive import rule_for, year_asked
from policymatch.matching.firm import definition_of, firm_on
from policymatch.matching.verdict import Decision
from policymatch.policy import Policy
from policymatch.questions.asked import Asked, asked_by
from policymatch.questions.circuit import Circuit, Fixed, Gate, Input, Inverse, Join
from policymatch.questions.parts import common_parts
from policymatch.values import Truth

_EITHER = (Truth.FALSE, Truth.TRUE)


@dataclass(frozen=True, eq=False)
class _Simple:
    """A criterion on one fact alone: it names its input until all the criteria on that fact are known."""

    asked: Asked
    fact: tree.Fact
    test: tree.Node
    context: Context


@dataclass(frozen=True)
class Open:
    """An open verdict: its circuit, and what is asked by each input of it."""

    circuit: Circuit
    asks: dict[Hashable, frozenset[Asked]]


def open_verdict(policy: Policy, decision: Decision, context: Context) -> Open:
    """Return what the undecided verdict of `policy` hangs on (semantics 14 and 18)."""
    builder = _Builder(policy.record)
    if policy.record is None:
        draft = builder.draft(policy.condition, context, None)
    else:
        drafts = [
            builder.draft(policy.condition, context.with_record(record), index)
            for index, (record, truth) in enumerate(decision.records)
            if truth is not Truth.FALSE
        ]
        if decision.open_list:
            drafts.append(builder.unlisted(policy.condition, context, policy.record))
        draft = Join(Gate.ANY, tuple(drafts))
    return Open(builder.finished(draft), builder.asks)


@dataclass
class _Builder:
    kind: str | None
    asks: dict[Hashable, frozenset[Asked]] = field(default_factory=dict)
    simple: dict[Asked, list[_Simple]] = field(default_factory=dict)
    answers: dict[Asked, dict[tree.Node, tuple[Truth, ...]] | None] = field(default_factory=dict)

    # -- criteria and what joins them ----------------------------------------------------------------------

    def draft(self, node: tree.Node, context: Context, index: int | None) -> Circuit:
        """Return the circuit of a condition for the record of `context`, its simple criteria still to do."""
        truth = truth_of(node, context)
        if truth is not Truth.UNKNOWN:
            return Fixed(truth)

        def several(gate: Gate, items: Iterable[tree.Node], count: int = 0) -> Circuit:
            return Join(gate, tuple(self.draft(item, context, index) for item in items), count)

        match node:
            case tree.Criterion(test):
                return self.draft(test, context, index)
            case tree.Named(_, item):
                return self.draft(item, context, index)
            case tree.All(items):
                return several(Gate.ALL, items)
            case tree.Any(items) | tree.SomeTier(items):
                return several(Gate.ANY, items)
            case tree.AtLeast(count, items):
                return several(Gate.AT_LEAST, items, count)
            case tree.Not(item):
                return Inverse(self.draft(item, context, index))
            case tree.Check() | tree.Undefined():
                return Fixed(Truth.UNKNOWN)
        meaning = _by_definition(node, context)
        if meaning is not None:
            return self.draft(meaning, context, index)
        return self._criterion(node, context, index)

    def unlisted(self, condition: tree.Node, context: Context, kind: str) -> Circuit:
        """Return the circuit of a record that nobody has listed: it may exist, and may then be anything."""
        firm = firm_on(context)
        if firm is not None and firm.demand is not None and not firm.demand.fields:
            # A record that the firm adds itself would not be verified.
            return Fixed(Truth.UNKNOWN)
        exists = Input(Asked(kind), _EITHER)
        self.asks[exists.name] = frozenset((Asked(kind),))
        return Join(Gate.ALL, (exists, self.draft(condition, context.with_record(None), None)))

    def _criterion(self, test: tree.Node, context: Context, index: int | None) -> Circuit:
        asks = asked_by(test, context, self.kind, index)
        if not asks:
            # Nobody could be asked: a table does not reach the day, or the law's own figures are not known.
            return Fixed(Truth.UNKNOWN)
        facts = [fact for fact in facts_of(test) if _key(fact, context) in _keys(asks)]
        if len(asks) == 1 and len(facts) == 1 and _is_simple(test, facts[0]):
            (asked,) = asks
            if not asked.is_list:
                made = _Simple(asked, facts[0], test, context)
                self.simple.setdefault(asked, []).append(made)
                return Input(made, ())
        return self._free(test, index, asks)

    def _free(self, test: tree.Node, index: int | None, asks: frozenset[Asked]) -> Input:
        # A date of the record that says which year is meant is among the facts only.
        facts = (*(one for one in walk(test) if isinstance(one, tree.Fact)), *facts_of(test))
        own = any(fact.kind == self.kind for fact in facts)
        name = (test, index if own else None)
        self.asks[name] = asks
        return Input(name, _EITHER)

    # -- the parts of simple facts -------------------------------------------------------------------------

    def finished(self, draft: Circuit) -> Circuit:
        """Return a circuit in which every simple criterion is answered for each part of its fact."""
        match draft:
            case Input(_Simple() as one):
                return self._in_parts(one)
            case Inverse(item):
                return Inverse(self.finished(item))
            case Join(gate, items, count):
                return Join(gate, tuple(self.finished(item) for item in items), count)
        return draft

    def _in_parts(self, one: _Simple) -> Input:
        asked = one.asked
        if asked not in self.answers:
            self.answers[asked] = self._cut(one)
        answers = self.answers[asked]
        name: Hashable = asked if answers is not None else (one.test, asked)
        self.asks[name] = frozenset((asked,))
        return Input(name, _EITHER if answers is None else answers[one.test])

    def _cut(self, one: _Simple) -> dict[tree.Node, tuple[Truth, ...]] | None:
        """Return the answers of all criteria on a fact for each part of it; None if one has none."""
        named = {other.test: _renamed(other.test, other.fact, one.fact) for other in self.simple[one.asked]}
        value = value_of(one.fact, one.context)
        parts = common_parts(one.fact, value, tuple(named.values()), one.context.vocabulary)
        worlds = [replace(one.context, assumed={**one.context.assumed, one.fact: part}) for part in parts]
        # Parts on which all criteria agree count as one.
        rows = dict.fromkeys(tuple(truth_of(test, world) for test in named.values()) for world in worlds)
        if any(Truth.UNKNOWN in row for row in rows):
            return None
        return {test: tuple(row[index] for row in rows) for index, test in enumerate(named)}


def _renamed(test: tree.Node, fact: tree.Fact, name: tree.Fact) -> tree.Node:
    """Return a criterion with its fact under another name: 营业收入[上年] is 营业收入[2025]."""
    return transformed(test, lambda node: name if node == fact else None)


def _key(fact: tree.Fact, context: Context) -> tuple[object, ...]:
    return fact.kind, fact.key, year_asked(fact, context), fact.basis


def _keys(asks: frozenset[Asked]) -> set[tuple[object, ...]]:
    return {(one.kind, one.key, one.year, one.basis) for one in asks}


def _is_simple(test: tree.Node, fact: tree.Fact) -> bool:
    """Return whether a criterion holds one fact against what is written in the rule."""
    match test:
        case tree.Compare(_, left, right):
            other = right if left == fact else left if right == fact else None
            return isinstance(other, tree.Quantity | tree.Day)
        case tree.Among(subject) | tree.IsTrue(subject):
            return subject == fact
    return False


def _by_definition(test: tree.Node, context: Context) -> tree.Node | None:
    """Return the condition that a criterion on a fact worked out by law comes to, or None."""
    if isinstance(test, tree.IsTrue):
        rule = _rule(test.fact, context)
        return None if isinstance(rule, tree.WordCases) else rule
    if isinstance(test, tree.Among):
        rule = _rule(test.subject, context)
        if isinstance(rule, tree.WordCases):
            found = _is_word(rule, frozenset(test.words))
            return tree.Not(found) if test.negated else found
    return None


def _rule(fact: tree.Fact, context: Context) -> tree.Node | None:
    definition = definition_of(fact, context)
    return (
        None if definition is None else rule_for(definition, context, year_asked(fact, context), fact.basis)
    )


def _is_word(rule: tree.WordCases, words: frozenset[str]) -> tree.Node:
    """Return the condition that a definition by cases gives one of `words`."""
    before: list[tree.Node] = []
    found: list[tree.Node] = []
    for case in rule.cases:
        if case.word in words:
            found.append(tree.All((*before, case.when)))
        before.append(tree.Not(case.when))
    if rule.otherwise is None:
        found.append(tree.All((*before, tree.Undefined(""))))
    elif rule.otherwise in words:
        found.append(tree.All(tuple(before)))
    return tree.Any(tuple(found))
