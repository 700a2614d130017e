"""Files and folders of profiles, one firm after the other; what is wrong with one hides no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from policymatch.enterprise import Enterprise, read_profile
from policymatch.enterprise.source import line_sources
from policymatch.problems import Place, Problem, ProfileError
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio import Source

# One firm on each line.
_LINES = ".jsonl"
_SUFFIXES = (".yaml", ".yml", ".json", _LINES)


def profiles_at(
    paths: Iterable[Path],
    vocabularies: tuple[Vocabulary, ...],
    problems: list[Problem],
    but: Path | None = None,
) -> Iterator[Enterprise]:
    """Yield the firms whose profiles are the files of `paths`, or stand in folders below them, in order.

    A file whose name ends in ``.jsonl`` holds a profile on each line. A profile is read with the first of
    `vocabularies` that knows all of its words. Problems go to `problems`, those of a profile that no
    vocabulary can read as the first one tells them. The file `but` is left out.
    """
    for path in paths:
        files = _below(path) if path.is_dir() else [path]
        if not files:
            problems.append(Problem("no-profiles", Place(str(path)), {"found": str(path)}))
        for file in files:
            if but is not None and file.resolve() == but.resolve():
                continue
            for load in _loaders(file):
                found = _read(load, vocabularies)
                if isinstance(found, Enterprise):
                    yield found
                else:
                    problems += found


def _below(folder: Path) -> list[Path]:
    """Return the files of a folder that may be profiles; those in hidden folders are not."""
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    shown = (path for path in inside if not any(part.startswith(".") for part in path.parts))
    return [folder / path for path in sorted(shown)]


def _loaders(file: Path) -> Iterator[Callable[[Vocabulary], Enterprise]]:
    """Yield what reads each profile of a file."""
    if file.suffix.lower() != _LINES:
        yield partial(Enterprise.load, file)
        return
    for source in line_sources(file):
        yield partial(_read_line, source)


def _read_line(source: Source, vocabulary: Vocabulary) -> Enterprise:
    # Reading notes its problems in the source, which the next vocabulary is to find as it was.
    return read_profile(replace(source, problems=list(source.problems)), vocabulary)


def _read(
    load: Callable[[Vocabulary], Enterprise], vocabularies: tuple[Vocabulary, ...]
) -> Enterprise | tuple[Problem, ...]:
    problems: tuple[Problem, ...] = ()
    for vocabulary in vocabularies:
        try:
            return load(vocabulary)
        except ProfileError as error:
            problems = problems or error.problems
    return problems
