"""Readings that a web page's script put behind characters: 總結(jié) is 總結, 專(zhuan)業 is 專業."""

from __future__ import annotations

import re

from policymatch.text.readings import readings, syllables, toneless

_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿê"
_NOISE = re.compile(
    rf"([\u3400-\u9fff〇\U00020000-\U0002ffff])[ ]?[(（][ ]?([{_LETTERS}:]{{1,7}})([0-5]?)[ ]?[)）]"
)


def without_pinyin(text: str) -> str:
    """Return `text` without the readings in parentheses that stand behind the character they read.

    A reading with a tone must have the right one; one without may be of any. What is no reading of the
    character before it stays, so (APP), (iso) and 表(an) do; so does a single bare letter, which numbers a
    list: 额(e).
    """
    return _NOISE.sub(_kept, text)


def _kept(match: re.Match[str]) -> str:
    character, letters, tone = match.groups()
    if len(letters) == 1 and letters.isascii():
        return match[0]
    bare = toneless(letters)
    if tone or bare == letters.replace("u:", "v").replace("ü", "v"):
        read = bare in syllables(character)
    else:
        read = letters in readings(character)
    return character if read else match[0]
