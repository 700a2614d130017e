"""What may stand under `tax:`: one shape for each method by which a tax is lowered or put off."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from policymatch.library.spec_base import Spec, Text


class ReducedRateSpec(Spec):
    """A lower rate on the base: saved is base × (instead_of − rate)."""

    method: Literal["reduced_rate"]
    base: Text
    rate: Text
    instead_of: Text


class ReducedBaseAndRateSpec(Spec):
    """Only a share of the base is taxed, at a lower rate: saved is base × (instead_of − share × rate)."""

    method: Literal["reduced_base_and_rate"]
    base: Text
    share: Text
    rate: Text
    instead_of: Text


class ExemptionSpec(Spec):
    """A share of a tax (all of it by default) is not levied."""

    method: Literal["exemption"]
    tax: Text
    share: Text = "100%"


class SuperDeductionSpec(Spec):
    """More than was spent is deducted: saved is base × extra × rate."""

    method: Literal["super_deduction"]
    base: Text
    extra: Text
    rate: Text


class OneOffDeductionSpec(Spec):
    """Deducted at once instead of over `years`: no tax is saved, it is paid later."""

    method: Literal["one_off_deduction"]
    base: Text
    rate: Text
    years: int = Field(ge=2)


class ExtraCreditSpec(Spec):
    """An extra share of the base is credited against the tax."""

    method: Literal["extra_credit"]
    base: Text
    extra: Text


Method = Literal[
    "reduced_rate",
    "reduced_base_and_rate",
    "exemption",
    "super_deduction",
    "one_off_deduction",
    "extra_credit",
]


class UnknownMethodSpec(Spec):
    """A `tax:` whose method is missing or unknown: never valid, it only says which methods there are."""

    model_config = ConfigDict(extra="ignore")

    method: Method


def _method(value: Any) -> str:
    found = value.get("method") if isinstance(value, dict) else None
    return f"{found}-method" if found in get_args(Method) else "no-method"


TaxMethodSpec = Annotated[
    Annotated[ReducedRateSpec, Tag("reduced_rate-method")]
    | Annotated[ReducedBaseAndRateSpec, Tag("reduced_base_and_rate-method")]
    | Annotated[ExemptionSpec, Tag("exemption-method")]
    | Annotated[SuperDeductionSpec, Tag("super_deduction-method")]
    | Annotated[OneOffDeductionSpec, Tag("one_off_deduction-method")]
    | Annotated[ExtraCreditSpec, Tag("extra_credit-method")]
    | Annotated[UnknownMethodSpec, WithJsonSchema({"not": {}}), Tag("no-method")],
    Discriminator(_method),
]


class TaxSpec(Spec):
    """Tax relief by one method."""

    tax: TaxMethodSpec
