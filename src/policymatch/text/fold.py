"""What people type differently but mean alike, folded: width, case, white space, traditional characters."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# The same names stand in rule after rule and profile after profile.
_REMEMBERED = 4096


@cache
def _opencc() -> OpenCC:
    from opencc import OpenCC

    # tw2s rather than t2s: plain t2s leaves 著 in 著重 and 著眼.
    return OpenCC("tw2s")


@lru_cache(maxsize=_REMEMBERED)
def normalise(text: str) -> str:
    """Return `text` in the form in which names are compared (NFKC, lower case, no white space)."""
    if text.isascii() and text.islower() and " " not in text:
        return text
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=_REMEMBERED)
def simplified(text: str) -> str:
    """Return `text` with traditional characters replaced by simplified ones."""
    if text.isascii() or not text.isprintable():
        # OpenCC cannot read lone surrogates, and nothing that cannot be printed is a name.
        return text
    return str(_opencc().convert(text))
