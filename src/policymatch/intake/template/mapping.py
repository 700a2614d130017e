"""The pinned mapping that travels inside a form: which fact a header is, in which unit, year and basis."""

from __future__ import annotations

from collections.abc import Iterable

from policymatch.enterprise.dump import yaml_text
from policymatch.enterprise.labels import CREDIT_CODE, NAME
from policymatch.intake.template.blanks import Blank, Form, Sheet
from policymatch.intake.template.own import DECLARED
from policymatch.messages import Lang
from policymatch.vocabulary import Vocabulary


def form_mapping(
    form: Form, names: Iterable[str], skipped: Iterable[str], vocabulary: Vocabulary, lang: Lang
) -> str:
    """Return the mapping of a form as YAML.

    `names` are those of its sheets, `skipped` those of sheets that hold no facts.

    What one firm states of itself is declared, not verified; of a department's form the department decides.
    """
    sheets: list[dict[str, object]] = [{"file": "*", "sheet": name, "skip": True} for name in skipped]
    for sheet, name in zip(form.sheets, names, strict=True):
        made: dict[str, object] = {"file": "*", "sheet": name}
        if not form.wide:
            made |= {"source": DECLARED, "verified": "否"}
        if sheet.kind is not None:
            made["record"] = sheet.kind.label
        made |= {"layout": "wide", "header": 1} if form.wide or sheet.kind is not None else {"layout": "card"}
        made["columns"] = _columns(sheet, vocabulary, lang)
        sheets.append(made)
    return yaml_text({"sheets": sheets})


def _columns(sheet: Sheet, vocabulary: Vocabulary, lang: Lang) -> list[dict[str, object]]:
    keys: list[dict[str, object]] = [
        {"header": one.both.in_(lang), "key": one.label} for one in (NAME, CREDIT_CODE)
    ]
    return [*keys, *(_column(one, vocabulary, lang) for one in sheet.blanks)]


def _column(blank: Blank, vocabulary: Vocabulary, lang: Lang) -> dict[str, object]:
    unit = blank.unit
    made: dict[str, object | None] = {
        "header": blank.header(vocabulary, lang),
        "field": blank.field.label,
        "unit": None if unit is None else unit.zh,
        "year": blank.year,
        "basis": None if blank.basis is None else vocabulary.bases[blank.basis].label,
    }
    return {key: value for key, value in made.items() if value is not None}
