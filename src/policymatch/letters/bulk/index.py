"""The list of all letters as CSV, for the office: whose they are, what they say, where they stand."""

from __future__ import annotations

from pathlib import Path

from policymatch.intake.written import write_list
from policymatch.letters.bulk.journal import NAME, entries
from policymatch.messages import Lang, say

_COLUMNS = ("name", "credit_code", "eligible", "open", "near", "decision_id", "files")


def index_name(lang: Lang) -> str:
    """Return what the list is called."""
    return say("letters-index-file", lang)


def write_index(folder: Path, lang: Lang) -> Path:
    """Write the list of the letters of which the folder's journal says that they stand; return its path."""
    # The last line on a letter counts.
    latest = {str(entry["stem"]): entry for entry in entries(folder / NAME)}
    path = folder / index_name(lang)
    header = [say(f"letters-column-{name.replace('_', '-')}", lang) for name in _COLUMNS]
    write_list(path, header, (_row(latest[stem]) for stem in sorted(latest)))
    return path


def _row(entry: dict[str, object]) -> tuple[object, ...]:
    values = (entry.get(name) for name in _COLUMNS)
    return tuple(" ".join(map(str, value)) if isinstance(value, list) else value for value in values)
