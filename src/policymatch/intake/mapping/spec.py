"""What a mapping file may hold: the shape of its YAML. The JSON Schema for editors is generated from here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from policymatch.intake.layout import Shape
from policymatch.library.spec_base import Spec, Text, Yes, one_or_several

KEY_NAMES = ("统一社会信用代码", "企业名称")
PART_NAMES = ("年度", "指标", "数值", "单位")


class ColumnSpec(Spec):
    """One column, by its header. It has one of: field, key, honour, part, ignore.

    `ask: true` says that a person must decide; confidence, why and candidates are there to help with that,
    and are not read. Without a unit, year or basis here the header's own holds.
    """

    header: Text
    field: Text | None = None
    key: Literal["统一社会信用代码", "企业名称"] | None = None
    honour: Text | None = None
    part: Literal["年度", "指标", "数值", "单位"] | None = None
    ignore: Text | None = None
    unit: Text | None = None
    year: Text | None = None
    basis: Text | None = None
    ask: Yes = False
    confidence: int | None = None
    why: Text | None = None
    candidates: list[Text] = Field(default_factory=list)


HeaderSpec = Annotated[
    Annotated[int, Tag("one")] | Annotated[tuple[int, int], Tag("several")], Discriminator(one_or_several)
]


class SheetSpec(Spec):
    """One sheet, or all that the patterns in file and sheet match; the first entry that matches counts."""

    file: Text
    sheet: Text | None = None
    skip: Yes = False
    source: Text | None = None
    precedence: int | None = None
    date: Text | None = None
    verified: Yes | None = None
    data_year: Text | None = None
    layout: Literal[Shape.WIDE, Shape.LONG, Shape.CARD] | None = None
    header: HeaderSpec | None = None
    record: Text | None = None
    fixed: dict[str, Any] = Field(default_factory=dict)
    unit: Text | None = None
    basis: Text | None = None
    ask: Yes = False
    why: Text | None = None
    columns: list[ColumnSpec] = Field(default_factory=list)


class MappingFileSpec(Spec):
    """A mapping of sheets to facts."""

    sheets: list[SheetSpec] = Field(min_length=1)


def mapping_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a mapping file, for editors."""
    schema: dict[str, object] = MappingFileSpec.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
