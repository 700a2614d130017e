"""The JSON Schemas of the files that rule authors write, generated from the models that check them."""

from __future__ import annotations

from pydantic import BaseModel

from policymatch.library.spec import RuleFileSpec
from policymatch.library.spec_condition import ConditionsFileSpec
from policymatch.library.spec_derived import DerivedFileSpec
from policymatch.library.spec_roster import RosterFileSpec
from policymatch.vocabulary.spec import VocabularySpec


def rules_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a rule file, for editors."""
    return _schema(RuleFileSpec)


def conditions_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a `conditions.yaml`, for editors."""
    return _schema(ConditionsFileSpec)


def derived_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a `derived.yaml`, for editors."""
    return _schema(DerivedFileSpec)


def rosters_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a `roster.yaml`, for editors."""
    return _schema(RosterFileSpec)


def vocabulary_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a `vocabulary.yaml`, for editors."""
    return _schema(VocabularySpec)


def _schema(model: type[BaseModel]) -> dict[str, object]:
    schema: dict[str, object] = model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
