"""The terms of a vocabulary: fields, record kinds, honours, levels, bases, groups, tables, zones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Generic, TypeVar

from policymatch.messages import Both, Lang
from policymatch.names import NameKind, look_up, nearest
from policymatch.text import normalise
from policymatch.values import (
    ANY_CODE,
    ANY_DATE,
    ANY_TEXT,
    UNKNOWN_LIST,
    Choice,
    DateSpan,
    Number,
    NumberSpan,
    Span,
    Truth,
    Value,
)
from policymatch.vocabulary.units import Dimension, Unit


class Type(StrEnum):
    """The kinds of values a field may have."""

    MONEY = "money"
    COUNT = "count"
    NUMBER = "number"
    RATIO = "ratio"
    DURATION = "duration"
    DATE = "date"
    BOOL = "bool"
    TEXT = "text"
    ENUM = "enum"
    TAGS = "tags"
    REGION = "region"
    INDUSTRY = "industry"

    @property
    def is_numeric(self) -> bool:
        """Return whether values are spans of numbers."""
        return self in _NUMERIC

    @property
    def is_code(self) -> bool:
        """Return whether values are codes of a tree."""
        return self in (Type.REGION, Type.INDUSTRY)


_NUMERIC = frozenset((Type.MONEY, Type.COUNT, Type.NUMBER, Type.RATIO, Type.DURATION))


@dataclass(frozen=True)
class Term:
    """One word of the vocabulary: its English key, its Chinese label and what else it is called."""

    name_kind: ClassVar[NameKind] = NameKind.WORD

    key: str
    label: str
    en: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name the term goes by, the printed ones first."""
        return (self.label, self.key, *self.aliases)

    @property
    def both(self) -> Both:
        """Return the term as people read it in either language."""
        return Both(self.label, self.en)

    def name_in(self, lang: Lang) -> str:
        """Return the name that rules are printed with: the Chinese label or the English key."""
        return self.label if lang == "zh" else self.key


T = TypeVar("T", bound=Term)


class Scope(Mapping[str, T], Generic[T]):
    """Terms by key, found by any of their names, written in full or half width, simplified or traditional."""

    def __init__(self, terms: Iterable[T] = ()) -> None:
        self._terms = {term.key: term for term in terms}

    @cached_property
    def _names(self) -> Mapping[str, T]:
        found: dict[str, T] = {}
        for term in self._terms.values():
            for name in term.names:
                found.setdefault(normalise(name), term)
        return found

    def __getitem__(self, key: str) -> T:
        return self._terms[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def find(self, name: str) -> T | None:
        """Return the term that goes by `name`, or None."""
        return look_up(name, self._names)

    def nearest(self, name: str) -> str | None:
        """Return the known name most like `name`, or None when none is near."""
        terms = self._terms.values()
        kind = next((term.name_kind for term in terms), NameKind.WORD)
        return nearest(name, [name for term in terms for name in term.names], short=True, kind=kind)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the Chinese labels, in the order declared."""
        return tuple(term.label for term in self._terms.values())


@dataclass(frozen=True)
class Field(Term):
    """One fact that may be known of a firm or of a record.

    `bounds` hold what the fact can be at all: an unknown fact is its bounds. `bases` are the 口径 it may
    stand in; `sources` the systems it comes from; `act` says that the firm can change it itself.
    """

    name_kind: ClassVar[NameKind] = NameKind.FIELD

    type: Type = Type.TEXT
    unit: Unit | None = None
    yearly: bool = False
    bases: tuple[str, ...] = ()
    bounds: tuple[Number | None, Number | None] = (None, None)
    sources: tuple[str, ...] = ()
    act: bool = False
    personal: bool = False
    values: Scope[Term] = field(default_factory=Scope)
    ordered: bool = False
    open: bool = False
    doc: str = ""

    @property
    def dimension(self) -> Dimension:
        """Return the dimension of a numeric field; ratios and bare numbers have none."""
        return self.unit.dimension if self.unit is not None else ()

    @cached_property
    def unknown(self) -> Value:
        """Return everything the fact may be when nothing is known of it."""
        match self.type:
            case Type.DATE:
                return ANY_DATE
            case Type.BOOL:
                return Truth.UNKNOWN
            case Type.ENUM if not self.open:
                return Choice(frozenset(self.values))
            case Type.ENUM | Type.TEXT:
                return ANY_TEXT
            case Type.TAGS:
                return UNKNOWN_LIST
            case Type.REGION | Type.INDUSTRY:
                return ANY_CODE
        low, high = self.bounds
        bounds: NumberSpan = Span(low, high)
        return bounds


@dataclass(frozen=True)
class RecordKind(Term):
    """One kind of record of a firm: project, loan, person, honour … and the fields such a record has."""

    title: str = "name"
    fields: Scope[Field] = field(default_factory=Scope)


@dataclass(frozen=True)
class Honour(Term):
    """A qualification or honour, the levels it is awarded at and the years it is valid."""

    name_kind: ClassVar[NameKind] = NameKind.HONOUR

    levels: tuple[str, ...] = ()
    years: int | None = None
    chain: str | None = None
    rank: int | None = None


@dataclass(frozen=True)
class Group(Term):
    """A named set of industries or regions that policies use, such as 工业 or 批零住餐.

    `doc` is its definition, with where that stands.
    """

    codes: tuple[str, ...] = ()
    of: Type = Type.INDUSTRY
    doc: str = ""


@dataclass(frozen=True)
class Zone(Term):
    """A development zone, which has no code of its own: of which kind it is, and where alone it can lie.

    `kind` is one of the kinds that the field of zones lists, `within` the prefixes of the counties it lies
    in, each in whole or in part.
    """

    kind: str = ""
    within: tuple[str, ...] = ()
    source: str = ""
    doc: str = ""


def kinds_of(field: Field, zones: Scope[Zone]) -> list[Term]:
    """Return the kinds of zones among the words of the field that lists them."""
    return [term for term in field.values.values() if term.key not in zones]


@dataclass(frozen=True)
class ParameterRow:
    """One figure of a table: the days and the region (a code prefix) it holds for; None holds for all."""

    value: NumberSpan
    days: DateSpan | None = None
    region: str | None = None


@dataclass(frozen=True)
class ParameterTable(Term):
    """A figure that changes by date or place: LPR by month, a year's target, a province's uplift.

    A day or a place that no row reaches has a value nobody knows, within `bounds`.
    """

    unit: Unit | None = None
    rows: tuple[ParameterRow, ...] = ()
    bounds: tuple[Number | None, Number | None] = (0, None)
    source: str = ""

    @property
    def dimension(self) -> Dimension:
        """Return the dimension of the table's figures."""
        return self.unit.dimension if self.unit is not None else ()

    @property
    def is_regional(self) -> bool:
        """Return whether figures differ by place."""
        return any(row.region is not None for row in self.rows)


# The record kind that holds honours; its name field is resolved against the vocabulary's honours.
HONOUR = "honour"
# The record kind that lists what the firm has received before; deductions and lifetime caps read it.
AWARD = "award"
# Fields whose meaning the language itself needs: since when there are yearly figures, where the firm is.
FOUNDED = "established"
REGISTERED_IN = "region"
# The field that lists the development zones a firm is in; the vocabulary's zones are among its words.
ZONE = "zone"


@dataclass(frozen=True)
class Vocabulary:
    """All terms in use: the base vocabulary and those that the loaded rules add to it."""

    fields: Scope[Field] = field(default_factory=Scope)
    records: Scope[RecordKind] = field(default_factory=Scope)
    honours: Scope[Honour] = field(default_factory=Scope)
    levels: Scope[Term] = field(default_factory=Scope)
    bases: Scope[Term] = field(default_factory=Scope)
    groups: Scope[Group] = field(default_factory=Scope)
    parameters: Scope[ParameterTable] = field(default_factory=Scope)
    zones: Scope[Zone] = field(default_factory=Scope)

    def scope(self, kind: str | None) -> Scope[Field]:
        """Return the fields of the firm (None) or of one record kind."""
        return self.fields if kind is None else self.records[kind].fields

    def field(self, kind: str | None, key: str) -> Field:
        """Return one field by its keys. Raises KeyError."""
        return self.scope(kind)[key]
