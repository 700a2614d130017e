"""Many firms in whatever form they come: folder of profiles, JSON lines, Parquet table, or one profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from functools import partial
from pathlib import Path

from policymatch.enterprise import Enterprise
from policymatch.enterprise.source import line_sources
from policymatch.firms.folder import profile_files, write_folder
from policymatch.firms.lines import line_place, read_line, write_lines
from policymatch.firms.read_table import Found, open_table
from policymatch.firms.write_table import write_table
from policymatch.messages import Lang
from policymatch.problems import Place, Problem, ProfileError
from policymatch.vocabulary import Vocabulary, base_vocabulary


class Form(Enum):
    """The forms in which firms come."""

    TABLE = auto()
    LINES = auto()
    FOLDER = auto()
    PROFILE = auto()


_FORMS = {".parquet": Form.TABLE, ".jsonl": Form.LINES, ".ndjson": Form.LINES}


def form_of(path: Path) -> Form:
    """Return the form of what stands at `path`, or may be written there."""
    if path.is_dir():
        return Form.FOLDER
    return _FORMS.get(path.suffix.lower(), Form.PROFILE if path.suffix else Form.FOLDER)


def profiles_in(
    paths: Iterable[Path], *vocabularies: Vocabulary, but: Path | None = None
) -> Iterator[tuple[Place, Found]]:
    """Yield every firm of `paths` with its place, or in its stead everything that is wrong with it.

    A path is a folder (profiles and JSON lines in it and below), a file of JSON lines, a firm table, or one
    profile. Each is read with the first of `vocabularies` that knows all of its words, without any with the
    base vocabulary; what none can read has the problems that the first one finds. The file `but` is left out.
    """
    words = vocabularies or (base_vocabulary(),)
    for path in paths:
        if path.is_dir():
            yield from _folder(path, words, but)
        else:
            yield from _file(path, words, but)


def read(path: Path, vocabulary: Vocabulary | None = None) -> Iterator[Enterprise]:
    """Yield the firms at `path`, in any form, one at a time. Raises ProfileError at the first wrong one."""
    for _, found in profiles_in([path], *(() if vocabulary is None else (vocabulary,))):
        if not isinstance(found, Enterprise):
            raise ProfileError(found)
        yield found


def write(
    path: Path, enterprises: Iterable[Enterprise], vocabulary: Vocabulary | None = None, lang: Lang = "zh"
) -> int:
    """Write firms to `path`: a firm table (.parquet), JSON lines (.jsonl), or a new folder; return how many.

    `lang` is the language of the keys of profiles; a table has the vocabulary's keys. Whatever is raised
    while writing, from `enterprises` too, leaves what was at `path`. Raises KeyError on a fact that the
    vocabulary does not have, ProfileError when `path` has another suffix, or is a folder that is not empty.
    """
    words = vocabulary or base_vocabulary()
    match form_of(path):
        case Form.TABLE:
            return write_table(path, enterprises, words)
        case Form.LINES:
            return write_lines(path, enterprises, words, lang)
        case Form.FOLDER:
            return write_folder(path, enterprises, words, lang)
    raise ProfileError([Problem("firms-form", Place(str(path)), {"found": path.suffix})])


def sound(found: Iterable[tuple[Place, Found]], problems: list[Problem]) -> Iterator[Enterprise]:
    """Yield the firms among what `profiles_in` yields; what is wrong with the others goes to `problems`."""
    for _, one in found:
        if isinstance(one, Enterprise):
            yield one
        else:
            problems += one


def all_sound(paths: Iterable[Path], *vocabularies: Vocabulary) -> Iterator[Enterprise]:
    """Yield the firms of `paths`; raise ProfileError, with everything that is wrong, behind the last."""
    problems: list[Problem] = []
    yield from sound(profiles_in(paths, *vocabularies), problems)
    if problems:
        raise ProfileError(problems)


def _table(path: Path, vocabularies: tuple[Vocabulary, ...]) -> Iterator[tuple[Place, Found]]:
    first: list[Problem] = []
    for vocabulary in vocabularies:
        problems: list[Problem] = []
        table = open_table(path, vocabulary, problems)
        if table is not None:
            try:
                yield from table.rows()
            except ProfileError as error:
                yield Place(str(path)), error.problems
            return
        first = first or problems
    yield Place(str(path)), tuple(first)


def _lines(path: Path, vocabularies: tuple[Vocabulary, ...]) -> Iterator[tuple[Place, Found]]:
    for source in line_sources(path):
        yield line_place(source), _first(partial(read_line, source), vocabularies)


def _folder(
    path: Path, vocabularies: tuple[Vocabulary, ...], but: Path | None
) -> Iterator[tuple[Place, Found]]:
    files = profile_files(path)
    if not files:
        yield Place(str(path)), (Problem("no-profiles", Place(str(path)), {"found": str(path)}),)
    for file in files:
        yield from _file(file, vocabularies, but)


def _file(
    file: Path, vocabularies: tuple[Vocabulary, ...], but: Path | None
) -> Iterator[tuple[Place, Found]]:
    if but is not None and file.resolve() == but.resolve():
        return
    match form_of(file):
        case Form.TABLE:
            yield from _table(file, vocabularies)
        case Form.LINES:
            yield from _lines(file, vocabularies)
        case _:
            yield Place(str(file)), _first(partial(Enterprise.load, file), vocabularies)


def _first(load: Callable[[Vocabulary], Enterprise], vocabularies: tuple[Vocabulary, ...]) -> Found:
    """Return what the first vocabulary that can read a profile makes of it, or the problems of the first."""
    problems: tuple[Problem, ...] = ()
    for vocabulary in vocabularies:
        try:
            return load(vocabulary)
        except ProfileError as error:
            problems = problems or error.problems
    return problems
