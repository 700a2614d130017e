"""Words written without the spaces that set an operator apart: 规上企业且链上企业, 2000万元且规上企业.

A name may hold an operator's characters (产值或营收), so only what is unknown as a whole is looked at, and it
counts as run together when what stands before the operator is known by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from policymatch.language import words
from policymatch.language.lexer import quantity

# English operators are left out: "in" and "or" stand inside too many names.
_OPERATORS = sorted((word for word in words.WORDS if not word.isascii()), key=len, reverse=True)
_PREFIXES = tuple(word for word, (kind, _) in words.WORDS.items() if kind in (words.NOT, words.UP_TO))
_NUMBERED = re.compile(r"\d[^\s+\-*/×÷=<>≥≤≠!()\[\],、，;；:「」]*")


def operator_inside(text: str, known: Callable[[str], bool]) -> str | None:
    """Return the operator that `text` runs together with a known name or quantity, or None."""
    for at in range(1, len(text)):
        operator = next((word for word in _OPERATORS if text.startswith(word, at)), None)
        if operator is not None and (known(text[:at]) or quantity(text[:at]) is not None):
            return operator
    prefix = next((word for word in _PREFIXES if text.startswith(word) and not word.isascii()), None)
    return prefix if prefix is not None and known(text[len(prefix) :]) else None


def run_together_quantity(text: str) -> tuple[int, str, str] | None:
    """Return place, text and operator of the first quantity in a leaf that an operator is run into."""
    for match in _NUMBERED.finditer(text):
        operator = None if quantity(match[0]) else operator_inside(match[0], lambda _: False)
        if operator is not None:
            return match.start(), match[0], operator
    return None


def unit_written(name: str) -> str | None:
    """Return what stands behind the number that a name begins with: 万员 of 2000万员; None of any other."""
    match = re.fullmatch(r"\d+(?:\.\d+)?(\D.*)", name)
    return None if match is None else match[1]
