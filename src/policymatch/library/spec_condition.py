"""What may stand under `eligible:`, and what a named condition may be."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from policymatch.library.spec_base import Spec, Text, Yes
from policymatch.yamlio.answers import AnswerSpec


class IfSpec(Spec):
    """A criterion with its citation; `presume` is the truth taken when it is unknown."""

    test: Text = Field(alias="if")
    cite: Text | None = None
    presume: Yes | None = None
    note: Text | None = None


class CheckSpec(Spec):
    """What only a person can judge; `hint` names the facts that give evidence."""

    check: Text
    hint: list[Text] = Field(default_factory=list)
    cite: Text | None = None


class OpenSpec(Spec):
    """What the document itself leaves open."""

    open: Text
    cite: Text | None = None


class AtLeastSpec(Spec):
    """At least `count` of several conditions."""

    count: int = Field(ge=1)
    of: list[ConditionSpec] = Field(min_length=1)


class UseSpec(Spec):
    """A named condition (`conditions:`), with values for its parameters under `with`."""

    use: Text
    bound: dict[str, Text] = Field(default_factory=dict, alias="with")
    cite: Text | None = None


class PointsSpec(Spec):
    """Points for one condition, or for what a person judges."""

    test: Text | None = Field(default=None, alias="if")
    check: Text | None = None
    points: Text


class PointTiersSpec(Spec):
    """Points for the first of several conditions that holds; `else` when none does (0 unless stated)."""

    tiers: list[PointsSpec] = Field(min_length=1)
    otherwise: Text | None = Field(default=None, alias="else")


def _points_kind(value: Any) -> str:
    return "tiers" if isinstance(value, dict) and "tiers" in value else "one"


ScoreItemSpec = Annotated[
    Annotated[PointsSpec, Tag("one")] | Annotated[PointTiersSpec, Tag("tiers")],
    Discriminator(_points_kind),
]


class ScoreSpec(Spec):
    """Points that are added up and must reach `at_least`."""

    items: list[ScoreItemSpec] = Field(min_length=1)
    at_least: Text


class GroupSpec(Spec):
    """Conditions of which all, any, none or at least some hold; several keys together must all be met."""

    all: list[ConditionSpec] | None = None
    any: list[ConditionSpec] | None = None
    none: list[ConditionSpec] | None = None
    at_least: AtLeastSpec | None = None
    score: ScoreSpec | None = None


def _condition_kind(value: Any) -> str:
    if isinstance(value, dict):
        for key in ("if", "check", "open", "use"):
            if key in value:
                return f"{key}-criterion"
        return "group"
    return "leaf"


ConditionSpec = Annotated[
    Annotated[Text, Tag("leaf")]
    | Annotated[IfSpec, Tag("if-criterion")]
    | Annotated[CheckSpec, Tag("check-criterion")]
    | Annotated[OpenSpec, Tag("open-criterion")]
    | Annotated[UseSpec, Tag("use-criterion")]
    | Annotated[GroupSpec, Tag("group")],
    Discriminator(_condition_kind),
]


class DefinitionSpec(Spec):
    """A named condition: its parameters with their defaults (null: must be given) and what it says.

    `cite` is inherited by its criteria that have none of their own.
    """

    en: Text | None = None
    aliases: list[Text] = Field(default_factory=list)
    cite: Text | None = None
    bound: dict[str, Text | None] = Field(default_factory=dict, alias="with")
    condition: ConditionSpec = Field(alias="is")

    @property
    def defaults(self) -> dict[str, str]:
        """Return the values of the parameters that have one."""
        return {name: text for name, text in self.bound.items() if text is not None}


class ConditionsFileSpec(Spec):
    """A `conditions.yaml`: conditions that all rules of the library may use by name."""

    conditions: dict[str, DefinitionSpec]
    lint: list[AnswerSpec] = Field(default_factory=list)
