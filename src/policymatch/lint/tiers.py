"""Tiers of an amount that are never reached, leave a gap, overlap, or share the figure at which they meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import cast

from policymatch.language import tree, walk
from policymatch.language.quantities import span_text
from policymatch.lint.domains import Points, Subject
from policymatch.lint.forms import ALWAYS, And, Atom, Form
from policymatch.lint.model import Finding
from policymatch.lint.reasoning import can_hold, implies
from policymatch.lint.view import View
from policymatch.messages import Both
from policymatch.values import NumberSpan, Span
from policymatch.vocabulary import Type

Group = tuple[Subject, frozenset[Form]]


@dataclass(frozen=True)
class _Step:
    """The figures of one tier."""

    tier: tree.Tier
    span: NumberSpan


def tiers(view: View) -> Iterator[Finding]:
    """Yield what is doubtful about the tiers of a policy's amount."""
    if not view.cases:
        return
    for node in walk(view.policy.benefit.amount):
        if isinstance(node, tree.Tiers):
            yield from _unreached(node, view)
            yield from _steps(node, view)


def _unreached(node: tree.Tiers, view: View) -> Iterator[Finding]:
    forms = [view.form_of(tier.when) for tier in node.tiers]
    for index, (tier, form) in enumerate(zip(node.tiers, forms, strict=True)):
        if form == ALWAYS:
            continue
        whole = And((view.form, form))
        if not can_hold(whole, view.vocabulary):
            yield _told("tier-never-met", tier.when, view)
            continue
        if node.mode is tree.TierMode.FIRST:
            covering = next((i for i in range(index) if implies(whole, forms[i])), None)
            if covering is not None:
                earlier = view.said(node.tiers[covering].when)
                yield _told("tier-covered", tier.when, view, other=earlier)


def _told(code: str, when: tree.Node, view: View, **values: object) -> Finding:
    return view.finding(
        code, view.printed(when), view.places.of_node(when, last=True), said=view.said(when), **values
    )


def _steps(node: tree.Tiers, view: View) -> Iterator[Finding]:
    if node.mode is tree.TierMode.SUM or len(node.tiers) < 2:
        return
    groups: dict[Group, list[_Step]] = {}
    for tier in node.tiers:
        for group, span in _spans(view.form_of(tier.when)):
            groups.setdefault(group, []).append(_Step(tier, span))
    for group, steps in groups.items():
        if len(steps) > 1:
            if node.mode is tree.TierMode.FIRST:
                yield from _overlaps(group, steps, view)
            yield from _gaps(group, steps, node, view)


def _spans(form: Form) -> Iterator[tuple[Group, NumberSpan]]:
    """Yield each figure that a tier bounds, and within what, with what else the tier asks."""
    atoms = form.items if isinstance(form, And) else (form,)
    bounds: dict[Subject, Points] = {}
    for one in atoms:
        if isinstance(one, Atom) and isinstance(one.domain, Points):
            before = bounds.get(one.subject)
            bounds[one.subject] = one.domain if before is None else before.meet(one.domain)
    for subject, domain in bounds.items():
        rest = frozenset(one for one in atoms if not (isinstance(one, Atom) and one.subject == subject))
        if len(domain.spans) == 1 and subject[0] == "value" and _is_figure(domain.spans[0]):
            yield (subject, rest), cast(NumberSpan, domain.spans[0])


def _is_figure(span: object) -> bool:
    ends = (span.low, span.high) if isinstance(span, Span) else ()
    return all(end is None or isinstance(end, int | Fraction) for end in ends)


def _gaps(group: Group, steps: list[_Step], node: tree.Tiers, view: View) -> Iterator[Finding]:
    covered: NumberSpan | None = None
    for step in sorted(steps, key=lambda one: _start(one.span)):
        gap = None if covered is None else _between(covered, step.span, _is_whole(group[0], view))
        if gap is not None and _is_open(gap, group, node, view):
            text = _span_said(gap, group[0], view)
            yield view.finding("tier-gap", text.zh, view.places.of_node(step.tier.when), gap=text)
        if covered is None or _ends_later(step.span, covered):
            covered = step.span


def _start(span: NumberSpan) -> tuple[bool, object, bool]:
    return (span.low is not None, span.low or 0, span.low_open)


def _ends_later(one: NumberSpan, other: NumberSpan) -> bool:
    if other.high is None or one.high is None:
        return other.high is not None
    return one.high > other.high or (one.high == other.high and other.high_open)


def _between(lower: NumberSpan, upper: NumberSpan, whole: bool) -> NumberSpan | None:
    """Return the figures above one span and below the other, or None if there are none."""
    if lower.high is None or upper.low is None:
        return None
    try:
        gap: NumberSpan = Span(lower.high, upper.low, not lower.high_open, not upper.low_open)
    except ValueError:
        return None
    if gap.is_exact and not (lower.high_open and upper.low_open):
        return None
    if whole:
        first = floor(lower.high) + 1 if not lower.high_open else ceil(lower.high)
        last = ceil(upper.low) - 1 if not upper.low_open else floor(upper.low)
        return Span(first, last) if first <= last else None
    return gap


def _is_whole(subject: Subject, view: View) -> bool:
    """Return whether a figure counts people or things, of which there are no halves."""
    node = subject[1]
    if isinstance(node, tree.Records):
        return node.value is None
    if not isinstance(node, tree.Fact):
        return False
    field = view.vocabulary.field(node.kind, node.key)
    return field.type is Type.COUNT and field.unit is not None and field.unit.size == 1


def _is_open(gap: NumberSpan, group: Group, node: tree.Tiers, view: View) -> bool:
    """Return whether a firm that qualifies may lie in a gap, and no other tier may be meant for it."""
    subject, rest = group
    inside = And((view.form, *rest, Atom(subject, Points((gap,)))))
    # Tiers without an "else" ask that one of them holds, so the condition itself leaves the gap out.
    asked = And((_without_tiers(view), *rest, Atom(subject, Points((gap,)))))
    form = asked if node.otherwise is None else inside
    return can_hold(form, view.vocabulary) and not any(
        can_hold(And((form, view.form_of(tier.when))), view.vocabulary) for tier in node.tiers
    )


def _without_tiers(view: View) -> Form:
    condition = view.policy.condition
    if isinstance(condition, tree.All):
        items = (one for one in condition.items if not _asks_for_tier(one))
        return And(tuple(view.form_of(one) for one in items))
    return view.form


def _asks_for_tier(node: tree.Node) -> bool:
    return isinstance(node, tree.Criterion) and isinstance(node.test, tree.SomeTier)


def _overlaps(group: Group, steps: list[_Step], view: View) -> Iterator[Finding]:
    for index, step in enumerate(steps):
        for earlier in steps[:index]:
            both = step.span.meet(earlier.span)
            if both is None or both in (step.span, earlier.span):
                continue
            code = "tier-edge" if both.is_exact else "tier-overlap"
            text = _span_said(both, group[0], view)
            yield view.finding(
                code,
                text.zh,
                view.places.of_node(step.tier.when),
                both=text,
                said=view.said(step.tier.when),
                other=view.said(earlier.tier.when),
            )


def _span_said(span: NumberSpan, subject: Subject, view: View) -> Both:
    from policymatch.language.kinds import NumberKind, kind_of

    node = subject[1]
    kind = kind_of(node, view.vocabulary) if isinstance(node, tree.Node) else None
    dimension = kind.dimension if isinstance(kind, NumberKind) else ()
    ratio = isinstance(node, tree.Fact) and view.vocabulary.field(node.kind, node.key).type is Type.RATIO
    return Both(span_text(span, dimension, "zh", ratio), span_text(span, dimension, "en", ratio))
