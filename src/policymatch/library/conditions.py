"""What stands under `eligible:` → one condition tree."""

from __future__ import annotations

from policymatch.language import ParseError, parse, tree
from policymatch.library.definitions import MAX_DEPTH, Bound, Definition, bound_value
from policymatch.library.leaves import Leaves, split_by_comma, split_number
from policymatch.library.score import build_score
from policymatch.library.spec_condition import (
    AtLeastSpec,
    CheckSpec,
    ConditionSpec,
    GroupSpec,
    IfSpec,
    OpenSpec,
    UseSpec,
)
from policymatch.names import nearest
from policymatch.problems import Problem
from policymatch.yamlio import Path


def build_condition(spec: ConditionSpec, leaves: Leaves, path: Path, cite: str | None) -> tree.Node | None:
    """Return the condition that `spec` states, or None when a part of it has problems.

    `cite` is the citation that criteria without one of their own inherit.
    """
    match spec:
        case IfSpec():
            test = leaves.condition(spec.test, (*path, "if"))
            return None if test is None else _criteria(test, spec.cite or cite, spec.presume, spec.note)
        case CheckSpec():
            return _check(spec, leaves, path, cite)
        case OpenSpec():
            return tree.Undefined(spec.open, spec.cite or cite)
        case UseSpec():
            return _used(spec, leaves, path, cite)
        case GroupSpec():
            return _group(spec, leaves, path, cite)
    test = leaves.condition(spec, path)
    return None if test is None else _criteria(test, cite, None, None)


def guard(spec: ConditionSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return the condition of a tier or a part: one leaf, or whatever may stand under `eligible:`."""
    return (
        leaves.condition(spec, path) if isinstance(spec, str) else build_condition(spec, leaves, path, None)
    )


def _criteria(test: tree.Node, cite: str | None, presume: bool | None, note: str | None) -> tree.Node:
    """Return a leaf as criteria: each part of 「甲 且 乙」 is its own, so that each gets its reason."""
    if isinstance(test, tree.All) and presume is None:
        return tree.All(tuple(tree.Criterion(part, cite, None, note, at=part.at) for part in test.items))
    return tree.Criterion(test, cite, presume, note, at=test.at)


def _check(spec: CheckSpec, leaves: Leaves, path: Path, cite: str | None) -> tree.Node | None:
    hints = []
    for index, hint in enumerate(spec.hint):
        fact = leaves.fact(hint, (*path, "hint", index))
        if fact is None:
            return None
        hints.append(fact)
    return tree.Check(spec.check, tuple(hints), spec.cite or cite, leaves.owner)


def _used(spec: UseSpec, leaves: Leaves, path: Path, cite: str | None) -> tree.Node | None:
    """Return a named condition with its parameters filled in."""
    definition = leaves.definitions.find(spec.use)
    if definition is None:
        leaves.problem(
            "unknown-condition", (*path, "use"), leaves.definitions.nearest(spec.use), found=spec.use
        )
        return None
    if definition.name in leaves.using or len(leaves.using) >= MAX_DEPTH:
        chain = " → ".join((*leaves.using, definition.name))
        leaves.problem("condition-in-itself", (*path, "use"), found=chain)
        return None
    bound = _bound(spec, definition, leaves, path)
    if bound is None:
        return None
    inner = leaves.inside(definition, bound, {**definition.spec.defaults, **spec.bound})
    item = build_condition(
        definition.condition, inner, (*definition.path, "is"), spec.cite or definition.spec.cite or cite
    )
    return None if item is None else tree.Named(_called(definition, spec, leaves), item)


def _bound(spec: UseSpec, definition: Definition, leaves: Leaves, path: Path) -> dict[str, Bound] | None:
    """Return what each parameter stands for, or None when one is unknown, missing or no expression."""
    wanted = definition.spec.bound
    told = len(leaves.problems)
    for name in spec.bound:
        if name not in wanted:
            expected = "、".join(wanted) or "—"
            values = {"found": name, "condition": definition.name, "expected": expected}
            leaves.problem(
                "unknown-argument", (*path, "with", name), nearest(name, wanted, short=True), **values
            )
    bound: dict[str, Bound] = {}
    for name, default in wanted.items():
        text = spec.bound.get(name, default)
        if text is None:
            leaves.problem("argument-missing", path, found=name, condition=definition.name)
            continue
        # A value may itself be a parameter of the condition in which this one is used.
        value = leaves.bound.get(text) or bound_value(text)
        if value is None:
            leaves.problem("argument-value", (*path, "with", name), found=text)
        else:
            bound[name] = value
    return None if len(leaves.problems) > told else bound


def _called(definition: Definition, spec: UseSpec, leaves: Leaves) -> str:
    """Return what a condition is called where it is used: its name with the values given."""
    given = "、".join(f"{name} = {leaves.said.get(value, value)}" for name, value in spec.bound.items())
    return f"{definition.name}（{given}）" if given else definition.name


def _group(spec: GroupSpec, leaves: Leaves, path: Path, cite: str | None) -> tree.Node | None:
    parts: list[tree.Node | None] = []
    if spec.all is not None:
        items = _items(spec.all, leaves, (*path, "all"), cite)
        parts.append(None if items is None else tree.All(items))
    if spec.any is not None:
        items = _items(spec.any, leaves, (*path, "any"), cite)
        parts.append(None if items is None else tree.Any(items))
    if spec.none is not None:
        items = _items(spec.none, leaves, (*path, "none"), cite)
        parts.append(None if items is None else tree.All(tuple(tree.Not(item) for item in items)))
    if spec.at_least is not None:
        parts.append(_at_least(spec.at_least, leaves, (*path, "at_least"), cite))
    if spec.score is not None:
        score = build_score(spec.score, leaves, (*path, "score"))
        parts.append(None if score is None else tree.Criterion(score, cite))
    if not parts:
        leaves.problem("group-empty", path)
        return None
    sound = [part for part in parts if part is not None]
    if len(sound) < len(parts):
        return None
    return sound[0] if len(sound) == 1 else tree.All(tuple(sound))


def _at_least(spec: AtLeastSpec, leaves: Leaves, path: Path, cite: str | None) -> tree.Node | None:
    items = _items(spec.of, leaves, (*path, "of"), cite)
    if items is None:
        return None
    if spec.count > len(items):
        leaves.problem("at-least-too-many", (*path, "count"), found=spec.count, expected=len(items))
        return None
    return tree.AtLeast(spec.count, items)


def _items(
    specs: list[ConditionSpec], leaves: Leaves, path: Path, cite: str | None
) -> tuple[tree.Node, ...] | None:
    if not specs:
        leaves.problem("group-empty", path)
        return None
    if path in leaves.source.flow and _report_split(specs, leaves, path):
        return None
    items = [build_condition(spec, leaves, (*path, index), cite) for index, spec in enumerate(specs)]
    sound = tuple(item for item in items if item is not None)
    return sound if len(sound) == len(items) else None


def _report_split(specs: list[ConditionSpec], leaves: Leaves, path: Path) -> bool:
    """Report a formula that commas of a flow list have split; its halves then need no errors of their own."""
    for index, spec in enumerate(specs):
        number = split_number(spec, specs[index + 1]) if index + 1 < len(specs) else None
        if number is not None:
            found, at = number
            place = leaves.source.place((*path, index)).shifted(at)
            leaves.problems.append(Problem("leaf-thousands", place, {"found": found}))
            return True
        if isinstance(spec, str) and not _parses(spec):
            whole = split_by_comma(list(specs), index)
            if whole is not None:
                leaves.problem("leaf-split-by-comma", (*path, index), found=whole)
                return True
    return False


def _parses(text: str) -> bool:
    try:
        parse(text)
    except ParseError:
        return False
    return True
