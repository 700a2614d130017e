"""What is known of a firm or a record → the cells of its row; what fits no column goes into `rest`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from policymatch.enterprise import Enterprise, FactKey, Known, Record
from policymatch.firms.codes import code_written
from policymatch.firms.columns import DATE_ENDS, ENDS, Column, Part, is_reserved
from policymatch.firms.stored import to_stored
from policymatch.values import Choice, Codes, DateSpan, Listing, Number, NumberSpan, Span, Truth, Value
from policymatch.vocabulary import Field, Vocabulary

Cell = object
# A column of facts, or the name of another column.
Name = Column | str
Cells = dict[Name, Cell]

# What else a profile may come to hold travels in `rest` as the profile itself writes it.
_OF_FIRM = ("name", "credit_code", "as_of", "facts", "listings")
_MORE_OF_FIRM = tuple(one.name for one in fields(Enterprise) if one.name not in _OF_FIRM)
_MORE_OF_RECORD = tuple(one.name for one in fields(Record) if one.name not in ("kind", "facts"))

_NOBODY = "x"


def cells_of(
    facts: Mapping[FactKey, Known], kind: str | None, vocabulary: Vocabulary
) -> tuple[Cells, dict[FactKey, Known]]:
    """Return the cells of the facts of a firm (`kind` None) or a record, and the facts that fit no column.

    A fact that says nothing (any number, any word) has no cells. Raises KeyError on a fact that the
    vocabulary does not have.
    """
    scope = vocabulary.scope(kind)
    cells: Cells = {}
    unfit: dict[FactKey, Known] = {}
    for fact, known in facts.items():
        parts = None if is_reserved(fact, kind) else _value_cells(known.value, scope[fact[0]])
        if parts is None:
            unfit[fact] = known
        elif parts:
            for part, cell in parts.items():
                cells[Column(fact, part)] = cell
            _add_origin(cells, fact, known)
    return cells, unfit


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


def _value_cells(value: Value, field: Field) -> dict[Part, Cell] | None:
    """Return the cells of a value: none if it says nothing; None if it cannot be held exactly."""
    match value:
        case Span():
            return _span_cells(value, field)
        case Truth():
            return {Part.VALUE: value is Truth.TRUE} if value.known else {}
        case Listing():
            listed: dict[Part, Cell] = {Part.VALUE: list(value.items)}
            return listed | {Part.CLOSED: True} if value.closed else listed
        case Codes():
            return _among([code_written(prefix, field) for prefix in sorted(value.prefixes)])
        case Choice():
            return {} if value.members is None else _among(sorted(value.members))
    raise TypeError(f"no cell can hold {value!r}")


def _among(words: list[str]) -> dict[Part, Cell]:
    return {Part.VALUE: words[0]} if len(words) == 1 else {Part.ANY_OF: words}


def _span_cells(span: NumberSpan | DateSpan, field: Field) -> dict[Part, Cell] | None:
    low, high = (_stored(end, field) for end in (span.low, span.high))
    if (low is None) != (span.low is None) or (high is None) != (span.high is None):
        return None
    if span.is_exact:
        return {Part.VALUE: low}
    ends = zip(ENDS, (low, high, span.low_open or None, span.high_open or None), strict=True)
    return {part: cell for part, cell in ends if cell is not None}


def _stored(end: Number | date | None, field: Field) -> Cell:
    return end if end is None or isinstance(end, date) else to_stored(end, field)


def _add_origin(cells: Cells, fact: FactKey, known: Known) -> None:
    if known.source is not None:
        cells[Column(fact, Part.SOURCE)] = known.source
    if known.verified is not None:
        cells[Column(fact, Part.VERIFIED)] = known.verified
    day = known.date
    if day is None:
        return
    if day.is_exact:
        cells[Column(fact, Part.DATE)] = day.low
        return
    ends = zip(DATE_ENDS, (day.low, day.high, day.low_open or None, day.high_open or None), strict=True)
    for part, cell in ends:
        if cell is not None:
            cells[Column(fact, part)] = cell


def is_whole(cell: Cell) -> bool:
    """Return whether a number fits into a column of whole numbers."""
    return not isinstance(cell, Decimal)
