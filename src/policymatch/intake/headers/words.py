"""Headers that name no fact (`words.toml`): whose row it is, what is not kept, parts of long tables."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from policymatch.intake.headers.column import Ignored, Role

_WORDS: dict[str, dict[str, str]] = tomllib.loads(
    files(__package__).joinpath("words.toml").read_text("utf-8")
)


def _roles(table: str) -> dict[str, Role]:
    return {word: Role(role) for role, words in _WORDS[table].items() for word in words.split()}


KEYS = _roles("keys")
KEY_ENDS = _roles("key_ends")
PARTS = _roles("parts")
IGNORED = {word: Ignored(why) for why, words in _WORDS["ignored"].items() for word in words.split()}
PREFIXES = tuple(_WORDS["trimmed"]["prefixes"].split())
SUFFIXES = tuple(_WORDS["trimmed"]["suffixes"].split())
ALSO = {field: words.split() for field, words in _WORDS["also"].items()}
TELLING = tuple(_WORDS["telling"]["words"].split())

# 单位 alone is the unit of a figure or the name of a firm: what stands below it tells.
EITHER_UNIT_OR_FIRM = "单位"
