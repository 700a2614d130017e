"""Spaces that a scan or a copied table put inside Chinese words: 高 新 技 术 企 业, 企业所 得税."""

from __future__ import annotations

import re

from policymatch.text.dictionary import cut_plainly

_CHINESE = r"[\u3400-\u9fff]"
_SPACED = re.compile(rf"(?<!{_CHINESE}){_CHINESE}+(?: +{_CHINESE}+)+")
_GAP = re.compile(" +")


def without_stray_spaces(text: str) -> str:
    """Return `text` without the spaces inside Chinese words.

    A space stays where a word ends anyway, for there it may part two things (two names, two
    cells of a table). It goes where a word goes on behind it, and between single characters, three or more of
    them in a row.
    """
    return _SPACED.sub(_joined, text) if " " in text else text


def _joined(match: re.Match[str]) -> str:
    parts = match[0].split()
    gaps = _GAP.findall(match[0])
    ends, at = set(), 0
    for word in cut_plainly("".join(parts)):
        at += len(word)
        ends.add(at)
    made, at = parts[0], len(parts[0])
    for index in range(1, len(parts)):
        stays = at in ends and not _in_row(parts, index)
        made += gaps[index - 1] * stays + parts[index]
        at += len(parts[index])
    return made


def _in_row(parts: list[str], index: int) -> bool:
    """Return whether the space before part `index` stands in a row of three single characters."""
    if len(parts[index - 1]) > 1 or len(parts[index]) > 1:
        return False
    first, last = index - 1, index
    if first and len(parts[first - 1]) == 1:
        first -= 1
    if last + 1 < len(parts) and len(parts[last + 1]) == 1:
        last += 1
    return last - first > 1
