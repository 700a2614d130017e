"""What stands under `amount:`, whichever form it has → one formula."""

from __future__ import annotations

from policymatch.language import tree
from policymatch.library.benefits.brackets import build_brackets
from policymatch.library.benefits.interest import build_interest
from policymatch.library.benefits.tax import build_tax
from policymatch.library.benefits.tiers import build_parts, build_tiers
from policymatch.library.leaves import Leaves
from policymatch.library.spec_amount import AmountSpec, BracketsSpec, InterestSpec, PartsSpec, TiersSpec
from policymatch.library.spec_tax import TaxSpec
from policymatch.yamlio import Path


def build_amount(spec: AmountSpec, leaves: Leaves, path: Path, top: bool = False) -> tree.Node | None:
    """Return the amount that `spec` states, or None when a part of it has problems.

    Only tiers at the `top` ask of the firm that one of them holds (semantics 16); elsewhere, where none
    holds, nothing is paid.
    """
    match spec:
        case TiersSpec():
            return build_tiers(spec, leaves, path, build_amount, top)
        case PartsSpec():
            return build_parts(spec, leaves, path, build_amount)
        case BracketsSpec():
            return build_brackets(spec.brackets, leaves, (*path, "brackets"))
        case InterestSpec():
            return build_interest(spec.interest, leaves, (*path, "interest"))
        case TaxSpec():
            return build_tax(spec.tax, leaves, (*path, "tax"))
    return leaves.amount(spec, path)
