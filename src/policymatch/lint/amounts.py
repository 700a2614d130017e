"""Caps that always cut, caps that never can, and floors above the cap."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import cast

from policymatch.language import Context, number_of, tree, walk
from policymatch.language.quantities import quantity_text
from policymatch.lint.domains import Points
from policymatch.lint.model import Finding
from policymatch.lint.nobody import nobody
from policymatch.lint.view import View
from policymatch.messages import Both
from policymatch.values import Number, NumberSpan, Span, Value
from policymatch.vocabulary.units import Dimension

_CNY: Dimension = (("CNY", 1),)


def caps(view: View) -> Iterator[Finding]:
    """Yield caps and floors that do not do what a cap or a floor is for."""
    benefit = view.policy.benefit
    if benefit.amount is None or not view.cases:
        return
    context = Context(nobody(), view.vocabulary, assumed=_facts(view))
    for node in walk(benefit.amount):
        if isinstance(node, tree.Capped):
            yield from _cap(number_of(node.item, context), number_of(node.limit, context), view)
            if isinstance(node.item, tree.Floored):
                yield from _floor(node.item.limit, node.limit, context, view)
    # Several records add up to an amount of the firm that nothing bounds from above.
    if benefit.firm_cap is not None and view.policy.record is None:
        limit = number_of(benefit.firm_cap, context)
        if benefit.firm_less is None:
            yield from _cap(number_of(benefit.amount, context), limit, view)
    if benefit.firm_floor is not None and benefit.firm_cap is not None:
        yield from _floor(benefit.firm_floor, benefit.firm_cap, context, view)


def _facts(view: View) -> dict[tree.Fact, Value]:
    """Return what the figures of a firm that qualifies lie between, where every case bounds them."""
    found: dict[tree.Fact, Value] = {}
    first, *others = view.cases
    for subject, domain in first.items():
        fact = subject[1]
        spans = [domain, *(case.get(subject) for case in others)]
        if subject[0] != "value" or not isinstance(fact, tree.Fact):
            continue
        if not view.vocabulary.field(fact.kind, fact.key).type.is_numeric:
            continue
        if all(isinstance(one, Points) for one in spans):
            every = [span for one in spans for span in cast(Points, one).spans]
            found[fact] = reduce(Span.hull, cast("list[NumberSpan]", every))
    return found


def _cap(amount: NumberSpan, limit: NumberSpan, view: View) -> Iterator[Finding]:
    if amount.low is not None and limit.high is not None and amount.low > limit.high:
        yield _told("cap-always", limit.high, view, least=_money(amount.low))
    if amount.high is not None and limit.low is not None and amount.high < limit.low:
        yield _told("cap-never", limit.low, view, most=_money(amount.high))


def _floor(floor: tree.Node, cap: tree.Node, context: Context, view: View) -> Iterator[Finding]:
    least, most = number_of(floor, context), number_of(cap, context)
    if least.low is not None and most.high is not None and least.low > most.high:
        yield _told("floor-above-cap", least.low, view, cap=_money(most.high))


def _told(code: str, limit: Number, view: View, **values: object) -> Finding:
    place = view.places.key("benefit", "floor" if code == "floor-above-cap" else "cap")
    return view.finding(code, _money(limit).zh, place, limit=_money(limit), **values)


def _money(amount: Number) -> Both:
    return Both(quantity_text(amount, _CNY, "zh"), quantity_text(amount, _CNY, "en"))
