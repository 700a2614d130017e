"""Text as a reader of a paper sees it: on one line, and without characters that only a machine sees.

A firm's name may hold a character that turns what follows round (U+202E), one that ends a string in some
programs (NUL), or half of a pair. None of them prints anything; all of them make a paper say something else
than its source, or break the file that holds it.
"""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\t\n\v\f\r\x85\u2028\u2029]")
# Control characters, formatting (direction, zero width, soft hyphen, BOM), halves of pairs.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def shown(text: str) -> str:
    """Return `text` with each line break or tab as a space, and without what nobody sees.

    Characters of private use stay (older systems keep rare characters of names there), and so do those that
    this Python does not know yet.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(_seen, _BREAKS.sub(" ", text)))


def _seen(character: str) -> bool:
    if unicodedata.category(character) in _UNSEEN:
        return False
    code = ord(character)
    # The code points that Unicode promises never to use: files with them are not well-formed.
    return code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF
