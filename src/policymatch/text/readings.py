"""How a character is read: in pinyin with and without tones, and as input methods confuse sounds."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from policymatch.text.dictionary import lines_in

# Beginnings and ends of syllables that speakers of many places do not tell apart, and input methods let pass.
_BEGINNINGS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("h", "f"), ("r", "l"))
_ENDS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("uang", "uan"), ("iang", "ian"))
_TONES = frozenset("\u0304\u0301\u030c\u0300")
_REMEMBERED = 20_000


def readings(character: str) -> frozenset[str]:
    """Return every reading of a Chinese character, with tone marks (jié); none for other characters."""
    return frozenset(_table().get(character, ()))


@lru_cache(maxsize=_REMEMBERED)
def syllables(character: str) -> frozenset[str]:
    """Return every reading of a Chinese character without tones (jie, lv)."""
    return frozenset(map(toneless, readings(character)))


@lru_cache(maxsize=_REMEMBERED)
def usual(character: str) -> str:
    """Return the most usual reading of a character without its tone, "" of what is no Chinese character."""
    found = _table().get(character)
    return toneless(found[0]) if found else ""


def same_sound(one: str, other: str) -> bool:
    """Return whether two characters are usually read alike, whatever the tone."""
    return usual(one) == usual(other) != ""


def near_sound(one: str, other: str) -> bool:
    """Return whether two characters sound nearly alike: zhang, zang, zan; lin, ning; a rarer reading."""
    if usual(one) in syllables(other) or usual(other) in syllables(one):
        return True
    return folded(usual(one)) == folded(usual(other)) != ""


@lru_cache(maxsize=_REMEMBERED)
def toneless(reading: str) -> str:
    """Return a reading without its tone, ü as v: lǜ → lv, lü → lv."""
    apart = unicodedata.normalize("NFD", reading)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
    return bare.replace("u:", "v").replace("ü", "v").replace("ê", "e")


@lru_cache(maxsize=2048)
def folded(syllable: str) -> str:
    """Return a syllable with the beginnings and ends that input methods confuse made one."""
    for one, other in _BEGINNINGS:
        if syllable.startswith(one):
            syllable = other + syllable[len(one) :]
            break
    for one, other in _ENDS:
        if syllable.endswith(one):
            return syllable[: -len(one)] + other
    return syllable


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Return the readings of every character, the most usual first (scripts/list_readings.py)."""
    rows = (line.split("\t") for line in lines_in("readings.tsv"))
    return {character: tuple(found.split()) for character, found in rows}
