"""The format of vocabulary files, for the shipped ``base/*.yaml`` and a city's ``vocabulary.yaml`` alike."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as PydanticField

from policymatch.vocabulary.model import Type
from policymatch.yamlio.answers import AnswerSpec
from policymatch.yamlio.validated import CodedError

_KEY = re.compile(r"[a-z][a-z0-9_]*\Z")
# Characters that mean something in the rule language, or split a YAML flow list.
_RESERVED = re.compile(r"[\s,，.;；+\-*/×÷=<>≥≤≠!()（）\[\]「」\"'{}:：#]")


def _checked_key(key: str) -> str:
    if not _KEY.match(key):
        raise CodedError("bad-key", found=key)
    return key


def _checked_name(name: str) -> str:
    if not name or (_RESERVED.search(name) and not name.isascii()):
        raise CodedError("bad-name", found=name)
    return name


def _as_text(value: Any) -> Any:
    """Read an honour named 5G or a grade named 3 as the text it is."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Key = Annotated[str, AfterValidator(_checked_key)]
Name = Annotated[str, BeforeValidator(_as_text), AfterValidator(_checked_name)]


class _Spec(BaseModel):
    # Built when first used: a model that only stands inside others never needs a validator of its own.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class TermSpec(_Spec):
    """A word: its label, English label and other names."""

    label: Name
    en: str | None = None
    aliases: list[Name] = []


def _as_term(value: Any) -> Any:
    return {"label": value} if isinstance(value, str | int) and not isinstance(value, bool) else value


# `company: 公司` is short for `company: {label: 公司}`.
ShortTerm = Annotated[TermSpec, BeforeValidator(_as_term)]


class FieldSpec(TermSpec):
    """One fact of the firm or of a record."""

    type: Type
    unit: str | None = None
    yearly: bool = False
    bases: list[str] = []
    bounds: tuple[int | str | None, int | str | None] | None = None
    sources: list[str] = PydanticField(default=[], alias="from")
    act: bool = False
    personal: bool = False
    values: dict[str, ShortTerm] = {}
    ordered: bool = False
    open: bool = False
    doc: str = ""


class RecordSpec(TermSpec):
    """One kind of record; naming a kind that exists already adds fields to it."""

    label: Name | None = None  # type: ignore[assignment]
    title: str = "name"
    fields: dict[Key, FieldSpec] = {}


class HonourSpec(TermSpec):
    """A qualification or honour."""

    levels: list[str] = []
    years: int | None = None
    chain: str | None = None
    rank: int | None = None
    sources: list[str] = PydanticField(default=[], alias="from")
    doc: str = ""


class GroupSpec(TermSpec):
    """A named set of industries or regions; `without` is taken out of it again, `doc` is its definition."""

    label: Name | None = None  # type: ignore[assignment]
    of: Literal["industry", "region"] = "industry"
    codes: list[str]
    without: list[str] = []
    doc: str = ""


class ZoneSpec(TermSpec):
    """A development zone: its kind, and the counties it lies in, wholly or in part."""

    kind: str
    within: list[str] = PydanticField(alias="in", min_length=1)
    source: str = ""
    doc: str = ""


def _written(value: Any) -> Any:
    """Read a bare number among figures and periods (2024: 5) as the text it is."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Written = Annotated[str, BeforeValidator(_written)]


class ParameterRowSpec(_Spec):
    """One figure of a table, for a period (2024, 2024-07, or first and last day), a region, or both."""

    value: Written
    during: Written | tuple[Written, Written] | None = None
    region: str | None = None


class ParameterSpec(TermSpec):
    """A figure that changes by date or place. `values` maps periods or regions to figures, or lists rows."""

    unit: str | None = None
    bounds: tuple[int | str | None, int | str | None] | None = None
    source: str = ""
    values: dict[Written, Written] | list[ParameterRowSpec]


class VocabularySpec(_Spec):
    """A vocabulary file: any of these parts."""

    fields: dict[Key, FieldSpec] = {}
    records: dict[Key, RecordSpec] = {}
    levels: dict[Key, ShortTerm] = {}
    honours: dict[Key, HonourSpec] = {}
    bases: dict[Key, ShortTerm] = {}
    groups: dict[Key, GroupSpec] = {}
    parameters: dict[Key, ParameterSpec] = {}
    zones: dict[Key, ZoneSpec] = {}
    lint: list[AnswerSpec] = []
