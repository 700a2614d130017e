"""Profiles as JSON lines: one firm's plain data on each line, in the form of a JSON profile."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from policymatch.enterprise import Enterprise, read_profile
from policymatch.enterprise.labels import CREDIT_CODE, IDENTITY, NAME
from policymatch.enterprise.source import json_source
from policymatch.firms.whole import written_whole
from policymatch.messages import Lang
from policymatch.problems import Place, Problem, ProfileError
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio import unreadable
from policymatch.yamlio.read import MAX_BYTES

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


def lines_of(path: Path) -> Iterator[tuple[Place, str | Problem]]:
    """Yield the lines of a file that are not empty, each with its place, or why it cannot be read."""
    try:
        with path.open("rb") as file:
            number = 0
            while raw := file.readline(MAX_BYTES + 1):
                number += 1
                place = Place(str(path), number)
                if len(raw) > MAX_BYTES:
                    while raw and not raw.endswith(b"\n"):
                        raw = file.readline(MAX_BYTES)
                    yield place, Problem("file-too-large", place, {"limit": MAX_BYTES})
                    continue
                try:
                    text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                except UnicodeDecodeError:
                    yield place, Problem("file-not-utf8", place)
                    continue
                if text:
                    yield place, text
    except OSError as error:
        (problem,) = unreadable(error, str(path)).problems
        yield problem.place, problem


def read_line(text: str, place: Place, vocabulary: Vocabulary) -> Enterprise:
    """Return the firm of one line. Raises ProfileError with every problem, each at that line."""
    try:
        return read_profile(json_source(text, place.file or ""), vocabulary)
    except ProfileError as error:
        raise ProfileError(
            replace(one, place=replace(one.place, line=place.line)) for one in error.problems
        ) from None


def identity_of(text: str) -> tuple[str, str | None]:
    """Return the name and the credit code that a line gives, as written; empty if it is no profile."""
    try:
        data = json.loads(text, parse_float=str)
    except (ValueError, RecursionError):
        return "", None
    if not isinstance(data, dict):
        return "", None
    found = {
        term.key: str(value)
        for key, value in data.items()
        if len(key) < _KEY and (term := IDENTITY.find(key))
    }
    return found.get(NAME.key, ""), found.get(CREDIT_CODE.key)
