"""`tax:` what a relief saves, or puts off: computed apart from payments and never added to them."""

from __future__ import annotations

from policymatch.benefit import Nature
from policymatch.language import tree
from policymatch.library.benefits.nodes import minus, not_below_zero, plain, product, quotient
from policymatch.library.benefits.sign import may_be_negative
from policymatch.library.leaves import Leaves
from policymatch.library.spec_amount import AmountSpec, PartsSpec, TiersSpec
from policymatch.library.spec_tax import (
    ExemptionSpec,
    ExtraCreditSpec,
    OneOffDeductionSpec,
    ReducedBaseAndRateSpec,
    ReducedRateSpec,
    SuperDeductionSpec,
    TaxMethodSpec,
    TaxSpec,
)
from policymatch.vocabulary.units import PLAIN
from policymatch.yamlio import Path


def build_tax(spec: TaxMethodSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return what the relief comes to, or None when a part has problems; a loss saves nothing."""
    before = len(leaves.problems)
    base = leaves.amount(getattr(spec, _base(spec)), (*path, _base(spec)))
    rates = {
        key: leaves.number(getattr(spec, key), (*path, key), PLAIN)
        for key in ("rate", "instead_of", "share", "extra")
        if hasattr(spec, key)
    }
    if len(leaves.problems) > before or base is None:
        return None
    sound = {key: rate for key, rate in rates.items() if rate is not None}
    saved = product(base, *_factors(spec, sound))
    return not_below_zero(saved) if may_be_negative(saved, leaves.vocabulary) else saved


def _base(spec: TaxMethodSpec) -> str:
    return "tax" if isinstance(spec, ExemptionSpec) else "base"


def _factors(spec: TaxMethodSpec, rates: dict[str, tree.Node]) -> tuple[tree.Node, ...]:
    match spec:
        case ReducedRateSpec():
            return (minus(rates["instead_of"], rates["rate"]),)
        case ReducedBaseAndRateSpec():
            return (minus(rates["instead_of"], product(rates["share"], rates["rate"])),)
        case SuperDeductionSpec():
            return rates["extra"], rates["rate"]
        case OneOffDeductionSpec(years=years):
            # Of the tax on the whole cost, one year's share would have been saved anyway.
            return rates["rate"], minus(plain(1), quotient(plain(1), plain(years)))
        case ExtraCreditSpec():
            return (rates["extra"],)
    return (rates["share"],)


def tax_nature(spec: AmountSpec | None) -> set[Nature]:
    """Return the natures of the tax forms inside an amount."""
    match spec:
        case TaxSpec(tax=tax):
            deferred = isinstance(tax, OneOffDeductionSpec)
            return {Nature.TAX_DEFERRAL if deferred else Nature.TAX_SAVING}
        case TiersSpec(tiers=tiers, otherwise=otherwise):
            return {nature for one in (*(t.amount for t in tiers), otherwise) for nature in tax_nature(one)}
        case PartsSpec(parts=parts):
            return {nature for part in parts for nature in tax_nature(part.amount)}
    return set()
