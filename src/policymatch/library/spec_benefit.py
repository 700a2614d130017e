"""What may stand under `benefit:`: the form of help, its amount, and what changes, bounds and splits it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from policymatch.benefit import BenefitKind, Nature
from policymatch.library.spec_amount import AmountSpec
from policymatch.library.spec_base import Spec, Text, mapping_or_leaf, one_or_several
from policymatch.library.spec_condition import ConditionSpec


class TotalCapSpec(Spec):
    """A cap for a firm's lifetime; `matter` names past awards that count beside those of this policy."""

    limit: Text
    matter: Text | None = None


class CapSpec(Spec):
    """Caps by what they count over."""

    record: Text | None = None
    firm: Text | None = None
    firm_year: Text | None = None
    total: (
        Annotated[
            Annotated[Text, Tag("leaf")] | Annotated[TotalCapSpec, Tag("map")], Discriminator(mapping_or_leaf)
        ]
        | None
    ) = None


class FloorSpec(Spec):
    """Floors by what they count over."""

    record: Text | None = None
    firm: Text | None = None
    firm_year: Text | None = None


class TimesSpec(Spec):
    """One multiplier with the condition under which it applies."""

    test: ConditionSpec = Field(alias="if")
    times: Text


class MultiplySpec(Spec):
    """Multipliers of the amount: the highest, what exceeds 1 added up, or the product; `cap` bounds."""

    by: list[TimesSpec] = Field(min_length=1)
    mode: Literal["highest", "add", "product"] = "highest"
    cap: Text | None = None


class LessSpec(Spec):
    """Past awards that are deducted: of a policy, for a matter, at a level; this year's or all."""

    matter: Text | None = None
    policy: Text | None = None
    level: Text | None = None
    over: Literal["year", "lifetime"] = "lifetime"
    share: Text | None = None


class SharedCapSpec(Spec):
    """A cap that the policies of a group share."""

    group: Text
    limit: Text
    over: Literal["year", "lifetime", "once"] = "year"


class InstalmentSpec(Spec):
    """One instalment: its share of the amount and when it is paid."""

    share: Text
    when: Text | None = None


CapsSpec = Annotated[
    Annotated[Text, Tag("leaf")] | Annotated[CapSpec, Tag("map")], Discriminator(mapping_or_leaf)
]
FloorsSpec = Annotated[
    Annotated[Text, Tag("leaf")] | Annotated[FloorSpec, Tag("map")], Discriminator(mapping_or_leaf)
]
DeductionsSpec = Annotated[
    Annotated[LessSpec, Tag("one")] | Annotated[list[LessSpec], Tag("several")],
    Discriminator(one_or_several),
]
SharedCapsSpec = Annotated[
    Annotated[SharedCapSpec, Tag("one")] | Annotated[list[SharedCapSpec], Tag("several")],
    Discriminator(one_or_several),
]
OneInstalmentSpec = Annotated[
    Annotated[Text, Tag("leaf")] | Annotated[InstalmentSpec, Tag("map")], Discriminator(mapping_or_leaf)
]


class BenefitSpec(Spec):
    """What the policy gives. `amount` absent or null: the document states no money."""

    kind: BenefitKind
    nature: Nature | None = None
    amount: AmountSpec | None = None
    multiply: MultiplySpec | None = None
    less: DeductionsSpec | None = None
    cap: CapsSpec | None = None
    floor: FloorsSpec | None = None
    shared_cap: SharedCapsSpec | None = None
    instalments: list[OneInstalmentSpec] | None = Field(default=None, min_length=1)
    funding: dict[Text, Text] | None = Field(default=None, min_length=1)
    payee: Text | None = None
    what: Text | None = None
    note: Text | None = None
    limited: Text | None = None
    quota: Text | None = None
    budget: Text | None = None
    ranking: Text | None = None
