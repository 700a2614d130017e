"""The JSON Schema of a rule file, generated from spec.py."""

from __future__ import annotations

from policymatch.library.spec import RuleFileSpec


def rules_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a rule file, for editors."""
    schema: dict[str, object] = RuleFileSpec.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
