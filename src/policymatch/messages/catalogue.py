"""Reads the catalogue files once and fills a message's named places with values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]

LANGUAGES: tuple[Lang, ...] = ("zh", "en")


class Both(NamedTuple):
    """One phrase in both languages; the catalogue picks the one that is being spoken."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """Return the phrase in `lang`."""
        return self.zh if lang == "zh" else self.en


def check_lang(lang: str) -> Lang:
    """Return `lang` if policymatch speaks it, else raise ValueError naming those it does."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang must be one of {', '.join(LANGUAGES)} (got {lang!r})")
    return "zh" if lang == "zh" else "en"


@cache
def _catalogue() -> Mapping[str, Both]:
    found: dict[str, Both] = {}
    for entry in sorted(files(__package__).joinpath("text").iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".toml"):
            continue
        for key, wordings in tomllib.loads(entry.read_text("utf-8")).items():
            if key in found:
                raise KeyError(f"message {key!r} stands twice in the catalogue")
            found[key] = Both(wordings["zh"], wordings["en"])
    return found


def keys() -> tuple[str, ...]:
    """Return the key of every message, in file order."""
    return tuple(_catalogue())


def wording(key: str) -> Both:
    """Return both wordings of a message as they stand, places not filled. Raises KeyError if unknown."""
    return _catalogue()[key]


def say(key: str, lang: Lang = "zh", /, **values: object) -> str:
    """Return message `key` in `lang` with its places filled; values of type Both are put in `lang`."""
    spoken = {name: v.in_(lang) if isinstance(v, Both) else v for name, v in values.items()}
    return wording(key).in_(lang).format_map(spoken)
