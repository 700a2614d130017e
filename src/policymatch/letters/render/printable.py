"""What of a text can be printed: no controls, no characters that would show as an empty box."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policymatch.letters.fonts import missing_characters
from policymatch.letters.paper.paper import Paper

# The geta mark: what Chinese and Japanese printers have always set for a character that they do not have.
STANDS_IN = "〓"

_LINE_END = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# Controls, marks that turn the direction of text or join and part letters, surrogates, choosers of forms.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufe00-\ufe0f\U000e0000-\U000e01ef]"
)


def unprinted_of(paper: Paper) -> str:
    """Return the characters of a paper that the fonts of letters lack, each once; "" when it has all of them.

    A printed paper shows 〓 in their places. Who makes papers tells the reader of it: a name may be among them.
    """
    return missing_characters("".join(_texts(paper.model_dump(mode="json"))))


def printable(text: str) -> str:
    """Return the text as it is printed: unseen characters dropped, missing ones as 〓, line ends as `\\n`."""
    shown = _UNSEEN.sub("", _LINE_END.sub("\n", text)).replace("\t", " ")
    for sign in missing_characters(shown):
        shown = shown.replace(sign, STANDS_IN)
    return shown


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
