"""What may stand under `amount:`: a leaf, or a mapping that names a form; tiers and parts hold others."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from policymatch.library.spec_base import Spec, Text, Yes
from policymatch.library.spec_condition import ConditionSpec
from policymatch.library.spec_tax import TaxSpec


class TierSpec(Spec):
    """One tier: the amount when its condition holds, with a cap of its own."""

    test: ConditionSpec = Field(alias="if")
    amount: AmountSpec
    cap: Text | None = None


class TiersSpec(Spec):
    """Amounts by tier: the first that holds, the highest, or the sum of all that hold."""

    tiers: list[TierSpec] = Field(min_length=1)
    mode: Literal["first", "highest", "sum"] = "first"
    otherwise: AmountSpec | None = Field(default=None, alias="else")


class PartSpec(Spec):
    """One part of a sum; without `if` it always counts. `what` is what people call it."""

    amount: AmountSpec
    test: ConditionSpec | None = Field(default=None, alias="if")
    cap: Text | None = None
    floor: Text | None = None
    what: Text | None = None


class PartsSpec(Spec):
    """A sum of parts, each with its own condition, cap and floor."""

    parts: list[PartSpec] = Field(min_length=1)


class BracketSpec(Spec):
    """One bracket: the rate on what lies above the bracket before it, up to `to` (the last: without end)."""

    rate: Text
    to: Text | None = None


class BracketsInner(Spec):
    """Brackets of one base, lowest first; what lies below `from` counts nothing."""

    of: Text
    steps: list[BracketSpec] = Field(min_length=1)
    start: Text | None = Field(default=None, alias="from")


class BracketsSpec(Spec):
    """Marginal brackets (分段累进): each rate on the slice of the base inside its bracket."""

    brackets: BracketsInner


class AboveLprSpec(Spec):
    """The part of the loan's rate that lies above LPR less some points; `at` is the day of the LPR."""

    lpr: Text
    at: Text | None = None
    minus: Text | None = None


class DaysSpec(Spec):
    """The days for which interest counts, over a year of 360 or 365 days."""

    start: Text = Field(alias="from")
    end: Text = Field(alias="to")
    of: Literal[360, 365]


class InterestInner(Spec):
    """A loan interest discount: principal × rate × time, or a share of the interest paid."""

    principal: Text | None = None
    principal_cap: Text | None = None
    points: Text | None = None
    share_of_interest: Text | None = None
    share_of_rate: Text | None = None
    share_of_lpr: Text | None = None
    above_lpr: AboveLprSpec | None = None
    lpr: Text | None = None
    at: Text | None = None
    at_most_actual: Yes = False
    months: Text | None = None
    days: DaysSpec | None = None


class InterestSpec(Spec):
    """A loan interest discount."""

    interest: InterestInner


FORMS = ("tiers", "parts", "brackets", "interest", "tax")


def _form(value: Any) -> str:
    if not isinstance(value, dict):
        return "leaf"
    return f"{next((key for key in FORMS if key in value), FORMS[0])}-form"


AmountSpec = Annotated[
    Annotated[Text, Tag("leaf")]
    | Annotated[TiersSpec, Tag("tiers-form")]
    | Annotated[PartsSpec, Tag("parts-form")]
    | Annotated[BracketsSpec, Tag("brackets-form")]
    | Annotated[InterestSpec, Tag("interest-form")]
    | Annotated[TaxSpec, Tag("tax-form")],
    Discriminator(_form),
]
