"""A need as somebody typed it → the text that the model reads."""

from __future__ import annotations

from policymatch.text import clean, mended, normalise, plain

# What is longer is no need but a document; its beginning is read.
LONGEST = 2_000


def read(query: str) -> str:
    """Return a need cleaned, with slips of the keyboard mended, in plain words: as it is compared."""
    return normalise(plain(mended(clean(query[:LONGEST])).text))
