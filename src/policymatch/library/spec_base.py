"""What the shapes of a rule file share: the base of their models, and how texts and yes or no are read."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema


class Spec(BaseModel):
    """A mapping of a rule file; keys that it does not know are mistakes."""

    # Built when first used: a model that only stands inside others never needs a validator of its own.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _text(value: Any) -> Any:
    """Read a bare number (第 3 条 written as 3, a year) as the text it is."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _yes(value: Any) -> Any:
    """Read 是 and 否 as true and false: authors write rules in Chinese."""
    return (
        {"是": True, "否": False, "yes": True, "no": False}.get(value, value)
        if isinstance(value, str)
        else value
    )


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "integer"]})]
Yes = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"enum": [True, False, "是", "否", "yes", "no"]})]


def mapping_or_leaf(value: Any) -> str:
    """Tell a mapping from a leaf, for unions of the two."""
    return "map" if isinstance(value, dict) else "leaf"


def one_or_several(value: Any) -> str:
    """Tell a list from a single entry, for unions of the two."""
    return "several" if isinstance(value, list) else "one"
