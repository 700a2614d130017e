"""Benefit: the form of help a policy gives and the formula of its amount."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from policymatch.language import tree, walk
from policymatch.values import Number
from policymatch.vocabulary.model import AWARD


class Nature(StrEnum):
    """What kind of value a benefit has; totals never mix them (semantics 22)."""

    PAYMENT = "payment"
    TAX_SAVING = "tax_saving"
    TAX_DEFERRAL = "tax_deferral"  # paid later, not saved
    CREDIT = "credit"
    IN_KIND = "in_kind"
    THIRD_PARTY = "third_party"  # the money goes to somebody else


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
class Share:
    """A part of the amount: an instalment (`name`: when it is paid) or what one payer bears (`name`: who)."""

    share: Number
    name: str | None = None


class Period(StrEnum):
    """Over which time a shared cap counts."""

    YEAR = "year"
    LIFETIME = "lifetime"
    ONCE = "once"


@dataclass(frozen=True)
class SharedCap:
    """A cap, in 元, that the policies of `group` share."""

    group: str
    limit: tree.Node
    over: Period


@dataclass(frozen=True)
class Limits:
    """What keeps an amount from being a promise: limited as told, places, money, a ranking."""

    limited: str | None = None
    quota: str | None = None
    budget: str | None = None
    ranking: str | None = None

    def __bool__(self) -> bool:
        return bool(self.stated)

    @property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """Return what is stated, each with its kind."""
        return tuple(
            (one.name, text) for one in fields(self) if (text := getattr(self, one.name)) is not None
        )


@dataclass(frozen=True)
class Benefit:
    """What a policy gives.

    `amount` is the formula of one firm's amount, or of one record's where the policy is per record, in 元;
    None when the document states no money. In a policy per record it deducts the past awards that name the
    record, and `firm_less` is what of the others is deducted from the sum over records. `firm_floor`,
    `firm_cap` and `total_cap` (what past awards leave of a cap for a lifetime) then bound the sum, and last
    the caps shared with other policies. Instalments and funding split what is paid.
    """

    kind: BenefitKind
    nature: Nature
    amount: tree.Node | None = None
    firm_less: tree.Node | None = None
    firm_cap: tree.Node | None = None
    firm_floor: tree.Node | None = None
    cap_scope: tree.CapScope = tree.CapScope.FIRM
    total_cap: tree.Node | None = None
    shared_caps: tuple[SharedCap, ...] = ()
    instalments: tuple[Share, ...] = ()
    funding: tuple[Share, ...] = ()
    payee: str | None = None
    what: str | None = None
    note: str | None = None
    limits: Limits = Limits()

    @property
    def is_up_to(self) -> bool:
        """Return whether only a ceiling is known, so that the amount must not be shown as a promise."""
        return any(isinstance(node, tree.UpTo) for node in walk(self.amount))

    @property
    def reads_awards(self) -> bool:
        """Return whether what the firm received before lowers the amount."""
        formulas = (self.amount, self.firm_less, self.total_cap)
        return any(
            isinstance(node, tree.Records) and node.kind == AWARD
            for formula in formulas
            for node in walk(formula)
        )
