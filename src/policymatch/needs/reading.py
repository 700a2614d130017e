"""A need as somebody typed it → the text that the model reads."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.text import normalise, simplified

# What is longer is no need but a document; its beginning is read.
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Read:
    """A need, cleaned."""

    text: str


def read(query: str) -> Read:
    """Return a need in the form in which it is compared."""
    return Read(normalise(simplified(query[:LONGEST])))
