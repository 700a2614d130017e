"""The JSON Schema of a profile, for editors and forms, generated from a vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policymatch.enterprise.labels import (
    AS_OF,
    COMPLETE,
    CONFIRMATIONS,
    CREDIT_CODE,
    DATA_YEAR,
    NAME,
    RECORDS,
    VALUE,
)
from policymatch.enterprise.members import members_of
from policymatch.enterprise.schema_values import (
    NOTHING,
    TEXT,
    UNKNOWN,
    YEAR,
    YES_OR_NO,
    Schema,
    confirmation_schema,
    list_of,
    mapping,
    named,
    one_of_names,
    value_schema,
    wrapping,
)
from policymatch.messages import Lang, check_lang, say
from policymatch.vocabulary import Field, RecordKind, Type, Vocabulary, base_vocabulary
from policymatch.vocabulary.model import HONOUR

_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/]")
_YEAR_KEY = "^[0-9]{4}(年|年度)?$"


def profile_schema(vocabulary: Vocabulary | None = None, lang: Lang = "zh") -> Schema:
    """Return the JSON Schema (draft 2020-12) of a profile, described in `lang`.

    It knows every name of every field, the forms with year and basis, and the words of enumerations. It
    accepts every profile that reading accepts in those spellings, and finds most mistakes, but units, dates
    and codes are checked only by reading. Raises ValueError on a language other than zh and en.
    """
    return _Schema(vocabulary or base_vocabulary(), check_lang(lang)).profile()


class _Schema:
    def __init__(self, vocabulary: Vocabulary, lang: Lang) -> None:
        self.vocabulary = vocabulary
        self.lang = lang
        self.definitions: dict[str, Schema] = {}

    def profile(self) -> Schema:
        properties = named(
            (
                (NAME, TEXT),
                (CREDIT_CODE, {"anyOf": [TEXT, UNKNOWN]}),
                (AS_OF, {"anyOf": [TEXT, UNKNOWN]}),
                (DATA_YEAR, {"anyOf": [YEAR, UNKNOWN]}),
                (COMPLETE, {"anyOf": [YES_OR_NO, TEXT, list_of(TEXT)]}),
                (CONFIRMATIONS, {"anyOf": [UNKNOWN, NOTHING, list_of(confirmation_schema(self.lang))]}),
            ),
            self.lang,
        )
        facts, patterns = self._facts(self.vocabulary.fields, None)
        properties |= facts
        for kind in self.vocabulary.records.values():
            self.definitions[f"records.{kind.key}"] = self._records(kind)
            for name in kind.names:
                properties.setdefault(name, _reference(f"records.{kind.key}"))
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": say("schema-title", self.lang),
            **mapping(properties, patterns),
            **one_of_names(NAME),
            "$defs": self.definitions,
        }

    def _facts(
        self, fields: Mapping[str, Field], kind: str | None
    ) -> tuple[dict[str, Schema], dict[str, Schema]]:
        """Return the properties and the patterns of keys that the facts of one owner are written under."""
        properties: dict[str, Schema] = {}
        patterns: dict[str, Schema] = {}
        for field in fields.values():
            name = f"{kind or 'firm'}.{field.key}"
            self.definitions[name] = self._fact(field, kind)
            reference = _reference(name)
            for one in field.names:
                properties.setdefault(one, reference)
            if field.yearly or field.bases:
                patterns[self._key_pattern(field)] = reference
        return properties, patterns

    def _fact(self, field: Field, kind: str | None) -> Schema:
        fact = self._shared_fact(field, kind)
        if field.yearly:
            by_year = {"patternProperties": {_YEAR_KEY: fact}, "additionalProperties": False}
            value_by_year = {"type": "object", "minProperties": 1, **by_year}
            fact = {"anyOf": [fact, value_by_year, self._wrapped(value_by_year, tags=False)]}
        return {"description": self._description(field), **fact}

    def _shared_fact(self, field: Field, kind: str | None) -> Schema:
        """Return a reference to the schema of a value, alone or wrapped; fields without words share it."""
        members = members_of(field, kind, self.vocabulary)
        own = any(members.scopes)
        name = f"{kind or 'firm'}.{field.key}.value" if own else f"type.{field.type}"
        if name not in self.definitions:
            self.definitions[f"{name}.alone"] = value_schema(field, members, self.lang)
            alone = _reference(f"{name}.alone")
            self.definitions[name] = {"anyOf": [alone, self._wrapped(alone, field.type is Type.TAGS)]}
        return _reference(name)

    def _wrapped(self, value: Schema, tags: bool) -> Schema:
        name = "sourced-list" if tags else "sourced"
        self.definitions.setdefault(name, wrapping(self.lang, tags))
        return {**_reference(name), "properties": dict.fromkeys(VALUE.names, value)}

    def _records(self, kind: RecordKind) -> Schema:
        item = mapping(*self._facts(kind.fields, kind.key))
        if kind.key == HONOUR:
            names = [name for honour in self.vocabulary.honours.values() for name in honour.names]
            item = {"anyOf": [{"enum": list(dict.fromkeys(names))}, item]}
        self.definitions[f"record.{kind.key}"] = item
        listed = list_of(_reference(f"record.{kind.key}"))
        parts = ((COMPLETE, YES_OR_NO), (RECORDS, {"anyOf": [UNKNOWN, NOTHING, listed]}))
        wrapped = mapping(named(parts, self.lang)) | one_of_names(RECORDS)
        return {"description": kind.both.in_(self.lang), "anyOf": [UNKNOWN, NOTHING, listed, wrapped]}

    def _description(self, field: Field) -> str:
        lang = self.lang
        said = [field.both.in_(lang)]
        if field.unit is not None:
            said.append(say("schema-unit", lang, unit=field.unit.name(lang)))
        if field.yearly:
            said.append(say("schema-yearly", lang))
        if field.bases:
            bases = (self.vocabulary.bases[key].name_in(lang) for key in field.bases)
            said.append(
                say("schema-bases", lang, bases=", ".join(bases) if lang == "en" else "、".join(bases))
            )
        # Documentation and sources are written in Chinese only.
        if lang == "zh" and field.sources:
            said.append(say("schema-sources", lang, sources="、".join(field.sources)))
        if lang == "zh" and field.doc:
            said.append(field.doc)
        return ("；" if lang == "zh" else "; ").join(said)

    def _key_pattern(self, field: Field) -> str:
        """Return the pattern of a field's keys with year and basis: 2025年营业收入, rd_expense(tax)[2025]."""
        names = "|".join(map(_escaped, field.names))
        year = r"(\[[0-9]{4}年?\])?" if field.yearly else ""
        bases = (name for key in field.bases for name in self.vocabulary.bases[key].names)
        basis = f"([（(]({'|'.join(map(_escaped, bases))})[)）])?" if field.bases else ""
        return f"^{'([0-9]{4}年度?)?' if field.yearly else ''}({names}){year}{basis}{year if basis else ''}$"


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _escaped(text: str) -> str:
    # re.escape escapes more than the regular expressions of JSON Schema allow.
    return _SPECIAL.sub(r"\\\g<0>", text)
