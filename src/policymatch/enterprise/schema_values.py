"""JSON Schemas of single values: what each type of field may be written as."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policymatch.enterprise.cells import MAX_ITEMS
from policymatch.enterprise.keys import FIRST_YEAR, LAST_YEAR
from policymatch.enterprise.labels import (
    BY,
    CHECK,
    COMPLETE,
    DATE,
    HIGH,
    HOLDS,
    LOW,
    NO_WORDS,
    NOTE,
    NOTHING_WORDS,
    OF_POLICY,
    OF_RECORD,
    SOURCE,
    UNKNOWN_WORDS,
    VALUE,
    VERIFIED,
    YES_WORDS,
)
from policymatch.enterprise.members import Members
from policymatch.enterprise.words import MAX_TEXT
from policymatch.messages import Lang, say
from policymatch.vocabulary import Field, Term, Type

Schema = dict[str, Any]

UNKNOWN: Schema = {"enum": [None, "", *UNKNOWN_WORDS]}
NOTHING: Schema = {"enum": list(NOTHING_WORDS)}
YES_OR_NO: Schema = {"enum": [True, False, *dict.fromkeys((*YES_WORDS, *NO_WORDS)), *UNKNOWN["enum"]]}
TEXT: Schema = {"type": ["string", "integer"], "maxLength": MAX_TEXT}
YEAR: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        {"type": "string", "pattern": "^[0-9]{4}(年|年度)?$"},
    ]
}
_FIGURE_TEXT: Schema = {"type": "string", "pattern": "[0-9０-９]"}

# A bare number would leave open whether yuan or wan, months or years are meant.
_UNIT_NEEDED: Schema = {"anyOf": [{"const": 0}, _FIGURE_TEXT, UNKNOWN]}
_NUMBER: Schema = {"anyOf": [{"type": "number"}, _FIGURE_TEXT, UNKNOWN]}
_DAY: Schema = {"anyOf": [{"type": "integer"}, _FIGURE_TEXT, UNKNOWN]}
_ENDS: dict[Type, Schema] = {
    Type.MONEY: _UNIT_NEEDED,
    Type.DURATION: _UNIT_NEEDED,
    Type.COUNT: _NUMBER,
    Type.NUMBER: _NUMBER,
    Type.RATIO: _NUMBER,
    Type.DATE: _DAY,
}


def mapping(properties: dict[str, Schema], patterns: dict[str, Schema] | None = None) -> Schema:
    """Return the schema of a mapping with these keys and no others."""
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | {"patternProperties": patterns} if patterns else schema


def named(terms: Iterable[tuple[Term, Schema]], lang: Lang) -> dict[str, Schema]:
    """Return a property for every name of each term, described by the term."""
    return {
        name: {"description": term.both.in_(lang), **schema} for term, schema in terms for name in term.names
    }


def one_of_names(term: Term) -> Schema:
    """Return the condition that a mapping has one of the names of `term`."""
    return {"anyOf": [{"required": [name]} for name in term.names]}


def list_of(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items, "maxItems": MAX_ITEMS}


def value_schema(field: Field, members: Members, lang: Lang) -> Schema:
    """Return the schema of a value of `field`, not wrapped with its source."""
    if field.type in _ENDS:
        return _range(_ENDS[field.type], lang)
    if field.type is Type.BOOL:
        return YES_OR_NO
    word = _word(field, members)
    if field.type is Type.TAGS:
        return {"anyOf": [UNKNOWN, NOTHING, word, list_of(word)]}
    return {"anyOf": [UNKNOWN, word, list_of(word) | {"minItems": 1}]}


def wrapping(lang: Lang, tags: bool) -> Schema:
    """Return the schema of a value wrapped with its source; the value itself is left to say."""
    day = _range(_DAY, lang)
    parts = [(VALUE, {}), (SOURCE, {"anyOf": [TEXT, UNKNOWN]}), (DATE, day), (VERIFIED, YES_OR_NO)]
    if tags:
        parts.append((COMPLETE, YES_OR_NO))
    return mapping(named(parts, lang)) | one_of_names(VALUE)


def confirmation_schema(lang: Lang) -> Schema:
    """Return the schema of a person's decision on a check."""
    words, maybe = TEXT, {"anyOf": [TEXT, UNKNOWN]}
    parts = (
        (OF_POLICY, words),
        (OF_RECORD, maybe),
        (CHECK, words),
        (HOLDS, YES_OR_NO),
        (BY, words),
        (DATE, _DAY),
        (NOTE, maybe),
    )
    required = [one_of_names(term) for term in (OF_POLICY, CHECK, HOLDS, BY, DATE)]
    return mapping(named(parts, lang)) | {"allOf": required}


def _word(field: Field, members: Members) -> Schema:
    names = dict.fromkeys(name for scope in members.scopes for term in scope.values() for name in term.names)
    if not names:
        return TEXT
    # An open field takes any text; its known words are listed all the same, for editors to offer.
    return {"anyOf": [{"enum": list(names)}, TEXT]} if members.open else {"enum": list(names)}


def _range(end: Schema, lang: Lang) -> Schema:
    ends = mapping(named(((LOW, end), (HIGH, end)), lang)) | {"minProperties": 1}
    pair = {
        "type": "array",
        "items": end,
        "minItems": 2,
        "maxItems": 2,
        "description": say("schema-pair", lang),
    }
    return {"anyOf": [end, pair, ends]}
