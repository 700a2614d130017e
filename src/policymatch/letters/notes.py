"""An adviser's notes: a YAML file beside the letter, read for every new edition and never written over.

Notes:
- {text: 建议先做高企复核, author: 张三, date: 2026-03-18}
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from policymatch.letters.letterhead import Letterhead
from policymatch.letters.model import Note
from policymatch.problems import LetterError, Problem
from policymatch.yamlio import read_file, validated

ENDING = ".notes.yaml"
_MOST = 20
_LONGEST = 2_000


class _Note(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    author: str | None = None
    date: str | None = None


class _Notes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    notes: list[_Note]


def notes_for(folder: Path, stem: str) -> tuple[Note, ...]:
    """Return the notes for the letter of a name; none where there is no file. Raises LetterError."""
    file = folder / f"{stem}{ENDING}"
    return read_notes(file) if file.is_file() else ()


def read_notes(path: Path) -> tuple[Note, ...]:
    """Return the notes of a file. Raises LetterError with every problem of it."""
    source = read_file(path)
    spec = None if source.problems else validated(source, _Notes)
    if spec is None:
        raise LetterError(source.problems)
    problems: list[Problem] = []
    if len(spec.notes) > _MOST:
        problems.append(Problem("notes-too-many", source.place(("notes",)), {"most": _MOST}))
    made = []
    for index, one in enumerate(spec.notes):
        if len(one.text) > _LONGEST:
            place = source.place(("notes", index, "text"))
            problems.append(Problem("note-too-long", place, {"most": _LONGEST}))
        day = None
        if one.date is not None:
            try:
                day = date.fromisoformat(one.date)
            except ValueError:
                place = source.place(("notes", index, "date"))
                problems.append(Problem("note-date", place, {"found": one.date}))
        made.append(Note(text=one.text, author=one.author, day=day))
    if problems:
        raise LetterError(problems)
    return tuple(made)


def read_letterhead(path: Path) -> Letterhead:
    """Return the letterhead of a YAML file (office, address, phone, seal). Raises LetterError."""
    source = read_file(path)
    made = None if source.problems else validated(source, Letterhead)
    if made is None:
        raise LetterError(source.problems)
    return made
