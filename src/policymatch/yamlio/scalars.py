"""What an unquoted YAML scalar means here, and which ones are refused.

YAML 1.1 reads 0111 as 73, 12:30 as 750, no as False and 1_000 as 1000. An author means none of that, so
such scalars must be quoted or written plainly. Dates, decimals and percentages stay text, exactly as
written: money never passes through binary floating point.
"""

from __future__ import annotations

import re

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True"})
_FALSE = frozenset({"false", "False"})
_TRAPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("yaml-octal", re.compile(r"[-+]?0[0-9][0-9_]*\Z|[-+]?0o[0-7]+\Z|[-+]?0x[0-9a-fA-F]+\Z|[-+]?0b[01]+\Z")),
    ("yaml-sixty", re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+\Z")),
    ("yaml-bool", re.compile(r"(yes|no|on|off|y|n)\Z", re.IGNORECASE)),
    ("yaml-underscore", re.compile(r"[-+]?[0-9]+_[0-9_]*\Z")),
)

# What no trap begins with, and is longer than any word that is one, needs no second look.
_FIRST = frozenset("+-0123456789")
_LONGEST_WORD = len("off")

Scalar = str | int | bool | None


def trap(text: str) -> str | None:
    """Return the code of the trap that an unquoted scalar falls into, or None."""
    if text[:1] not in _FIRST and len(text) > _LONGEST_WORD:
        return None
    return next((code for code, pattern in _TRAPS if pattern.match(text)), None)


def plain(text: str) -> Scalar:
    """Return what an unquoted scalar means: null, true, false, a whole number, or the text itself."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    return int(text) if text[:1] in _FIRST and _INTEGER.match(text) else text
