"""Profiles as JSON lines: one firm's plain data on each line, in the form of a JSON profile."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from policymatch.enterprise import Enterprise, read_profile
from policymatch.enterprise.labels import CREDIT_CODE, IDENTITY, NAME
from policymatch.messages import Lang
from policymatch.problems import Place
from policymatch.vocabulary import Vocabulary
from policymatch.whole import written_whole
from policymatch.yamlio import Source

# The longest key that may be one of the identity.
_KEY = 100


def write_lines(path: Path, enterprises: Iterable[Enterprise], vocabulary: Vocabulary, lang: Lang) -> int:
    """Write firms as JSON lines; return how many there were."""
    count = 0
    with written_whole(path) as made, made.open("w", encoding="utf-8", newline="\n") as file:
        for enterprise in enterprises:
            data = enterprise.to_dict(lang, vocabulary)
            file.write(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return count


def read_line(source: Source, vocabulary: Vocabulary) -> Enterprise:
    """Return the firm of one line of `line_sources`. Raises ProfileError with every problem of the line."""
    # Reading notes its problems in the source, which the next vocabulary is to find as it was.
    return read_profile(replace(source, problems=list(source.problems)), vocabulary)


def line_place(source: Source) -> Place:
    """Return where a line of `line_sources` stands."""
    return source.place(()) if source.places else source.problems[0].place


def identity_of(source: Source) -> tuple[str, str | None]:
    """Return the name and the credit code that a line gives, as written; empty if it is no profile."""
    if not isinstance(source.data, dict):
        return "", None
    found = {
        term.key: str(value)
        for key, value in source.data.items()
        if len(key) < _KEY and (term := IDENTITY.find(key)) is not None
    }
    return found.get(NAME.key, ""), found.get(CREDIT_CODE.key)
