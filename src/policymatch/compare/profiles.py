"""Files and folders of profiles, one firm after the other; what is wrong with one hides no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from policymatch.enterprise import Enterprise
from policymatch.problems import Place, Problem, ProfileError
from policymatch.vocabulary import Vocabulary

_SUFFIXES = (".yaml", ".yml", ".json")


def profiles_at(
    paths: Iterable[Path], vocabularies: tuple[Vocabulary, ...], problems: list[Problem]
) -> Iterator[Enterprise]:
    """Yield the firms whose profiles are the files of `paths`, or stand in folders below them, in order.

    A profile is read with the first of `vocabularies` that knows all of its words. Problems go to
    `problems`, those of a profile that no vocabulary can read as the first one tells them.
    """
    for path in paths:
        files = _below(path) if path.is_dir() else [path]
        if not files:
            problems.append(Problem("no-profiles", Place(str(path)), {"found": str(path)}))
        for file in files:
            found = _read(file, vocabularies)
            if isinstance(found, Enterprise):
                yield found
            else:
                problems += found


def _below(folder: Path) -> list[Path]:
    """Return the files of a folder that may be profiles; those in hidden folders are not."""
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    shown = (path for path in inside if not any(part.startswith(".") for part in path.parts))
    return [folder / path for path in sorted(shown)]


def _read(file: Path, vocabularies: tuple[Vocabulary, ...]) -> Enterprise | tuple[Problem, ...]:
    problems: tuple[Problem, ...] = ()
    for vocabulary in vocabularies:
        try:
            return Enterprise.load(file, vocabulary)
        except ProfileError as error:
            problems = problems or error.problems
    return problems
