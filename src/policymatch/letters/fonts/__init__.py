"""The fonts that letters are set in, and which characters they have.

They travel in the package, so that a letter looks the same wherever it is made, and no name in it shows an
empty box that could have been avoided. `scripts/cut_fonts.py` makes them; README.md tells what they are.
Which characters a font has is read from the font itself: the one table that says so is simple, and a list
beside it could differ from it.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import BinaryIO

# In the order in which a typesetter is to look for a character. Only the first has a bold face.
FAMILIES = (
    "Noto Sans SC",
    "Noto Sans SC Rare",
    "Noto Sans HK Rare",
    "Noto Sans JP Rare",
    "Noto Sans Symbols 2",
)

_FOLDER = Path(__file__).parent

# Spaces, line ends, controls, and the marks that choose between forms of a character: no font need have them.
_UNSEEN_KINDS = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_FORM_MARKS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))

_WHOLE_UNICODE = (3, 10)  # platform and encoding of the character map that covers all planes
_SEGMENTED = 12  # the format of such a map: ranges of characters


def font_folder() -> Path:
    """Return the folder with the fonts, TrueType files of the FAMILIES."""
    return _FOLDER


def missing_characters(text: str) -> str:
    """Return the characters of the text that none of the fonts has, each once, in the order of the text.

    A letter shows an empty box in their place. Spaces, line ends and what else shows nothing are never among
    them.
    """
    have = _characters()
    return "".join(sign for sign in dict.fromkeys(text) if ord(sign) not in have and _is_seen(sign))


def _is_seen(sign: str) -> bool:
    if unicodedata.category(sign) in _UNSEEN_KINDS:
        return False
    return not any(ord(sign) in marks for marks in _FORM_MARKS)


@cache
def _characters() -> frozenset[int]:
    """Return what the fonts have, taken together."""
    found: set[int] = set()
    for file in sorted(_FOLDER.glob("*.ttf")):
        with file.open("rb") as font:
            found.update(_mapped(_character_map(font)))
    return frozenset(found)


def _character_map(font: BinaryIO) -> bytes:
    """Return the table `cmap` of a font file, found by the directory at its start."""
    (count,) = struct.unpack(">4xH6x", font.read(12))
    for tag, offset, length in struct.iter_unpack(">4s4xII", font.read(16 * count)):
        if tag == b"cmap":
            font.seek(offset)
            return font.read(length)
    raise ValueError("a font without a character map")


def _mapped(table: bytes) -> set[int]:
    """Return the characters that a table `cmap` leads to glyphs."""
    (count,) = struct.unpack_from(">2xH", table)
    offsets = {
        (platform, encoding): offset
        for platform, encoding, offset in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count])
    }
    start = offsets[_WHOLE_UNICODE]
    form, groups = struct.unpack_from(">H10xI", table, start)
    if form != _SEGMENTED:
        raise ValueError(f"a character map of format {form}, not {_SEGMENTED}")
    ranges = struct.iter_unpack(">III", table[start + 16 : start + 16 + 12 * groups])
    return {character for first, last, _ in ranges for character in range(first, last + 1)}
