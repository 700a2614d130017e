"""How much is to be said against a term having been meant where something like it stands; None: too much.

The measures are set for precision: a sound sentence that is changed misleads, a slip that stays is found by
similarity all the same.
"""

from __future__ import annotations

import re
from functools import cache

from policymatch.text.alike import Likeness, likeness
from policymatch.text.cuts import Cuts
from policymatch.text.dictionary import is_word, words_in
from policymatch.text.term_index import LONG

# A term this long keeps enough of itself when a slip makes another word of a part of it.
_ENOUGH = 4
# One character of a term this long may be anything; of a shorter one it would make 股权融资 of 质权融资.
_ANY_CHARACTER = 5
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_FIGURES = frozenset("零〇一二三四五六七八九十百千万亿两半")


def doubt_of_writing(cuts: Cuts, start: int, term: str) -> int | None:
    """Return the doubt that `term` was meant from `start`, some of its characters written wrong."""
    length = len(term)
    window = cuts.text[start : start + length]
    wrong = [index for index in range(length) if window[index] != term[index]]
    if not wrong or len(wrong) * 2 > length or is_word(window):
        return None
    if length == 3 and len(wrong) > 1:
        return None
    likenesses = [likeness(window[index], term[index]) for index in wrong]
    places = [start + index for index in wrong]
    if any({window[index], term[index]} & _FIGURES for index in wrong) or not _CHINESE.fullmatch(window):
        return None
    if Likeness.NONE in likenesses:
        return _of_any_character(cuts, start, start + length, places, length)
    if length == 2 and not _two_alone(cuts, start, likenesses[0]):
        return None
    for index, kind in zip(places, likenesses, strict=True):
        inside = start < index < start + length - 1 or _beside_remains(cuts, start, start + length, index)
        if not _slipped(cuts, index, kind, length, inside, len(wrong) == 1):
            return None
    return sum(likenesses)


def _two_alone(cuts: Cuts, start: int, kind: Likeness) -> bool:
    """Return whether two characters make no word with anything, and are none themselves."""
    return kind is not Likeness.NEAR_SOUND and all(cuts.alone(index) for index in (start, start + 1))


def _slipped(cuts: Cuts, index: int, kind: Likeness, length: int, inside: bool, only: bool) -> bool:
    """Return whether the character at `index` may be a slip, by the word it stands in."""
    character = cuts.text[index]
    if cuts.alone(index):
        if character not in _single_words():
            return True
        if kind is Likeness.SHAPE and length > _ENOUGH:
            return True
        # At an end it may belong to what stands before or behind: 注册地 只.
        return inside and length >= _ENOUGH and kind is not Likeness.NEAR_SOUND
    if cuts.doubtful(index):
        return length >= _ENOUGH and kind is not Likeness.NEAR_SOUND
    return length >= LONG and only


def _of_any_character(cuts: Cuts, start: int, end: int, places: list[int], length: int) -> int | None:
    """Return the doubt where one character is like nothing in its place: all round it is torn."""
    if length < _ANY_CHARACTER or len(places) > 1:
        return None
    if not _remains(cuts, places[0]) or not _beside_remains(cuts, start, end, places[0]):
        return None
    return int(Likeness.NONE)


def doubt_of_swap(cuts: Cuts, start: int, term: str) -> int | None:
    """Return the doubt that `term` was meant where two of its characters have changed places."""
    length = len(term)
    window = cuts.text[start : start + length]
    wrong = [index for index in range(length) if window[index] != term[index]]
    if length < _ENOUGH or len(wrong) != 2 or wrong[1] != wrong[0] + 1 or is_word(window):
        return None
    first, second = wrong
    if window[first] != term[second] or window[second] != term[first]:
        return None
    if not any(cuts.doubtful(start + index) for index in wrong):
        return None
    return int(Likeness.NEAR_SOUND)


def doubt_of_edit(cuts: Cuts, start: int, end: int, term: str) -> int | None:
    """Return the doubt that `term` was meant where one of its characters is missing, or stands twice."""
    from rapidfuzz.distance import Levenshtein

    window = cuts.text[start:end]
    if not _CHINESE.fullmatch(window) or is_word(window) or term in window:
        return None
    if Levenshtein.distance(window, term, score_cutoff=1) != 1:
        return None
    (edit,) = Levenshtein.editops(window, term)
    at = start + edit.src_pos
    if edit.tag == "insert":
        remains = sum(_remains(cuts, index) for index in range(start, end))
        torn = any(_remains(cuts, index) for index in (at - 1, at)) and (remains > 1 or len(term) > _ENOUGH)
        return int(Likeness.NONE) if torn and term[edit.dest_pos] not in _FIGURES else None
    # What stands too much is the same as, or sounds like, what it stands beside: a key hit twice.
    beside = {cuts.text[index] for index in (at - 1, at + 1) if start <= index < end}
    same = any(likeness(cuts.text[at], near) <= Likeness.SOUND for near in beside)
    return int(Likeness.NEAR_SOUND) if same and cuts.doubtful(at) and cuts.text[at] not in _FIGURES else None


def _beside_remains(cuts: Cuts, start: int, end: int, index: int) -> bool:
    return any(_remains(cuts, near) for near in (index - 1, index + 1) if start <= near < end)


def _remains(cuts: Cuts, index: int) -> bool:
    """Return whether the character stands alone without being a word of its own."""
    character = cuts.text[index]
    return "\u4e00" <= character <= "\u9fff" and cuts.alone(index) and character not in _single_words()


@cache
def _single_words() -> frozenset[str]:
    return frozenset(words_in("single_words.txt"))
