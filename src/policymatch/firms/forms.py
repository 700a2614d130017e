"""Many firms in whatever form they come: folder of profiles, JSON lines, Parquet table, or one profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from pathlib import Path

from policymatch.enterprise import Enterprise
from policymatch.firms.folder import profile_files, write_folder
from policymatch.firms.lines import lines_of, read_line, write_lines
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


def profiles_in(paths: Iterable[Path], *vocabularies: Vocabulary) -> Iterator[tuple[Place, Found]]:
    """Yield every firm of `paths` with its place, or in its stead everything that is wrong with it.

    A path is a folder (profiles in it and below), a file of JSON lines, a firm table, or one profile. Each is
    read with the first of `vocabularies` that knows all of its words, without any with the base vocabulary;
    what none can read has the problems that the first one finds.
    """
    words = vocabularies or (base_vocabulary(),)
    for path in paths:
        match form_of(path):
            case Form.TABLE:
                yield from _table(path, words)
            case Form.LINES:
                yield from _lines(path, words)
            case Form.FOLDER if path.is_dir():
                yield from _folder(path, words)
            case _:
                yield Place(str(path)), _profile(path, words)


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
    for place, line in lines_of(path):
        if isinstance(line, Problem):
            yield place, (line,)
            continue
        first: tuple[Problem, ...] = ()
        for vocabulary in vocabularies:
            try:
                yield place, read_line(line, place, vocabulary)
                break
            except ProfileError as error:
                first = first or error.problems
        else:
            yield place, first


def _folder(path: Path, vocabularies: tuple[Vocabulary, ...]) -> Iterator[tuple[Place, Found]]:
    files = profile_files(path)
    if not files:
        yield Place(str(path)), (Problem("no-profiles", Place(str(path)), {"found": str(path)}),)
    for file in files:
        yield Place(str(file)), _profile(file, vocabularies)


def _profile(file: Path, vocabularies: tuple[Vocabulary, ...]) -> Found:
    problems: tuple[Problem, ...] = ()
    for vocabulary in vocabularies:
        try:
            return Enterprise.load(file, vocabulary)
        except ProfileError as error:
            problems = problems or error.problems
    return problems
