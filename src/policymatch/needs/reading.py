"""A need as somebody typed it → the text that the model reads."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.text import Change, clean, mended, normalise, plain

# What is longer is no need but a document; its beginning is read.
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Read:
    """A need, cleaned and in plain words, and the slips of the keyboard that were mended in it."""

    text: str
    changes: tuple[Change, ...] = ()


def read(query: str) -> Read:
    """Return a need in the form in which it is compared."""
    found = mended(clean(query[:LONGEST]))
    return Read(normalise(plain(found.text)), found.changes)
