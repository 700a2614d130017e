"""How long a text may be, so that whatever is pasted is answered soon."""

from __future__ import annotations

from policymatch.problems import Problem, TextError

LONGEST = 100_000


def bounded(text: str) -> str:
    """Return `text`; raise `TextError` when it is longer than `LONGEST` characters."""
    if len(text) > LONGEST:
        raise TextError([Problem("text-too-long", values={"limit": LONGEST, "length": len(text)})])
    return text
