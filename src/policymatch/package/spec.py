"""The shape of candidates and relations as JSON (or YAML) states them; amounts are yuan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

MAX_CANDIDATES = 2_000
MAX_RELATIONS = 10_000


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _written(value: object) -> object:
    """Read a whole number as the text it is; decimals come as text, never as binary floating point."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[str, BeforeValidator(_written)]


class CandidateSpec(_Spec):
    """A policy with what it pays: one figure, or the two ends of a range (null: no upper end)."""

    id: Number
    amount: Number | tuple[Number, Number | None]


class AtMostOneSpec(_Spec):
    """At most one of the members is paid."""

    kind: Literal["at_most_one"]
    members: list[Number] = Field(min_length=1)


class ExcludeSpec(_Spec):
    """No two of the members are paid together."""

    kind: Literal["exclude"]
    members: list[Number] = Field(min_length=1)


class RequiresSpec(_Spec):
    """One policy is paid only together with another, or with several."""

    kind: Literal["requires"]
    id: Number
    needs: Number | list[Number]


class TopUpSpec(_Spec):
    """Each, lowest first, pays what exceeds those before it."""

    kind: Literal["top_up"]
    order: list[Number] = Field(min_length=1)


class PaidBeforeSpec(_Spec):
    """What was received already."""

    kind: Literal["paid_before"]
    id: Number
    amount: Number


class UpperOffsetSpec(_Spec):
    """The lower pays what exceeds the upper's grant."""

    kind: Literal["upper_offset"]
    lower: Number
    upper: Number


class CapSpec(_Spec):
    """The members together pay at most so much."""

    kind: Literal["cap"]
    members: list[Number] = Field(min_length=1)
    amount: Number


RelationSpec = Annotated[
    AtMostOneSpec | ExcludeSpec | RequiresSpec | TopUpSpec | PaidBeforeSpec | UpperOffsetSpec | CapSpec,
    Field(discriminator="kind"),
]


class PackageSpec(_Spec):
    """The whole file."""

    policies: list[CandidateSpec] = Field(max_length=MAX_CANDIDATES)
    relations: list[RelationSpec] = Field(default_factory=list, max_length=MAX_RELATIONS)
