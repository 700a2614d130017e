"""How one character comes to stand for another: it sounds the same, nearly the same, or looks alike."""

from __future__ import annotations

from enum import IntEnum
from functools import cache, lru_cache

from policymatch.text.dictionary import lines_in
from policymatch.text.readings import near_sound, same_sound


class Likeness(IntEnum):
    """How alike two characters are; the lower, the more likely one was typed for the other."""

    SAME = 0
    SOUND = 1
    """One syllable, whatever the tone: 计/技."""
    SHAPE = 2
    """A scan confuses them: 末/未."""
    NEAR_SOUND = 3
    """Syllables that input methods confuse: zhang/zan, lin/ning."""
    NONE = 4


@lru_cache(maxsize=50_000)
def likeness(one: str, other: str) -> Likeness:
    """Return how alike two characters are."""
    if one == other:
        return Likeness.SAME
    if same_sound(one, other):
        return Likeness.SOUND
    if other in _shapes().get(one, ()):
        return Likeness.SHAPE
    if near_sound(one, other):
        return Likeness.NEAR_SOUND
    return Likeness.NONE


@cache
def _shapes() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for line in lines_in("look_alikes.txt"):
        group = line.split()
        for character in group:
            table.setdefault(character, set()).update(group)
    return table
