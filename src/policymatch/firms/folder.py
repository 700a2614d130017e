"""Folders of profiles, one YAML or JSON file for each firm."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policymatch.enterprise import Enterprise
from policymatch.messages import Lang
from policymatch.problems import Place, Problem, ProfileError
from policymatch.vocabulary import Vocabulary
from policymatch.whole import written_whole

SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")
# The number before a file's name, so that reading the folder gives the firms in the order written.
_DIGITS = 7


def profile_files(folder: Path) -> list[Path]:
    """Return the files of a folder and those below it that may be profiles, not those in hidden folders."""
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    shown = (path for path in inside if not any(part.startswith(".") for part in path.parts))
    return [folder / path for path in sorted(shown)]


def write_folder(path: Path, enterprises: Iterable[Enterprise], vocabulary: Vocabulary, lang: Lang) -> int:
    """Write a YAML file for each firm into a new folder; return how many there were.

    Raises ProfileError when the folder holds something already.
    """
    if path.is_file() or (path.is_dir() and any(path.iterdir())):
        raise ProfileError([Problem("firms-folder-taken", Place(str(path)), {"found": str(path)})])
    count = 0
    with written_whole(path) as made:
        made.mkdir()
        for enterprise in enterprises:
            count += 1
            code = f"-{enterprise.credit_code}" if enterprise.credit_code else ""
            file = made / f"{count:0{_DIGITS}}{code}.yaml"
            file.write_text(enterprise.to_yaml(lang, vocabulary), "utf-8")
    return count
