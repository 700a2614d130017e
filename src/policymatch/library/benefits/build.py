"""All that stands under `benefit:` → a Benefit, and what its tiers ask of the firm."""

from __future__ import annotations

from policymatch.benefit import Benefit, Limits, Nature
from policymatch.language import tree
from policymatch.library.benefits.amounts import build_amount
from policymatch.library.benefits.caps import build_limits, build_shared_caps, build_total_cap
from policymatch.library.benefits.less import build_deduction
from policymatch.library.benefits.multiply import build_factor
from policymatch.library.benefits.nodes import minus, not_below_zero, product, smaller
from policymatch.library.benefits.shares import build_funding, build_instalments
from policymatch.library.benefits.tax import tax_nature
from policymatch.library.leaves import Leaves
from policymatch.library.spec_amount import TiersSpec
from policymatch.library.spec_benefit import BenefitSpec
from policymatch.yamlio import Path


def build_benefit(
    spec: BenefitSpec, leaves: Leaves, path: Path, policy: tuple[str, ...]
) -> tuple[Benefit, tree.Node | None] | None:
    """Return the benefit and the criterion that its tiers imply; None when its formulas have problems.

    `policy` is what past awards of this very policy may call it: its id and its title. Tiers at the top of
    the amount ask that one of them holds, unless there is an `else` (semantics 16).
    """
    before = len(leaves.problems)
    stated = None if spec.amount is None else build_amount(spec.amount, leaves, (*path, "amount"), top=True)
    amount, deduction = _modified(spec, stated, leaves, path)
    caps = build_limits(spec.cap, leaves, (*path, "cap"))
    floors = build_limits(spec.floor, leaves, (*path, "floor"))
    total_cap = build_total_cap(spec.cap, leaves, (*path, "cap"), policy)
    if spec.amount is None and len(leaves.problems) == before:
        _needs_amount(spec, bool(caps or total_cap), leaves, path)
    for limits, node in ((floors, tree.Floored), (caps, tree.Capped)):
        limit = limits.get(tree.CapScope.RECORD)
        if limit is not None and amount is not None:
            amount = node(amount, limit, tree.CapScope.RECORD)
    of_year = caps.get(tree.CapScope.FIRM_YEAR)
    firm_caps = [cap for cap in (caps.get(tree.CapScope.FIRM), of_year) if cap is not None]
    benefit = Benefit(
        kind=spec.kind,
        nature=_nature(spec, leaves, path),
        amount=amount,
        firm_less=deduction if leaves.record is not None else None,
        firm_cap=smaller(*firm_caps) if len(firm_caps) > 1 else next(iter(firm_caps), None),
        firm_floor=floors.get(tree.CapScope.FIRM_YEAR, floors.get(tree.CapScope.FIRM)),
        cap_scope=tree.CapScope.FIRM if of_year is None else tree.CapScope.FIRM_YEAR,
        total_cap=total_cap,
        shared_caps=build_shared_caps(spec.shared_cap, leaves, (*path, "shared_cap")),
        instalments=build_instalments(spec, leaves, (*path, "instalments")),
        funding=build_funding(spec, leaves, (*path, "funding")),
        payee=spec.payee,
        what=spec.what,
        note=spec.note,
        limits=Limits(spec.limited, spec.quota, spec.budget, spec.ranking),
    )
    return None if len(leaves.problems) > before else (benefit, _implied(spec, stated))


def _modified(
    spec: BenefitSpec, amount: tree.Node | None, leaves: Leaves, path: Path
) -> tuple[tree.Node | None, tree.Node | None]:
    """Return the amount multiplied and less what was received before, and what is deducted."""
    if spec.multiply is not None:
        factor = build_factor(spec.multiply, leaves, (*path, "multiply"))
        if amount is not None and factor is not None:
            amount = product(amount, factor)
    if spec.less is None:
        return amount, None
    deduction = build_deduction(spec.less, leaves, (*path, "less"))
    if amount is not None and deduction is not None:
        amount = not_below_zero(minus(amount, deduction))
    return amount, deduction


def _needs_amount(spec: BenefitSpec, capped: bool, leaves: Leaves, path: Path) -> None:
    """Report what changes or bounds an amount where there is none."""
    if capped or spec.floor is not None:
        leaves.problem("cap-without-amount", (*path, "floor" if spec.cap is None else "cap"))
    for key in ("multiply", "less", "shared_cap", "instalments"):
        if getattr(spec, key) is not None:
            leaves.problem("key-without-amount", (*path, key), found=key)


def _nature(spec: BenefitSpec, leaves: Leaves, path: Path) -> Nature:
    """Return the nature of the benefit; natures are never mixed in one amount (semantics 22)."""
    natures = tax_nature(spec.amount)
    if natures and spec.kind.nature is not Nature.TAX_SAVING:
        leaves.problem("tax-form-of-other-kind", (*path, "kind"), found=spec.kind.value)
    if len(natures) > 1:
        leaves.problem("natures-mixed", (*path, "amount"))
    if spec.payee is not None:
        if spec.nature not in (None, Nature.THIRD_PARTY):
            leaves.problem("payee-nature", (*path, "nature"), found=spec.nature)
        return Nature.THIRD_PARTY
    return spec.nature or next(iter(natures), spec.kind.nature)


def _implied(spec: BenefitSpec, amount: tree.Node | None) -> tree.Node | None:
    if (
        isinstance(spec.amount, TiersSpec)
        and spec.amount.otherwise is None
        and isinstance(amount, tree.Tiers)
    ):
        return tree.SomeTier(tuple(tier.when for tier in amount.tiers))
    return None
