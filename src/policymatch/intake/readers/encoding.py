"""Which encoding a text file is in: by its mark, else the first of the usual ones that reads all of it."""

from __future__ import annotations

import codecs
from pathlib import Path

from policymatch.intake.trouble import refusal

_CHUNK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: Path, file: str) -> str:
    """Return the encoding of a text file: UTF-8, UTF-16 or GB 18030 (of which GBK and GB 2312 are parts).

    Raises IntakeError where none of them fits, or where bytes of zero say that it is no text.
    """
    with path.open("rb") as opened:
        head = opened.read(4_096)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return _checked(path, file, encoding)
    if b"\0" in head:
        unmarked = _unmarked_utf16(head)
        if unmarked is None:
            raise refusal("intake-nul-bytes", file)
        return _checked(path, file, unmarked)
    return "utf-8" if _reads(path, "utf-8") else _checked(path, file, "gb18030")


def _unmarked_utf16(head: bytes) -> str | None:
    """Return the UTF-16 of a text without mark: the zero bytes of its commas stand on one side."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    # A few characters, such as 一, have a zero on the other side.
    if len(head) % 2 or max(even, odd) < max(2, len(head) // 50) or max(even, odd) < 4 * min(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _checked(path: Path, file: str, encoding: str) -> str:
    if not _reads(path, encoding):
        raise refusal("intake-encoding", file)
    return encoding


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as opened:
            while piece := opened.read(_CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True
