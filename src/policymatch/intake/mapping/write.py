"""Writes mappings as YAML, for a person to correct and pin."""

from __future__ import annotations

from collections.abc import Iterable

from policymatch.enterprise.dump import yaml_text
from policymatch.intake.headers import Column, Ignored, Role
from policymatch.intake.layout import Shape
from policymatch.intake.mapping.model import Mapped
from policymatch.intake.mapping.spec import KEY_NAMES, PART_NAMES
from policymatch.intake.privacy import masked
from policymatch.messages import Lang, say
from policymatch.vocabulary import Vocabulary

_KEYS = dict(zip((Role.CODE, Role.NAME), KEY_NAMES, strict=True))
_PARTS = dict(zip((Role.YEAR, Role.INDICATOR, Role.VALUE, Role.UNIT), PART_NAMES, strict=True))

_AND: dict[Lang, str] = {"zh": "；", "en": "; "}


def mapping_text(
    mapped: Iterable[Mapped], vocabulary: Vocabulary, lang: Lang = "zh", redact: bool = False
) -> str:
    """Return a mapping file that states all of `mapped`; reading it back gives the same.

    Where no row is a header, the words of a person may have been taken for one. With `redact` headers are
    left out that are like nothing known: they would not be kept anyway.
    """
    return yaml_text({"sheets": [_sheet(one, vocabulary, lang, redact) for one in mapped]})


def _is_told(column: Column, redact: bool) -> bool:
    """Return whether the header of a column may be shown."""
    strange = column.role is Role.UNKNOWN and not column.candidates
    return not redact or not (strange or masked(column.header) != column.header)


def _sheet(one: Mapped, vocabulary: Vocabulary, lang: Lang, redact: bool) -> dict[str, object]:
    origin = one.origin
    made: dict[str, object] = {"file": one.file, "sheet": one.sheet, "skip": one.skip or None}
    made["source"] = origin.source
    made["precedence"] = origin.precedence or None
    made["date"] = origin.day.isoformat() if origin.day is not None else None
    made["verified"] = None if origin.verified is None else {True: "是", False: "否"}[origin.verified]
    made["data_year"] = origin.data_year
    if one.layout is not None:
        made["layout"] = one.layout.shape.value
        made["header"] = _rows(one.layout.header) if one.layout.shape is not Shape.CARD else None
    made["record"] = vocabulary.records[one.kind].label if one.kind is not None else None
    made["fixed"] = {vocabulary.field(one.kind, key).label: text for key, text in one.fixed.items()} or None
    made["unit"] = one.unit.zh if one.unit is not None else None
    made["basis"] = _label_of_basis(origin.basis, vocabulary)
    if one.doubts and not one.skip:
        made["ask"] = True
        made["why"] = _AND[lang].join(say(f"mapping-doubt-{doubt.value}", lang) for doubt in one.doubts)
    told = (column for column in one.all_columns if _is_told(column, redact))
    made["columns"] = [_column(column, one.kind, vocabulary, lang) for column in told] or None
    return {key: value for key, value in made.items() if value is not None}


def _rows(header: tuple[int, int] | None) -> int | list[int] | None:
    if header is None:
        return None
    return header[0] if header[0] == header[1] else list(header)


def _column(column: Column, kind: str | None, vocabulary: Vocabulary, lang: Lang) -> dict[str, object]:
    made: dict[str, object] = {"header": column.header}
    match column.role:
        case Role.FIELD:
            made["field"] = field_name(column.kind, column.field or "", kind, vocabulary)
        case Role.HONOUR:
            made["honour"] = vocabulary.honours[column.honour or ""].label
        case Role.CODE | Role.NAME:
            made["key"] = _KEYS[column.role]
        case Role.IGNORED:
            made["ignore"] = say(f"mapping-ignored-{(column.ignored or Ignored.USER).value}", lang)
        case Role.UNKNOWN:
            made["ignore"] = say(f"mapping-ignored-{Ignored.UNKNOWN.value}", lang)
        case _:
            made["part"] = _PARTS[column.role]
    made["unit"] = column.unit.zh if column.unit is not None else None
    made["year"] = column.year
    made["basis"] = _label_of_basis(column.basis, vocabulary)
    if column.asks:
        made["ask"] = True
        made["confidence"] = column.confidence
        made["why"] = _AND[lang].join(say(f"mapping-why-{why.value}", lang) for why in column.why)
        made["candidates"] = [
            field_name(other.kind, other.field, kind, vocabulary) for other in column.candidates
        ] or None
    return {key: value for key, value in made.items() if value is not None}


def field_name(of: str | None, field: str, kind: str | None, vocabulary: Vocabulary) -> str:
    """Return a field as a mapping names it in a sheet of records of `kind` (None: of firms)."""
    label = vocabulary.field(of, field).label
    if of == kind:
        return label
    return f"企业.{label}" if of is None else f"{vocabulary.records[of].label}.{label}"


def _label_of_basis(basis: str | None, vocabulary: Vocabulary) -> str | None:
    return None if basis is None else vocabulary.bases[basis].label
