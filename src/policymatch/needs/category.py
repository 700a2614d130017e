"""The kinds of need that are told apart, and which policies answer each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from policymatch.messages import Both


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of need. `policies` are the categories of policies that answer it; a special one has none."""

    id: str
    label: Both
    about: str
    policies: tuple[str, ...]
    special: bool = False


@cache
def categories() -> Mapping[str, Category]:
    """Return every kind of need by its id, in the order in which they are listed."""
    text = (files("policymatch.needs") / "data" / "categories.toml").read_text("utf-8")
    return {
        key: Category(
            key, Both(one["zh"], one["en"]), one["about"], tuple(one["policies"]), one.get("special", False)
        )
        for key, one in tomllib.loads(text).items()
    }


@cache
def answered_by() -> Mapping[str, str]:
    """Return which kind of need a category of policies answers."""
    return {policy: one.id for one in categories().values() for policy in one.policies}
