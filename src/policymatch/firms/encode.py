"""What is known of a firm or a record → the cells of its row; what fits no column goes into `rest`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import NamedTuple

from policymatch.enterprise import Enterprise, FactKey, Known, Record
from policymatch.firms.codes import code_written
from policymatch.firms.columns import Part, fact_column, is_reserved
from policymatch.firms.stored import to_stored
from policymatch.values import Choice, Codes, DateSpan, Listing, Number, NumberSpan, Span, Truth, Value
from policymatch.vocabulary import Field, Vocabulary

Cell = object
# By the name of the column.
Cells = dict[str, Cell]

# What else a profile may come to hold travels in `rest` as the profile itself writes it.
_OF_FIRM = ("name", "credit_code", "as_of", "facts", "listings")
_MORE_OF_FIRM = tuple(one.name for one in fields(Enterprise) if one.name not in _OF_FIRM)
_MORE_OF_RECORD = tuple(one.name for one in fields(Record) if one.name not in ("kind", "facts"))

_NOBODY = "x"


class _Columns(NamedTuple):
    """The field of a fact, and the names of its columns: of the exact value and of where it comes from."""

    field: Field
    name: str
    source: str
    verified: str
    date: str


class Encoder:
    """Turns the facts of firms (`kind` None) or of records of a kind into cells."""

    def __init__(self, kind: str | None, vocabulary: Vocabulary) -> None:
        self._kind = kind
        self._scope = vocabulary.scope(kind)
        # None where no column can be.
        self._columns: dict[FactKey, _Columns | None] = {}

    def cells(self, facts: Mapping[FactKey, Known]) -> tuple[Cells, dict[FactKey, Known]]:
        """Return the cells of facts, and those facts that fit no column.

        A fact that says nothing (any number, any word) has no cells. Raises KeyError on a fact that the
        vocabulary does not have.
        """
        cells: Cells = {}
        unfit: dict[FactKey, Known] = {}
        for fact, known in facts.items():
            column = self._columns[fact] if fact in self._columns else self._column(fact)
            if column is None:
                unfit[fact] = known
                continue
            name, value = column.name, known.value
            stored = _exact(value, column.field)
            if stored is not None:
                cells[name] = stored
                _add_origin(cells, column, known)
                continue
            parts = _value_cells(value, column.field)
            if parts is None:
                unfit[fact] = known
                continue
            for part, cell in parts:
                cells[f"{name}.{part}" if part else name] = cell
            if parts:
                _add_origin(cells, column, known)
        return cells, unfit

    def _column(self, fact: FactKey) -> _Columns | None:
        name = fact_column(fact)
        of_origin = (f"{name}.{part}" for part in (Part.SOURCE, Part.VERIFIED, Part.DATE))
        reserved = is_reserved(fact, self._kind)
        column = None if reserved else _Columns(self._scope[fact[0]], name, *of_origin)
        self._columns[fact] = column
        return column


def rest_of_firm(enterprise: Enterprise, unfit: dict[FactKey, Known], vocabulary: Vocabulary) -> str | None:
    """Return what of a profile fits no column, as JSON in the profile's own form; None if all fits."""
    if not unfit and not any(getattr(enterprise, name) for name in _MORE_OF_FIRM):
        return None
    left = replace(enterprise, name=_NOBODY, credit_code=None, as_of=None, facts=unfit, listings={})
    data = left.to_dict("en", vocabulary)
    del data["name"]
    return _json(data)


def rest_of_record(record: Record, unfit: dict[FactKey, Known], vocabulary: Vocabulary) -> str | None:
    """Return what of a record fits no column, as JSON in the profile's own form; None if all fits."""
    if not unfit and not any(getattr(record, name) for name in _MORE_OF_RECORD):
        return None
    left = Enterprise(_NOBODY, listings={record.kind: Listing((replace(record, facts=unfit),))})
    (data,) = left.to_dict("en", vocabulary)[vocabulary.records[record.kind].key]
    return _json(data)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _exact(value: Value, field: Field) -> Cell:
    """Return the cell of a number or a day, which nearly all values are; None where it is another."""
    if type(value) is not Span or value.low is not value.high:
        return None
    return _stored(value.low, field)


def _value_cells(value: Value, field: Field) -> Sequence[tuple[str, Cell]] | None:
    """Return the cells of a value by part: none if it says nothing; None if it cannot be held exactly."""
    match value:
        case Span():
            return _span_cells(value, field)
        case Truth():
            return (("", value is Truth.TRUE),) if value.known else ()
        case Listing():
            listed = (("", list(value.items)),)
            return (*listed, (Part.CLOSED, True)) if value.closed else listed
        case Codes():
            return _among([code_written(prefix, field) for prefix in sorted(value.prefixes)])
        case Choice():
            return () if value.members is None else _among(sorted(value.members))
    raise TypeError(f"no cell can hold {value!r}")


def _among(words: list[str]) -> Sequence[tuple[str, Cell]]:
    return (("", words[0]),) if len(words) == 1 else ((Part.ANY_OF, words),)


def _span_cells(span: NumberSpan | DateSpan, field: Field) -> Sequence[tuple[str, Cell]] | None:
    low, high = span.low, span.high
    ends = _stored(low, field), _stored(high, field)
    if (ends[0] is None) != (low is None) or (ends[1] is None) != (high is None):
        return None
    return (("", ends[0]),) if span.is_exact else _ends(*ends, span)


def _stored(end: Number | date | None, field: Field) -> Cell:
    return end if end is None or isinstance(end, date) else to_stored(end, field)


def _ends(low: Cell, high: Cell, span: NumberSpan | DateSpan) -> Sequence[tuple[str, Cell]]:
    parts = (
        (Part.LOW, low),
        (Part.HIGH, high),
        (Part.LOW_OPEN, span.low_open or None),
        (Part.HIGH_OPEN, span.high_open or None),
    )
    return [(part, cell) for part, cell in parts if cell is not None]


def _add_origin(cells: Cells, column: _Columns, known: Known) -> None:
    if known.source is not None:
        cells[column.source] = known.source
    if known.verified is not None:
        cells[column.verified] = known.verified
    days = known.date
    if days is not None:
        at = column.date
        found = [("", days.low)] if days.is_exact else _ends(days.low, days.high, days)
        cells.update({f"{at}.{part}" if part else at: cell for part, cell in found})
