"""Conditions that no firm can meet, and criteria that change nothing beside others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from policymatch.language import tree, walk
from policymatch.lint.forms import And, Form, highest_points
from policymatch.lint.model import Finding
from policymatch.lint.reasoning import always_holds, can_hold, implies
from policymatch.lint.view import View


def unreachable_scores(view: View) -> Iterator[Finding]:
    """Yield scores that no firm can reach."""
    for node in view.asked:
        if isinstance(node, tree.Score):
            found = highest_points(node, view.vocabulary)
            if found is not None and found[0] < found[1]:
                place = view.places.key("eligible")
                yield view.finding("score-out-of-reach", f"{found[1]}分", place, most=f"{found[0]}分")


def impossible(view: View) -> Iterator[Finding]:
    """Yield what no firm can meet: the narrowest part of the condition that contradicts itself."""
    yield from _impossible(view.policy.condition, And(()), view)
    for node in view.asked:
        if isinstance(node, tree.Records) and node.where is not None:
            form = view.form_of(node.where)
            if not can_hold(form, view.vocabulary):
                yield view.finding(
                    "never-met",
                    view.printed(node.where),
                    view.places.of_node(node.where),
                    said=view.said(node.where),
                )


def _impossible(node: tree.Node, beside: Form, view: View) -> Iterator[Finding]:
    parts = conjuncts(node)
    forms = [view.form_of(part) for part in parts]
    alone = [part for part, form in zip(parts, forms, strict=True) if not can_hold(form, view.vocabulary)]
    if not can_hold(And((beside, *forms)), view.vocabulary):
        for part in alone:
            if not _holds_score(part):
                yield view.finding(
                    "never-met", view.printed(part), view.places.of_node(part), said=view.said(part)
                )
        if not alone:
            yield _contradiction(parts, forms, view)
        return
    for index, part in enumerate(parts):
        others = And((beside, *forms[:index], *forms[index + 1 :]))
        for branch in _branches(part):
            if can_hold(And((others, view.form_of(branch))), view.vocabulary):
                yield from _impossible(branch, others, view)
            elif not _holds_score(branch):
                yield view.finding(
                    "branch-never-met",
                    view.printed(branch),
                    view.places.of_node(branch),
                    said=view.said(branch),
                )


def _contradiction(parts: tuple[tree.Node, ...], forms: list[Form], view: View) -> Finding:
    """Return the finding of criteria that exclude each other: two of them where two do."""
    for (first, one), (second, two) in combinations(zip(parts, forms, strict=True), 2):
        if not can_hold(And((one, two)), view.vocabulary):
            return view.finding(
                "contradiction",
                view.printed(second),
                view.places.of_node(second, last=True),
                said=view.said(second),
                other=view.said(first),
            )
    place = view.places.key("eligible")
    return view.finding("contradiction-of-several", "eligible", place)


def idle(view: View) -> Iterator[Finding]:
    """Yield criteria that other criteria imply, that say the same twice, or that the bounds of a fact say."""
    if view.cases:
        yield from _idle(view.policy.condition, (), view)


def _idle(node: tree.Node, beside: tuple[tuple[tree.Node, Form], ...], view: View) -> Iterator[Finding]:
    # What tiers ask repeats what the tiers say, and is no reason to drop a criterion.
    written = (part for part in conjuncts(node) if not _is_made(part))
    parts = [(part, view.form_of(part)) for part in written]
    for index, (part, form) in enumerate(parts):
        if always_holds(form, view.vocabulary):
            yield _told("always-true", part, view)
            continue
        others = (*beside, *(parts[:index] + parts[index + 1 :]))
        reason = next(
            # Of two that imply each other the later one is one too many.
            (
                one
                for one, other in others
                if implies(other, form) and not (implies(form, other) and _later(one, part, parts))
            ),
            None,
        )
        if reason is not None:
            same = implies(form, view.form_of(reason))
            yield _told("duplicate" if same else "implied", part, view, other=view.said(reason))
            continue
        branches = [(branch, view.form_of(branch)) for branch in _branches(part)]
        for place, (branch, branch_form) in enumerate(branches):
            wider = next(
                (
                    one
                    for number, (one, other) in enumerate(branches)
                    if number != place
                    and implies(branch_form, other)
                    and not (implies(other, branch_form) and number > place)
                ),
                None,
            )
            if wider is not None and isinstance(part, tree.Any):
                yield _told("branch-covered", branch, view, other=view.said(wider))
            else:
                yield from _idle(branch, others, view)


def _later(one: tree.Node, part: tree.Node, parts: list[tuple[tree.Node, Form]]) -> bool:
    """Return whether `one` stands behind `part` among its neighbours."""
    order = [id(node) for node, _ in parts]
    return id(one) in order and order.index(id(one)) > order.index(id(part))


def _told(code: str, node: tree.Node, view: View, **values: object) -> Finding:
    place = view.places.of_node(node, last=code in ("duplicate", "branch-covered"))
    return view.finding(code, view.printed(node), place, said=view.said(node), **values)


def conjuncts(node: tree.Node) -> tuple[tree.Node, ...]:
    """Return the conditions that must all hold."""
    if isinstance(node, tree.All) and node.items:
        return tuple(part for item in node.items for part in conjuncts(item))
    return (node,)


def _branches(node: tree.Node) -> tuple[tree.Node, ...]:
    """Return the conditions of which only some must hold."""
    match node:
        case tree.Any(items) | tree.AtLeast(_, items):
            return items
        case tree.Criterion(tree.Any(items), _, None):
            return items
    return ()


def _is_made(node: tree.Node) -> bool:
    """Return whether nobody wrote a condition: tiers ask it, or it is a person's to judge."""
    match node:
        case tree.Criterion(tree.SomeTier()) | tree.Check() | tree.Undefined():
            return True
    return False


def _holds_score(node: tree.Node) -> bool:
    return any(isinstance(one, tree.Score) for one in walk(node))
