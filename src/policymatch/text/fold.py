"""What people type differently but mean alike, folded: width, case, white space, traditional characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# The same names stand in rule after rule and profile after profile.
_REMEMBERED = 4096

# In mainland spelling 著 is kept where it is read zhù (a work, outstanding); everywhere else it is 着. No
# table of OpenCC does that to text of mixed spelling: Taiwan's makes 显着 of 显著, the others keep 著眼.
_WORDS_OF_ZHU = """
著作 著名 著称 著述 著录 著者 著书 著文 著有 显著 名著 原著 编著 土著 卓著 昭著 论著 专著
巨著 译著 遗著 合著 拙著 新著 旧著 主著 所著 大著 力著 见微知著 彰明较著
"""
_ZHU = _WORDS_OF_ZHU.split()
_ZHE = re.compile(
    "著(?!" + "|".join(sorted({word[1:] for word in _ZHU if word[0] == "著"})) + ")"
    "(?<!" + ")(?<!".join(sorted({word for word in _ZHU if word[-1] == "著"})) + ")"
)
# Forms of Taiwan that the table for Hong Kong, which knows all others, does not have.
_TAIWAN = str.maketrans("痺睪簷", "痹睾檐")


@cache
def _opencc() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("hk2s")


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
    return mainland(text)


def mainland(text: str) -> str:
    """Return `text`, of any length and without lone surrogates, in the spelling of the mainland."""
    return _ZHE.sub("着", str(_opencc().convert(text)).translate(_TAIWAN))
