"""What a rule file may hold: the shape of its YAML. The JSON Schema for editors is generated from here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from policymatch.benefit import BenefitKind, Nature
from policymatch.policy import Quality, Status


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _text(value: Any) -> Any:
    """Read a bare number (第 3 条 written as 3, a year) as the text it is."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _yes(value: Any) -> Any:
    """Read 是 and 否 as true and false: authors write rules in Chinese."""
    return (
        {"是": True, "否": False, "yes": True, "no": False}.get(value, value)
        if isinstance(value, str)
        else value
    )


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "integer"]})]
Yes = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"enum": [True, False, "是", "否", "yes", "no"]})]

# -- conditions ----------------------------------------------------------------------------------------


class IfSpec(_Spec):
    """A criterion with its citation; `presume` is the truth taken when it is unknown."""

    test: Text = Field(alias="if")
    cite: Text | None = None
    presume: Yes | None = None
    note: Text | None = None


class CheckSpec(_Spec):
    """What only a person can judge; `hint` names the facts that give evidence."""

    check: Text
    hint: list[Text] = []
    cite: Text | None = None


class OpenSpec(_Spec):
    """What the document itself leaves open."""

    open: Text
    cite: Text | None = None


class AtLeastSpec(_Spec):
    """At least `count` of several conditions."""

    count: int = Field(ge=1)
    of: list[ConditionSpec] = Field(min_length=1)


class GroupSpec(_Spec):
    """Conditions of which all, any, none or at least some hold; several keys together must all be met."""

    all: list[ConditionSpec] | None = None
    any: list[ConditionSpec] | None = None
    none: list[ConditionSpec] | None = None
    at_least: AtLeastSpec | None = None


def _condition_kind(value: Any) -> str:
    if isinstance(value, dict):
        for key in ("if", "check", "open"):
            if key in value:
                return f"{key}-criterion"
        return "group"
    return "leaf"


ConditionSpec = Annotated[
    Annotated[Text, Tag("leaf")]
    | Annotated[IfSpec, Tag("if-criterion")]
    | Annotated[CheckSpec, Tag("check-criterion")]
    | Annotated[OpenSpec, Tag("open-criterion")]
    | Annotated[GroupSpec, Tag("group")],
    Discriminator(_condition_kind),
]

# -- amounts -------------------------------------------------------------------------------------------


class CapSpec(_Spec):
    """Caps by what they count over."""

    record: Text | None = None
    firm: Text | None = None
    firm_year: Text | None = None


def _mapping_or_leaf(value: Any) -> str:
    return "map" if isinstance(value, dict) else "leaf"


LimitSpec = Annotated[
    Annotated[Text, Tag("leaf")] | Annotated[CapSpec, Tag("map")], Discriminator(_mapping_or_leaf)
]


class TierSpec(_Spec):
    """One tier: the amount when its condition holds, with a cap of its own."""

    test: Text = Field(alias="if")
    amount: Text
    cap: Text | None = None


class TiersSpec(_Spec):
    """Amounts by tier: the first that holds, the highest, or the sum of all that hold."""

    tiers: list[TierSpec] = Field(min_length=1)
    mode: Literal["first", "highest", "sum"] = "first"
    otherwise: Text | None = Field(default=None, alias="else")


AmountSpec = Annotated[
    Annotated[Text, Tag("leaf")] | Annotated[TiersSpec, Tag("map")], Discriminator(_mapping_or_leaf)
]


class BenefitSpec(_Spec):
    """What the policy gives. `amount` absent or null: the document states no money."""

    kind: BenefitKind
    nature: Nature | None = None
    amount: AmountSpec | None = None
    cap: LimitSpec | None = None
    floor: LimitSpec | None = None
    what: Text | None = None
    note: Text | None = None
    limited: Text | None = None


# -- documents and policies ----------------------------------------------------------------------------


class EffectiveSpec(_Spec):
    """Dates of force; `to: 长期` (or open_ended) says that there is no end."""

    start: Text | None = Field(default=None, alias="from")
    end: Text | None = Field(default=None, alias="to")


class DocumentSpec(_Spec):
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


class WindowSpec(_Spec):
    """When to apply: every year between two days (03-01, 04-30), between two dates, or at any time."""

    every_year: tuple[Text, Text] | None = None
    dates: tuple[Text, Text] | None = None
    always: Yes = False


def _one_or_several(value: Any) -> str:
    return "several" if isinstance(value, list) else "one"


WindowsSpec = Annotated[
    Annotated[WindowSpec, Tag("one")] | Annotated[list[WindowSpec], Tag("several")],
    Discriminator(_one_or_several),
]


class ApplySpec(_Spec):
    """How to apply."""

    window: WindowsSpec | None = None
    channel: Text | None = None
    materials: list[Text] = []
    contact: Text | None = None


class ExclusiveSpec(_Spec):
    """A group of policies of which at most one is paid."""

    group: Text
    keep: Literal["highest"] = "highest"


class AmountRangeSpec(_Spec):
    """An expected amount between two ends; `high: null` is unbounded."""

    low: Text
    high: Text | None


def _expected_amount_kind(value: Any) -> str:
    return "none" if value is None else _mapping_or_leaf(value)


class ExpectSpec(_Spec):
    """What a test must give."""

    verdict: Literal["eligible", "ineligible", "undecided"]
    undecided_by: Literal["facts", "check", "definition"] | None = None
    amount: Annotated[
        Annotated[Text, Tag("leaf")] | Annotated[AmountRangeSpec, Tag("map")] | Annotated[None, Tag("none")],
        Discriminator(_expected_amount_kind),
    ] = None


class TestSpec(_Spec):
    """A worked example: a firm on a date. Lists given are closed unless 清单完整 says otherwise."""

    __test__ = False

    as_of: Text
    firm: dict[str, Any]
    expect: ExpectSpec
    note: Text | None = None


class PolicySpec(_Spec):
    """One matchable benefit."""

    id: Text
    title: Text
    category: Text
    cite: Text | None = None
    record: Text | None = Field(default=None, alias="for")
    eligible: ConditionSpec
    benefit: BenefitSpec
    exclusive: list[ExclusiveSpec] = []
    apply: ApplySpec | None = None
    summary: Text | None = None
    text: Text | None = None
    permission_only: Yes = False
    fair_competition: Text | None = None
    cautions: list[Text] = []
    tests: list[TestSpec] = []


class RuleFileSpec(_Spec):
    """A rule file: one document and the policies encoded from it."""

    document: DocumentSpec
    policies: list[PolicySpec] = Field(min_length=1)


for _model in (AtLeastSpec, GroupSpec, PolicySpec, RuleFileSpec):
    _model.model_rebuild()
