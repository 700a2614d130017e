"""What stands under `benefit:` → a Benefit: kinds of amounts are macros over the few nodes of the tree."""

from __future__ import annotations

from policymatch.benefit import Benefit
from policymatch.language import tree
from policymatch.library.leaves import Leaves
from policymatch.library.spec import BenefitSpec, CapSpec, TiersSpec
from policymatch.yamlio import Path


def build_benefit(spec: BenefitSpec, leaves: Leaves, path: Path) -> Benefit | None:
    """Return the benefit, or None when its formulas have problems."""
    before = len(leaves.problems)
    amount = _amount(spec, leaves, path)
    firm_cap, firm_floor, scope = None, None, tree.CapScope.FIRM
    caps = _limits(spec.cap, leaves, (*path, "cap"))
    floors = _limits(spec.floor, leaves, (*path, "floor"))
    if amount is None and (caps or floors) and len(leaves.problems) == before:
        leaves.problem("cap-without-amount", (*path, "cap" if caps else "floor"))
    for limits, node in ((floors, tree.Floored), (caps, tree.Capped)):
        limit = limits.get(tree.CapScope.RECORD)
        if limit is not None and amount is not None:
            amount = node(amount, limit, tree.CapScope.RECORD)
    for wanted in (tree.CapScope.FIRM, tree.CapScope.FIRM_YEAR):
        if wanted in caps:
            limit = caps[wanted]
            firm_cap, scope = (limit if firm_cap is None else tree.Function("min", (firm_cap, limit))), wanted
        if wanted in floors:
            firm_floor = floors[wanted]
    if len(leaves.problems) > before:
        return None
    return Benefit(
        kind=spec.kind,
        nature=spec.nature or spec.kind.nature,
        amount=amount,
        firm_cap=firm_cap,
        firm_floor=firm_floor,
        cap_scope=scope,
        what=spec.what,
        note=spec.note,
        limited=spec.limited,
    )


def implied_criterion(benefit: Benefit) -> tree.Node | None:
    """Return what tiers ask of the firm: some tier must hold, unless there is an `else` (semantics 16)."""
    node = benefit.amount
    while isinstance(node, tree.Capped | tree.Floored):
        node = node.item
    if isinstance(node, tree.Tiers) and node.otherwise is None:
        return tree.SomeTier(tuple(tier.when for tier in node.tiers))
    return None


def _amount(spec: BenefitSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    if spec.amount is None:
        return None
    if isinstance(spec.amount, TiersSpec):
        return _tiers(spec.amount, leaves, (*path, "amount"))
    return leaves.amount(spec.amount, (*path, "amount"))


def _tiers(spec: TiersSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    tiers: list[tree.Tier] = []
    for index, one in enumerate(spec.tiers):
        at: Path = (*path, "tiers", index)
        when = leaves.condition(one.test, (*at, "if"))
        amount = leaves.amount(one.amount, (*at, "amount"))
        cap = None if one.cap is None else leaves.amount(one.cap, (*at, "cap"))
        if when is None or amount is None:
            continue
        if cap is not None:
            scope = tree.CapScope.FIRM if leaves.record is None else tree.CapScope.RECORD
            amount = tree.Capped(amount, cap, scope)
        tiers.append(tree.Tier(when, amount))
    otherwise = None if spec.otherwise is None else leaves.amount(spec.otherwise, (*path, "else"))
    if len(tiers) < len(spec.tiers):
        return None
    return tree.Tiers(tuple(tiers), tree.TierMode(spec.mode), otherwise)


def _limits(spec: CapSpec | str | None, leaves: Leaves, path: Path) -> dict[tree.CapScope, tree.Node]:
    """Return caps (or floors) by scope; a bare one is the firm's, and ambiguous where records count."""
    if spec is None:
        return {}
    if isinstance(spec, str):
        if leaves.record is not None:
            leaves.problem("cap-scope-missing", path)
            return {}
        node = leaves.amount(spec, path)
        return {} if node is None else {tree.CapScope.FIRM: node}
    found: dict[tree.CapScope, tree.Node] = {}
    for scope in tree.CapScope:
        text = getattr(spec, scope.value, None)
        if text is None:
            continue
        if scope is tree.CapScope.RECORD and leaves.record is None:
            leaves.problem("cap-record-without-for", (*path, scope.value))
            continue
        reader = leaves if scope is tree.CapScope.RECORD else leaves.of_firm()
        node = reader.amount(text, (*path, scope.value))
        if node is not None:
            found[scope] = node
    return found
