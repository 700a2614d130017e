"""What a rule file may hold: the shape of its YAML. The JSON Schema for editors is generated from here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from policymatch.library.spec_base import Spec, Text, Yes, mapping_or_leaf, one_or_several
from policymatch.library.spec_benefit import BenefitSpec
from policymatch.library.spec_condition import ConditionSpec, DefinitionSpec
from policymatch.policy import Quality, Status
from policymatch.yamlio.answers import AnswerSpec


class EffectiveSpec(Spec):
    """Dates of force; `to: 长期` (or open_ended) says that there is no end."""

    start: Text | None = Field(default=None, alias="from")
    end: Text | None = Field(default=None, alias="to")


class DocumentSpec(Spec):
    """What was published."""

    title: Text
    issuer: Text
    level: Literal["national", "province", "city", "county", "district", "park"]
    region: Text
    number: Text | None = None
    published: Text | None = None
    effective: EffectiveSpec | None = None
    status: Literal[Status.IN_FORCE, Status.EXPIRED, Status.DRAFT, Status.UNKNOWN] | None = None
    url: Text | None = None
    quality: Quality = Quality.UNSTATED
    note: Text | None = None
    replaces: list[Text] = Field(default_factory=list)


class WindowSpec(Spec):
    """When to apply: every year between two days (03-01, 04-30), between two dates, or at any time."""

    every_year: tuple[Text, Text] | None = None
    dates: tuple[Text, Text] | None = None
    always: Yes = False


WindowsSpec = Annotated[
    Annotated[WindowSpec, Tag("one")] | Annotated[list[WindowSpec], Tag("several")],
    Discriminator(one_or_several),
]


class ApplySpec(Spec):
    """How to apply."""

    window: WindowsSpec | None = None
    channel: Text | None = None
    materials: list[Text] = Field(default_factory=list)
    contact: Text | None = None


class ExclusiveSpec(Spec):
    """A group of policies of which at most one is paid, to the firm or for each of its records.

    With `keep: difference` the higher pays what exceeds the lower; `rank` says which is higher (else the
    amount does).
    """

    group: Text
    keep: Literal["highest", "difference"] = "highest"
    per: Literal["firm", "record"] = "firm"
    rank: int | None = None


class AmountRangeSpec(Spec):
    """An expected amount between two ends; `high: null` is unbounded."""

    low: Text
    high: Text | None


def _expected_amount_kind(value: Any) -> str:
    return "none" if value is None else mapping_or_leaf(value)


class ExpectSpec(Spec):
    """What a test must give."""

    verdict: Literal["eligible", "ineligible", "undecided"]
    undecided_by: Literal["facts", "check", "definition"] | None = None
    amount: Annotated[
        Annotated[Text, Tag("leaf")] | Annotated[AmountRangeSpec, Tag("map")] | Annotated[None, Tag("none")],
        Discriminator(_expected_amount_kind),
    ] = None


class TestSpec(Spec):
    """A worked example: a firm on a date. Lists given are closed unless 清单完整 says otherwise."""

    __test__ = False

    as_of: Text
    firm: dict[str, Any]
    expect: ExpectSpec
    note: Text | None = None


# All facts that the policy reads, or only the fields named.
VerifiedSpec = Annotated[
    Annotated[Yes, Tag("one")] | Annotated[list[Text], Tag("several")],
    Discriminator(one_or_several),
]


class PolicySpec(Spec):
    """One matchable benefit."""

    id: Text
    title: Text
    category: Text
    cite: Text | None = None
    record: Text | None = Field(default=None, alias="for")
    eligible: ConditionSpec
    benefit: BenefitSpec
    exclusive: list[ExclusiveSpec] = Field(default_factory=list)
    excludes: list[Text] = Field(default_factory=list)
    requires: list[Text] = Field(default_factory=list)
    offset_by: list[Text] = Field(default_factory=list)
    edition_of: Text | None = None
    same_as: Text | None = None
    apply: ApplySpec | None = None
    summary: Text | None = None
    text: Text | None = None
    verified: VerifiedSpec = False
    permission_only: Yes = False
    fair_competition: Text | None = None
    cautions: list[Text] = Field(default_factory=list)
    tests: list[TestSpec] = Field(default_factory=list)
    lint: list[AnswerSpec] = Field(default_factory=list)


class RuleFileSpec(Spec):
    """A rule file: one document, its policies, and conditions named for this file alone."""

    document: DocumentSpec
    conditions: dict[str, DefinitionSpec] = Field(default_factory=dict)
    policies: list[PolicySpec] = Field(min_length=1)
    lint: list[AnswerSpec] = Field(default_factory=list)
