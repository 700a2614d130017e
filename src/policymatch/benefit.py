"""Benefit: the form of help a policy gives and the formula of its amount."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policymatch.language import tree, walk


class Nature(StrEnum):
    """What kind of value a benefit has; totals never mix them (semantics 22)."""

    PAYMENT = "payment"
    TAX_SAVING = "tax_saving"
    CREDIT = "credit"
    IN_KIND = "in_kind"


class BenefitKind(StrEnum):
    """The form of help."""

    SUBSIDY = "subsidy"
    AWARD = "award"
    INTEREST = "interest_discount"
    FEE_RELIEF = "fee_relief"
    TAX = "tax"
    ALLOWANCE = "allowance"
    HOUSING = "housing"
    CREDIT = "credit"
    SERVICE = "service"

    @property
    def nature(self) -> Nature:
        """Return the nature that benefits of this kind have unless the rule says otherwise."""
        match self:
            case BenefitKind.TAX:
                return Nature.TAX_SAVING
            case BenefitKind.CREDIT:
                return Nature.CREDIT
            case BenefitKind.HOUSING | BenefitKind.SERVICE:
                return Nature.IN_KIND
        return Nature.PAYMENT


@dataclass(frozen=True)
class Benefit:
    """What a policy gives.

    `amount` is the formula of one firm's amount, or of one record's where the policy is per record, in 元;
    None when the document states no money. `firm_cap` and `firm_floor` then bound the sum over records.
    """

    kind: BenefitKind
    nature: Nature
    amount: tree.Node | None = None
    firm_cap: tree.Node | None = None
    firm_floor: tree.Node | None = None
    cap_scope: tree.CapScope = tree.CapScope.FIRM
    what: str | None = None
    note: str | None = None
    limited: str | None = None

    @property
    def is_up_to(self) -> bool:
        """Return whether only a ceiling is known, so that the amount must not be shown as a promise."""
        return any(isinstance(node, tree.UpTo) for node in walk(self.amount))
