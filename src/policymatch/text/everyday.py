"""Everyday, dialect and net words, said plainly: 俺们想整点补贴咋整 is 我们想弄点补贴怎么办."""

from __future__ import annotations

import re
from functools import cache

from policymatch.text.bound import bounded
from policymatch.text.dictionary import lines_in


def plain(text: str) -> str:
    """Return `text` (clean already) with everyday words replaced by those that documents use.

    Only words that mean one thing are listed, the longest first; a plain text comes back unchanged.

    Raises:
        TextError: the text is longer than 100,000 characters.
    """
    return _pattern().sub(lambda match: _words()[match[0]], bounded(text))


@cache
def _words() -> dict[str, str]:
    pairs = (line.partition("\t") for line in lines_in("everyday.tsv"))
    return {word: meant for word, _, meant in pairs}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_words(), key=len, reverse=True))))
