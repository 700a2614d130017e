"""What of a text can be printed: no controls, no characters that would show as an empty box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import category

from policymatch.letters.fonts import missing_characters
from policymatch.letters.paper.paper import Paper

# The geta mark: what Chinese and Japanese printers have always set for a character that they do not have.
STANDS_IN = "〓"

_LINE_END = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# Choosers between forms of a character: our fonts have one form of each.
_FORMS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Spaces that every font has and that do what they are for.
_SPACES = " \u00a0\u3000"


def unprinted_of(paper: Paper) -> str:
    """Return the characters of a paper that the fonts of letters lack, each once; "" when they have all.

    A printed paper shows 〓 in their places. Who makes papers tells the reader so: a name may be among them.
    """
    return missing_characters("".join(_texts(paper.model_dump(mode="json"))))


def printable(text: str) -> str:
    r"""Return the text as it is printed: line ends as `\n`, nothing unseen, 〓 for what the fonts lack.

    Unseen are controls and what turns the direction of a text: it would print as something else than it is.
    """
    return "".join(map(_shown, _LINE_END.sub("\n", text)))


@cache
def _shown(sign: str) -> str:
    kind = category(sign)
    if sign == "\n" or sign in _SPACES:
        return sign
    if sign == "\t" or kind == "Zs":
        return " "
    if kind in ("Cc", "Cf", "Cs") or _FORMS.match(sign):
        return ""
    return STANDS_IN if missing_characters(sign) else sign


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
